using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Learning.Questions;

/// <summary>A number that is drawn: from the first to the last in equal steps.</summary>
public sealed record NumberRange(string Name, decimal From, decimal To, decimal Step)
{
    [JsonIgnore]
    public int Count => (int)decimal.Floor((To - From) / Step) + 1;

    public decimal At(int place) => From + (place * Step);
}

/// <summary>An answer an author foresaw, as what it is worked out from.</summary>
public sealed record ForeseenCalculation(string Expression, decimal Tolerance, bool IsRight, string Feedback);

/// <summary>
/// A number to work out from other numbers, drawn anew for each attempt. Written <c>{wage: 800..2400 step 50}</c> where the number first stands, <c>{wage}</c> where it stands again,
/// and <c>= {wage * 45 %} ± 1 a month</c> for the answer. It is asked and marked as the <see cref="Numeric"/> that <see cref="For"/> makes of it.
/// </summary>
public sealed partial record Calculation : Question
{
    public const string KindName = "calculation";

    /// <summary>Draws that cannot be worked out are drawn again so often; then the smallest numbers are taken, which were tried when it was published.</summary>
    private const int MostDraws = 20;

    public required IReadOnlyList<NumberRange> Ranges { get; init; }

    public required IReadOnlyList<ForeseenCalculation> Answers { get; init; }

    public string? Unit { get; init; }

    /// <summary>The unit in the other languages of the course, which may be typed too; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? OtherUnits { get; init; }

    /// <summary>The language of the course: it says how numbers are written in its sentences.</summary>
    public required string Language { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    public override Response RightResponse => throw NotDrawn();

    private protected override Question? WithWords(Question words)
    {
        var other = (Calculation)words;
        return other.Ranges.SequenceEqual(Ranges) && Sums(other).SequenceEqual(Sums(this))
            ? (Calculation)WithTexts(words) with { Unit = other.Unit, OtherUnits = Numeric.JoinedUnits(other.Unit, OtherUnits, Unit), Answers = other.Answers, Language = other.Language }
            : null;

        static IEnumerable<(string, decimal, bool)> Sums(Calculation question) => question.Answers.Select(a => (a.Expression, a.Tolerance, a.IsRight));
    }

    public override Question AlsoTaking(Question words) => this with { OtherUnits = Numeric.JoinedUnits(Unit, OtherUnits, ((Calculation)words).Unit) };

    public override Marking Mark(Response response) => throw NotDrawn();

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle) => throw NotDrawn();

    /// <summary>The same seed always gives the same numbers, on any machine: they are a hash of it, not a sequence that a library might change.</summary>
    public override Question For(string seed)
    {
        var numbers = Enumerable.Range(0, MostDraws).Select(time => Drawn($"{seed} {time}")).FirstOrDefault(CanBeWorkedOut) ?? Ranges.ToDictionary(r => r.Name, r => r.From);
        var culture = CultureInfo.GetCultureInfo(Language);
        return new Numeric
        {
            Id = Id,
            Objective = Objective,
            Lesson = Lesson,
            Prompt = Filled(Prompt),
            Body = Filled(Body),
            Explanation = Filled(Explanation),
            Sources = Sources,
            Section = Section,
            AsksCertainty = AsksCertainty,
            InLanguage = InLanguage,
            IsStale = IsStale,
            Unit = Unit,
            OtherUnits = OtherUnits,
            Answers = [.. Answers.Select(a => new ForeseenNumber(Expression.Known(a.Expression).Of(numbers), a.Tolerance, a.IsRight, Filled(a.Feedback)))],
        };

        string Filled(string html) => Marks().Replace(html, mark => Numeric.Write(Expression.Known(mark.Groups[1].Value).Of(numbers), culture));
    }

    /// <summary>Stands in a text where a number is worked out. No author can write it: a control character is never part of a text.</summary>
    internal static string MarkOf(string expression) => $"\u0003{expression}\u0003";

    /// <summary>The text with what stands between the braces, for people who compare texts.</summary>
    internal static string Unmarked(string html) => Marks().Replace(html, "{$1}");

    private Dictionary<string, decimal> Drawn(string seed) => Ranges.ToDictionary(r => r.Name, r => r.At(Chance($"{seed} {r.Name}", r.Count)));

    private static int Chance(string seed, int count) =>
        (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed))) % (ulong)count);

    private bool CanBeWorkedOut(Dictionary<string, decimal> numbers)
    {
        try
        {
            foreach (var expression in Expressions())
            {
                Expression.Known(expression).Of(numbers);
            }

            return true;
        }
        catch (ArithmeticException)
        {
            return false;
        }
    }

    private IEnumerable<string> Expressions() => Answers.Select(a => a.Expression)
        .Concat(new[] { Prompt, Body, Explanation }.Concat(Answers.Select(a => a.Feedback)).SelectMany(text => Marks().Matches(text)).Select(mark => mark.Groups[1].Value));

    private static InvalidOperationException NotDrawn() => new("The numbers of a calculation are drawn first, with For.");

    [GeneratedRegex("\u0003([^\u0003]*)\u0003", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
