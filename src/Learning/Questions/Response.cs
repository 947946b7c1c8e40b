using System.Text;

namespace Learning.Questions;

/// <summary>What a learner gave as her answer: the letters of the options she chose, the parts she filled in, or the one text she typed.</summary>
public sealed record Response(IReadOnlyList<string> Values)
{
    public const int MostValues = 20;
    public const int LongestValue = 2_000;

    /// <summary>A text that is the only value may be longer: about four pages.</summary>
    public const int LongestText = 12_000;

    public const int LeastCertain = 1;
    public const int MostCertain = 3;

    public static Response Empty { get; } = new([]);

    /// <summary>How sure she was: 1 guessing, 2 fairly sure, 3 very sure; null where she was not asked or did not say.</summary>
    public int? Certainty { get; init; }

    public bool IsBlank => Values.All(string.IsNullOrWhiteSpace);

    public string Text => Values.Count == 0 ? "" : Values[0];

    /// <summary>Very sure: right or wrong, she would have acted on it.</summary>
    public bool IsVerySure => Certainty == MostCertain;

    public bool Has(string option) => Values.Contains(option, StringComparer.Ordinal);

    public bool IsWithinLimits =>
        Certainty is null or (>= LeastCertain and <= MostCertain)
        && (Values is [{ Length: <= LongestText }] || (Values.Count <= MostValues && Values.All(value => value.Length <= LongestValue)));

    /// <summary>An answer as it arrived, made plain text: one sign for a new line, no other control characters (a soft break pasted from a letter is one), no halves of characters.</summary>
    public static Response Given(IEnumerable<string?> values, int? certainty = null) => new([.. values.Select(Plain)]) { Certainty = certainty };

    private static string Plain(string? value)
    {
        var text = (value ?? "").ReplaceLineEndings("\n");
        if (!text.Any(c => char.IsSurrogate(c) || (char.IsControl(c) && c is not ('\n' or '\t'))))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? " " : rune.ToString());
        }

        return plain.ToString();
    }
}
