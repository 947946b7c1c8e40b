using Learning.Questions;

namespace Learning.Analysis;

/// <summary>What somebody gets on average who knows nothing and answers at random, 0 to 1. Pure.</summary>
public static class Chance
{
    public static double Of(Question question) => question switch
    {
        SingleChoice or TrueFalse => 1.0 / ((Choice)question).Options.Count,
        MultipleChoice several => OfSeveral(several),
        // Of n things in an order drawn at random, one stands right behind another in (n-1)! of n! orders.
        Ordering ordering => 1.0 / ordering.Items.Count,
        Matching matching => 1.0 / matching.Answers.Count,
        Categorising groups => 1.0 / groups.Groups.Count,
        Gaps gaps => gaps.All.Average(gap => gap.Choices.Count == 0 ? 0 : 1.0 / gap.Choices.Count),
        _ => 0,
    };

    /// <summary>The mean over all ways to tick at least one option, marked as the question marks them; at most 255 of them.</summary>
    private static double OfSeveral(MultipleChoice question)
    {
        var ways = (1 << question.Options.Count) - 1;
        var sum = Enumerable.Range(1, ways).Sum(way =>
            question.Mark(new Response([.. question.Options.Where((_, place) => (way & (1 << place)) != 0).Select(o => o.Value)])).Score.Scaled.Value);
        return sum / ways;
    }
}
