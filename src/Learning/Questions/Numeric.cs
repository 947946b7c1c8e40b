using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Learning.Questions;

/// <summary>A number an author foresaw: right within plus or minus the tolerance.</summary>
public sealed record ForeseenNumber(decimal Value, decimal Tolerance, bool IsRight, string Feedback);

/// <summary>A number. Written <c>= 52.5 ± 0.1 %</c>: value, tolerance, unit. Thousands and decimal signs of any of our languages are read.</summary>
public sealed partial record Numeric : Question
{
    public const string KindName = "numeric";

    /// <summary>As many decimals of a number are shown.</summary>
    internal const int MostDecimals = 4;

    internal const string Format = "#,0.####";

    /// <summary>A number as people write it: thousands are set off, but not in a whole number of four digits, which may be a year.</summary>
    internal static string Write(decimal number, IFormatProvider culture) => number.ToString(number == decimal.Truncate(number) && Math.Abs(number) < 10_000 ? "0" : Format, culture);

    public required IReadOnlyList<ForeseenNumber> Answers { get; init; }

    public string? Unit { get; init; }

    /// <summary>The unit in the other languages of the course, which may be typed too; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? OtherUnits { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    public override Response RightResponse => new([Typable(Right).ToString(CultureInfo.InvariantCulture)]);

    private ForeseenNumber Right => Answers.First(a => a.IsRight);

    /// <summary>Nobody types 28 decimals: as many as are shown, where that is near enough.</summary>
    private static decimal Typable(ForeseenNumber number) =>
        decimal.Round(number.Value, MostDecimals) is var rounded && Math.Abs(rounded - number.Value) <= number.Tolerance ? rounded : number.Value;

    private protected override Question? WithWords(Question words)
    {
        var other = (Numeric)words;
        return Numbers(other).SequenceEqual(Numbers(this)) ? (Numeric)WithTexts(words) with { Unit = other.Unit, OtherUnits = JoinedUnits(other.Unit, OtherUnits, Unit), Answers = other.Answers } : null;

        static IEnumerable<(decimal, decimal, bool)> Numbers(Numeric question) => question.Answers.Select(a => (a.Value, a.Tolerance, a.IsRight));
    }

    public override Question AlsoTaking(Question words) => this with { OtherUnits = JoinedUnits(Unit, OtherUnits, ((Numeric)words).Unit) };

    /// <summary>Units beside the one that is shown, each once; null where there is none.</summary>
    internal static IReadOnlyList<string>? JoinedUnits(string? shown, IReadOnlyList<string>? others, string? another)
    {
        var units = (others ?? []).Append(another).OfType<string>().Where(unit => unit != shown).Distinct(StringComparer.Ordinal).ToArray();
        return units.Length == 0 ? null : units;
    }

    /// <summary>What a text may mean with any of the units behind it.</summary>
    private IReadOnlyList<decimal> Readings(string text) =>
        Readings(text, Unit) is { Count: > 0 } found ? found : (OtherUnits ?? []).Select(unit => Readings(text, unit)).FirstOrDefault(some => some.Count > 0) ?? [];

    public override Marking Mark(Response response)
    {
        var readings = Readings(response.Text);
        var met = Answers.Where(a => a.IsRight).Concat(Answers.Where(a => !a.IsRight))
            .FirstOrDefault(a => readings.Any(number => Math.Abs(number - a.Value) <= a.Tolerance));
        return new(new Score(new Fraction(met is { IsRight: true } ? 1 : 0), 1), met?.Feedback ?? "");
    }

    public override UnclearAnswer? FindUnclear(Response response) => response.IsBlank || Readings(response.Text).Count > 0 ? null : new("Quiz.OnlyNumber");

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle) =>
        ShowTexts(response, marking) with
        {
            Unit = Unit,
            RightAnswer = marking is null ? null : Write(Right.Value, CultureInfo.CurrentCulture),
            RightNumber = marking is null ? null : Right.Value,
            GivenNumber = marking is null ? null : Meant(response),
        };

    /// <summary>The number she gave, where it is clear which and all of it would be shown.</summary>
    private decimal? Meant(Response response)
    {
        var readings = Readings(response.Text);
        var met = readings.Where(number => Answers.Any(a => a.IsRight && Math.Abs(number - a.Value) <= a.Tolerance)).ToArray();
        return (met.Length > 0 ? met : readings) is [var number] && decimal.Round(number, MostDecimals) == number ? number : null;
    }

    /// <summary>
    /// The numbers a text may mean. "1,800" is eighteen hundred in one country and one point eight in another: where both readings
    /// are possible both are given, and the learner is right if one of them is.
    /// </summary>
    internal static IReadOnlyList<decimal> Readings(string text, string? unit)
    {
        var digits = Digits(text, unit);
        if (digits.Length is 0 or > 28 || digits.Any(c => c is not (>= '0' and <= '9' or '.' or ',' or '-')))
        {
            return [];
        }

        string[] candidates = (digits.Count(c => c == '.'), digits.Count(c => c == ',')) switch
        {
            (0, 0) => [digits],
            (1, 0) => [digits, .. IsThousands(digits, '.') ? [digits.Replace(".", "", StringComparison.Ordinal)] : Array.Empty<string>()],
            (0, 1) => [digits.Replace(',', '.'), .. IsThousands(digits, ',') ? [digits.Replace(",", "", StringComparison.Ordinal)] : Array.Empty<string>()],
            ( > 1, 0) => IsThousands(digits, '.') ? [digits.Replace(".", "", StringComparison.Ordinal)] : [],
            (0, > 1) => IsThousands(digits, ',') ? [digits.Replace(",", "", StringComparison.Ordinal)] : [],
            (1, _) when digits.IndexOf('.', StringComparison.Ordinal) > digits.LastIndexOf(',') => [digits.Replace(",", "", StringComparison.Ordinal)],
            (_, 1) when digits.IndexOf(',', StringComparison.Ordinal) > digits.LastIndexOf('.') =>
                [digits.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')],
            _ => [],
        };

        return [.. candidates
            .Select(c => decimal.TryParse(c, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) ? n : (decimal?)null)
            .OfType<decimal>()
            .Distinct()];
    }

    /// <summary>Western digits and signs only: Arabic digits and separators are turned, spaces, apostrophes and the unit are dropped.</summary>
    private static string Digits(string text, string? unit)
    {
        var trimmed = text.Trim();
        if (unit is not null && trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
        {
            trimmed = trimmed[..^unit.Length];
        }

        var digits = new StringBuilder(trimmed.Length);
        foreach (var c in trimmed)
        {
            var turned = c switch
            {
                '٫' => '.',
                '٬' => ',',
                '−' or '–' => '-',
                '%' or '٪' or '\'' or '’' or '+' => ' ',
                _ when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)),
                _ => c,
            };
            if (!char.IsWhiteSpace(turned))
            {
                digits.Append(turned);
            }
        }

        return digits.ToString();
    }

    /// <summary>Groups of three behind the first one to three digits: 1,800 and 1,800,000, not 1,80.</summary>
    private static bool IsThousands(string digits, char separator)
    {
        var groups = digits.TrimStart('-').Split(separator);
        return groups[0].Length is >= 1 and <= 3 && groups[0] != "0" && groups[1..].All(g => g.Length == 3);
    }
}
