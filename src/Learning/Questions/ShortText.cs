using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>An answer an author foresaw, and what to say about it (block HTML, may be empty).</summary>
public sealed record ForeseenAnswer(string Text, bool IsRight, string Feedback);

/// <summary>A few typed words. Written as one <c>= answer</c> line for each accepted wording. Case, accents and outer spaces do not matter.</summary>
public sealed partial record ShortText : Question
{
    public const string KindName = "short-text";

    public required IReadOnlyList<ForeseenAnswer> Answers { get; init; }

    /// <summary>What may be typed in the other languages of the course; null where that is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ForeseenAnswer>? OtherAnswers { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    public override Response RightResponse => new([Answers.First(a => a.IsRight).Text]);

    private protected override Question? WithWords(Question words) =>
        (ShortText)WithTexts(words) with { Answers = ((ShortText)words).Answers, OtherAnswers = Joined(((ShortText)words).Answers, OtherAnswers, Answers) };

    public override Question AlsoTaking(Question words) => this with { OtherAnswers = Joined(Answers, OtherAnswers, ((ShortText)words).Answers) };

    /// <summary>A wording that is right in one language and wrong in another; null where there is none.</summary>
    internal string? ConflictWith(ShortText words) =>
        Answers.Concat(OtherAnswers ?? []).FirstOrDefault(a => words.Answers.Any(b => a.IsRight != b.IsRight && Fold(a.Text) == Fold(b.Text)))?.Text;

    /// <summary>Those of other languages, each wording once, without what they say: it would be said in another language. Null where there are none.</summary>
    private static IReadOnlyList<ForeseenAnswer>? Joined(IReadOnlyList<ForeseenAnswer> own, IReadOnlyList<ForeseenAnswer>? others, IReadOnlyList<ForeseenAnswer> more)
    {
        var known = own.Select(o => Fold(o.Text)).ToHashSet(StringComparer.Ordinal);
        var joined = (others ?? []).Concat(more).Where(a => known.Add(Fold(a.Text))).Select(a => a with { Feedback = "" }).ToArray();
        return joined.Length == 0 ? null : joined;
    }

    public override Marking Mark(Response response)
    {
        var given = Fold(response.Text);
        var met = given.Length == 0 ? null : Answers.Concat(OtherAnswers ?? []).FirstOrDefault(a => Fold(a.Text) == given);
        return new(new Score(new Fraction(met is { IsRight: true } ? 1 : 0), 1), met?.Feedback ?? "");
    }

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle) =>
        ShowTexts(response, marking) with { RightAnswer = marking is null ? null : RightResponse.Text };

    /// <summary>
    /// The letters and digits of a text, without case, accents or Arabic vowel signs, alef and yeh forms made one, words joined by one space.
    /// </summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c == 'ـ')
            {
                continue;
            }

            if (char.IsLetterOrDigit(c))
            {
                folded.Append(c switch
                {
                    'ى' => 'ي',
                    'ة' => 'ه',
                    _ when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)),
                    _ => char.ToLowerInvariant(c),
                });
            }
            else if (folded.Length > 0 && folded[^1] != ' ' && c is not ('\'' or '’' or '.'))
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
