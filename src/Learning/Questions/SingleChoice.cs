using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>One right answer among two to eight. Written as a list of <c>( )</c> with one <c>(x)</c>.</summary>
public sealed record SingleChoice : Choice
{
    public const string KindName = "single-choice";

    public SingleChoice()
    {
    }

    [SetsRequiredMembers]
    private SingleChoice(WrittenQuestion written)
        : base(written)
    {
    }

    [JsonIgnore]
    public override string Kind => KindName;

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static SingleChoice? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        CheckOptions(written, faults);
        CheckOneRight(written, faults);

        return faults.Count == before ? new(written) : null;
    }

    public override Marking Mark(Response response)
    {
        var chosen = Chosen(response).ToArray();
        var isRight = chosen is [{ IsRight: true }];
        return new(new Score(new Fraction(isRight ? 1 : 0), 1), chosen is [var one] ? one.Feedback : "");
    }
}
