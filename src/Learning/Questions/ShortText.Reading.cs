using System.Diagnostics.CodeAnalysis;

namespace Learning.Questions;

public sealed partial record ShortText
{
    public ShortText()
    {
    }

    [SetsRequiredMembers]
    private ShortText(WrittenQuestion written)
        : base(written) =>
        Answers = [.. written.Answers.Select(a => new ForeseenAnswer(a.Text, a.IsRight, a.Feedback))];

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static ShortText? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        if (!written.Answers.Any(a => a.IsRight))
        {
            faults.Add(new(written.Place, "no-right-answer", "No accepted answer is written.", "Write at least one line = answer."));
        }

        var seen = new Dictionary<string, WrittenAnswer>(StringComparer.Ordinal);
        foreach (var answer in written.Answers)
        {
            var folded = Fold(answer.Text);
            if (folded.Length == 0)
            {
                faults.Add(new(
                    answer.Place,
                    "unreadable-answer",
                    "This answer has neither letters nor digits.",
                    "Write the words a learner would type."));
            }
            else if (folded.Length > Response.LongestValue)
            {
                faults.Add(new(answer.Place, "unreadable-answer", "This answer is longer than a learner can type.", "Ask for a few words."));
            }
            else if (!seen.TryAdd(folded, answer))
            {
                faults.Add(new(
                    answer.Place,
                    "duplicate-answer",
                    $"This answer is the same as the one in line {seen[folded].Place.Line}: case, accents and signs do not matter.",
                    "Delete one of the two."));
            }
        }

        return faults.Count == before ? new(written) : null;
    }
}
