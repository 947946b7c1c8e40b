using Learning.Questions;

namespace Learning.Tests.Questions;

/// <summary>Questions as an author writes them, taken apart already.</summary>
internal static class Written
{
    public static WrittenQuestion Options(params WrittenOption[] options) => Question() with { Options = options };

    public static WrittenQuestion Answers(params WrittenAnswer[] answers) => Question() with { Answers = answers };

    /// <summary>"( ) text", "(x) text", "[ ] text" or "[x] text".</summary>
    public static WrittenOption Option(string option, string feedback = "Because.") =>
        new(new(1, 1), option[0], option[1] == 'x', option[4..], option[4..], feedback);

    /// <summary>"= text" or "!= text".</summary>
    public static WrittenAnswer Answer(string answer) =>
        answer.StartsWith('!') ? new(new(1, 1), answer[3..], false, "wrong") : new(new(1, 1), answer[2..], true, "right");

    public static WrittenQuestion Question(string language = "en") => new()
    {
        Place = new(1, 1),
        Language = language,
        Id = "id",
        Objective = "objective",
        Lesson = "lesson",
        Prompt = "Prompt",
        Body = "",
        Explanation = "Explanation",
        Sources = [],
        IsTrueFalse = false,
        IsShortText = false,
        Options = [],
        Answers = [],
    };

    public static Question Read(WrittenQuestion written)
    {
        var faults = new List<Fault>();
        var question = written.Read(faults);
        Assert.Empty(faults);
        return question!;
    }

    public static string[] Faults(WrittenQuestion written)
    {
        var faults = new List<Fault>();
        var question = written.Read(faults);
        Assert.Equal(faults.Count > 0, question is null);
        return [.. faults.Select(f => f.Code)];
    }

    public static Response Response(params string[] values) => new(values);
}
