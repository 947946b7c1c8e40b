using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>A statement to judge. Written with <c>.true-false</c> in the braces and two options, true first; never shuffled.</summary>
public sealed record TrueFalse : Choice
{
    public const string KindName = "true-false";

    private static readonly string[] _false = ["False", "Faux", "Falso", "خطأ"];

    public TrueFalse()
    {
    }

    [SetsRequiredMembers]
    private TrueFalse(WrittenQuestion written)
        : base(written)
    {
    }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    protected override bool MayShuffle => false;

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static TrueFalse? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        CheckOptions(written, faults);
        CheckOneRight(written, faults);
        if (written.Options.Count != 2)
        {
            faults.Add(new(
                written.Place,
                "not-two-options",
                "A true-or-false question has exactly two options.",
                "Write two: true first, then false."));
        }
        else if (_false.Contains(written.Options[0].Plain, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add(new(
                written.Options[0].Place,
                "false-first",
                "“False” stands first.",
                "Write true first, then false, in every such question."));
        }

        foreach (var square in written.Options.Where(o => o.Bracket != '('))
        {
            faults.Add(new(square.Place, "mixed-kinds", "A true-or-false question has round brackets.", "Write ( ) and (x)."));
        }

        return faults.Count == before ? new(written) : null;
    }

    public override Marking Mark(Response response)
    {
        var chosen = Chosen(response).ToArray();
        var isRight = chosen is [{ IsRight: true }];
        return new(new Score(new Fraction(isRight ? 1 : 0), 1), chosen is [var one] ? one.Feedback : "");
    }
}
