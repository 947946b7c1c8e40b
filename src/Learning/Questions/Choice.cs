using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;

namespace Learning.Questions;

/// <summary>One option of a choice: its letter in the author's order ("a", "b" …), inline HTML, and what to say when it was chosen.</summary>
public sealed record Option(string Value, string Text, bool IsRight, string Feedback);

/// <summary>What single choice, multiple choice and true/false share: options, and their order on the page.</summary>
public abstract partial record Choice : Question
{
    public const int FewestOptions = 2;
    public const int MostOptions = 8;

    public required IReadOnlyList<Option> Options { get; init; }

    [JsonIgnore]
    public override Response RightResponse => new([.. Options.Where(o => o.IsRight).Select(o => o.Value)]);

    /// <summary>Whether the order of the options carries no meaning, so that it may be drawn anew.</summary>
    [JsonIgnore]
    protected virtual bool MayShuffle => true;

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle)
    {
        var options = Options.Select(o => new OptionView(
            o.Value,
            new HtmlString(o.Text),
            response.Has(o.Value),
            marking is null ? null : o.IsRight,
            marking is null || o.Feedback.Length == 0 ? null : new HtmlString(o.Feedback))).ToArray();

        if (MayShuffle)
        {
            shuffle?.Shuffle(options);
        }

        return ShowTexts(response, marking) with { Options = options, IsMultiple = this is MultipleChoice };
    }

    private protected override Question? WithWords(Question words) =>
        words is Choice other && other.Options.Select(o => o.IsRight).SequenceEqual(Options.Select(o => o.IsRight)) ? (Choice)WithTexts(words) with { Options = other.Options } : null;

    protected IEnumerable<Option> Chosen(Response response) => Options.Where(o => response.Has(o.Value));
}
