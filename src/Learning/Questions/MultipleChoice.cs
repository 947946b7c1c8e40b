using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>
/// Several right answers. Written as a list of <c>[ ]</c> with at least one <c>[x]</c>. Each right option chosen counts one, each wrong
/// one chosen takes one away, never below nought, divided by the number of right options: ticking everything earns nothing by itself.
/// </summary>
public sealed record MultipleChoice : Choice
{
    public const string KindName = "multiple-choice";

    public MultipleChoice()
    {
    }

    [SetsRequiredMembers]
    private MultipleChoice(WrittenQuestion written)
        : base(written)
    {
    }

    [JsonIgnore]
    public override string Kind => KindName;

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static MultipleChoice? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        CheckOptions(written, faults);
        CheckSomeRight(written, faults);

        return faults.Count == before ? new(written) : null;
    }

    public override Marking Mark(Response response)
    {
        var chosen = Chosen(response).ToArray();
        var right = chosen.Count(o => o.IsRight);
        var points = Math.Max(0, right - (chosen.Length - right));
        return new(new Score(new Fraction(points, Options.Count(o => o.IsRight)), 1), "");
    }
}
