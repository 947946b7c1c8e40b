using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Analysis;

/// <summary>
/// A name for what a question asks and what is right: the same as long as neither changes. What is said about answers (explanation, feedback, sources) and where it belongs (objective,
/// lesson) may change without making it another question, and so may its translations.
/// </summary>
public static class ItemVersion
{
    /// <summary>32 hexadecimal digits: as many as nobody meets twice.</summary>
    public const int Length = 32;

    public static string Of(Question question)
    {
        IReadOnlyList<Question> bare = [Bare(question) with { Objective = "", Lesson = "", Explanation = "", Sources = [], AsksCertainty = false, InLanguage = null, IsStale = false }];
        var text = JsonSerializer.Serialize(bare, CourseJson.Default.IReadOnlyListQuestion);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
    }

    private static Question Bare(Question question) => question switch
    {
        Choice choice => choice with { Options = [.. choice.Options.Select(o => o with { Feedback = "" })] },
        ShortText text => text with { OtherAnswers = null, Answers = [.. text.Answers.Where(a => a.IsRight).Select(a => a with { Feedback = "" })] },
        Numeric number => number with { OtherUnits = null, Answers = [.. number.Answers.Where(a => a.IsRight).Select(a => a with { Feedback = "" })] },
        Calculation calculation => calculation with { OtherUnits = null, Answers = [.. calculation.Answers.Where(a => a.IsRight).Select(a => a with { Feedback = "" })] },
        Gaps gaps => gaps with { All = [.. gaps.All.Select(gap => gap with { Labels = null, AlsoAccepted = null })] },
        _ => question,
    };
}
