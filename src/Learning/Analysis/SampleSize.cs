namespace Learning.Analysis;

/// <summary>How many learners it takes before numbers about them mean something, and before they may be shown at all.</summary>
public static class SampleSize
{
    /// <summary>Fewer answers are too few to judge a question by: numbers are shown with a warning, and nothing follows from them.</summary>
    public const int ToJudge = 30;

    /// <summary>Fewer people could be recognized by what they answered: no numbers are shown.</summary>
    public const int ToShow = 5;
}
