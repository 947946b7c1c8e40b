using System.Text.RegularExpressions;
using Learning.Authoring.Files;
using Learning.Authoring.Rendering;

namespace Learning.Authoring.Registers;

/// <summary>
/// The terms of <c>glossary.csv</c> in one language, and how they are recognized in a text: whole words, whatever the case, the longest
/// term first; also in the plural of English, French and Spanish, and behind the prefixes of Arabic. Names are another matter: the "World Social Protection Report" is not about the term,
/// and a committee's recommendations are not the Recommendations of the ILO.
/// </summary>
internal sealed partial class Glossary
{
    public const string FileName = "glossary.csv";
    private const string Language = "term_";

    /// <summary>And or so; in, as or for; the article: <c>وبال</c>.</summary>
    private const int LongestBefore = 4;

    private readonly Dictionary<string, (string Wording, Term Term)> _byWording = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Wording, Term Term)> _byForm = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lazy<Regex>> _byFirst = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _language;
    private readonly ulong[] _lengths = new ulong[32];
    private Regex? _wordings;

    private Glossary(string language) => _language = language;

    public static Glossary Read(ContentTree tree, string courseFolder, string language, Problems problems)
    {
        var glossary = new Glossary(language.Split('-')[0]);
        var path = SourceRegister.Nearest(tree, courseFolder, FileName);
        if (path is null || SourceText.Read(tree, path, problems) is not { } source)
        {
            return glossary;
        }

        var rows = CsvText.Read(source, problems).Select(cells => new Row(cells, source.Start)).ToList();
        ReportDuplicates(rows, problems);
        foreach (var row in rows)
        {
            glossary.Add(row, language.Split('-')[0], problems);
        }

        glossary.Compile();
        return glossary;
    }

    /// <summary>The term in this language; null where it has none.</summary>
    public Term? OfId(string id) => _byWording.Values.FirstOrDefault(found => found.Term.Id == id).Term;

    /// <summary>Every place in a text where a term stands, from left to right.</summary>
    public IEnumerable<(int Start, int Length, Term Term)> Find(string text)
    {
        for (var at = 0; _wordings is not null && at < text.Length;)
        {
            var end = EndOfWord(text, at);
            var match = MatchAt(text, at, end);
            if (!match.Success)
            {
                at = end;
                continue;
            }

            at = match.Index + match.Length;
            var words = match.Groups["words"];
            if (TermOf(words.Value) is var (wording, term) && !IsAnotherName(words.Value, wording))
            {
                yield return (words.Index, words.Length, term);
            }
        }
    }

    /// <summary>Only where a word begins with which a term begins, the terms themselves are looked for: those with that word, the longest first.</summary>
    private Match MatchAt(string text, int at, int end)
    {
        var word = text.AsSpan(at..end);
        if (_language != "ar")
        {
            return (_lengths[Letter(word[0])] & Length(word)) == 0 ? Match.Empty : _byFirst.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var terms) ? terms.Value.Match(text, at) : Match.Empty;
        }

        for (var before = 0; before <= Math.Min(LongestBefore, word.Length); before++)
        {
            if (_byFirst.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(word[before..]))
            {
                return _wordings!.Match(text, at);
            }
        }

        return Match.Empty;
    }

    /// <summary>A place for the first letter of a word, the same for both cases: most words of a text are no term by their first letter and their length.</summary>
    private static int Letter(char letter) => (letter < 128 ? letter : char.ToUpperInvariant(letter)) & 31;

    private static ulong Length(ReadOnlySpan<char> word) => 1UL << Math.Min(word.Length, 63);

    /// <summary>Letters and digits that stand together; any other sign stands for itself.</summary>
    private static int EndOfWord(string text, int at)
    {
        var end = at;
        while (end < text.Length && IsOfWord(text[end]))
        {
            end++;
        }

        return Math.Max(end, at + 1);
    }

    private static bool IsOfWord(char sign) => char.IsLetter(sign) || char.IsNumber(sign);

    /// <summary>Capitals inside, where the term has none, make it part of a name; a single capitalized term without its capital is a common word.</summary>
    private static bool IsAnotherName(string words, string wording)
    {
        var (there, ours) = (Spaces().Split(words), Spaces().Split(wording));
        return ours.Length == 1
            ? char.IsUpper(ours[0][0]) && char.IsLower(there[0][0])
            : there.Zip(ours).Skip(1).Any(pair => char.IsUpper(pair.First[0]) && char.IsLower(pair.Second[0]));
    }

    private (string Wording, Term Term)? TermOf(string words) => _byForm.TryGetValue(Fold(words), out var found) ? found : null;

    private static void ReportDuplicates(List<Row> rows, Problems problems)
    {
        foreach (var column in rows.SelectMany(r => r.Columns).Distinct().Where(c => c.StartsWith(Language, StringComparison.Ordinal)).ToList())
        {
            foreach (var same in rows.Select(r => r[column]).Where(c => c.Text.Length > 0).GroupBy(c => Fold(c.Text)).Where(g => g.Count() > 1))
            {
                foreach (var again in same.Skip(1))
                {
                    problems.Add(
                        again.Spot,
                        "duplicate-term",
                        $"The term “{again.Text}” is already in {same.First().Spot}.",
                        "Keep one of the two definitions.");
                }
            }
        }
    }

    private void Add(Row row, string language, Problems problems)
    {
        var name = row[Language + language];
        var definition = row.Optional("definition_" + language) ?? row["definition_en"].Text;
        var id = Headings.Slug(row.Optional(Language + "en") ?? name.Text);
        if (definition.Length == 0)
        {
            problems.Add(row["definition_en"].Spot, "empty-value", "The term has no definition.", "Write it in the column “definition_en”.");
        }

        if (name.Text.Length == 0)
        {
            return;
        }

        var term = new Term(id, name.Text, definition);
        foreach (var wording in Wordings(name.Text))
        {
            _byWording.TryAdd(Fold(wording), (wording, term));
        }
    }

    /// <summary>
    /// The whole term; and where it ends in brackets: an abbreviation in them counts as the term too, and the words before them do if
    /// they are two or more. A single word alone ("complaint (article 26)") means too many things.
    /// </summary>
    private static IEnumerable<string> Wordings(string name)
    {
        yield return name;
        if (Bracketed().Match(name) is not { Success: true } match)
        {
            yield break;
        }

        var (words, inBrackets) = (match.Groups["words"].Value, match.Groups["in"].Value);
        if (words.Contains(' ', StringComparison.Ordinal))
        {
            yield return words;
        }

        if (inBrackets.Length > 1 && inBrackets.All(char.IsAsciiLetterUpper))
        {
            yield return inBrackets;
        }
    }

    private void Compile()
    {
        if (_byWording.Count == 0)
        {
            return;
        }

        foreach (var (wording, found) in _byWording)
        {
            foreach (var form in Forms(wording))
            {
                _byForm.TryAdd(form, found);
            }
        }

        foreach (var first in _byForm.Keys.GroupBy(form => form[..EndOfWord(form, 0)], StringComparer.OrdinalIgnoreCase))
        {
            var forms = first.ToArray();
            _byFirst.Add(first.Key, new(() => Looking("", forms)));
            _lengths[Letter(first.Key[0])] |= Length(first.Key);
        }

        // What stands directly before a word in Arabic: and, so; in, as, for; the article, where the term has none itself.
        var before = _language == "ar" ? "(?:[وف]?(?:[بكل]|لل|ال|بال|كال|وال)?)" : "";
        _wordings = Looking(before, _byForm.Keys);
    }

    /// <summary>At one place only, and where a word begins and another ends.</summary>
    private static Regex Looking(string before, IEnumerable<string> forms) => new(
        $@"\G(?<![\p{{L}}\p{{N}}]){before}(?<words>{string.Join('|', forms.OrderByDescending(w => w.Length).Select(Pattern))})(?![\p{{L}}\p{{N}}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A wording and its plurals: of the last word in English, of each word that can have one in French and Spanish. Pure spelling: a form that nobody writes does no harm.</summary>
    private IEnumerable<string> Forms(string wording)
    {
        yield return wording;
        switch (_language)
        {
            case "en":
                yield return wording + "s";
                break;
            case "fr":
                yield return string.Join(' ', wording.Split(' ').Select((word, i) => IsSmall(word) || i > 1 ? word : FrenchPlural(word)));
                yield return string.Join(' ', wording.Split(' ').Select((word, i) => i > 0 ? word : FrenchPlural(word)));
                break;
            case "es":
                yield return string.Join(' ', wording.Split(' ').Select((word, i) => IsSmall(word) || i > 1 ? word : SpanishPlural(word)));
                yield return string.Join(' ', wording.Split(' ').Select((word, i) => i > 0 ? word : SpanishPlural(word)));
                break;
        }
    }

    private static bool IsSmall(string word) => word.Length <= 3 || word.Contains('\'', StringComparison.Ordinal);

    private static string FrenchPlural(string word) => word[^1] is 's' or 'x' or 'z' || !char.IsLetter(word[^1]) ? word
        : word.EndsWith("al", StringComparison.Ordinal) ? word[..^1] + "ux"
        : word.EndsWith("eau", StringComparison.Ordinal) ? word + "x"
        : word + "s";

    private static string SpanishPlural(string word) => word[^1] is 's' or 'x' || !char.IsLetter(word[^1]) ? word
        : "aeiouáéó".Contains(word[^1], StringComparison.Ordinal) ? word + "s"
        : word.EndsWith("ión", StringComparison.Ordinal) ? word[..^2] + "ones"
        : word.EndsWith('z') ? word[..^1] + "ces"
        : word + "es";

    private static string Pattern(string wording) =>
        Regex.Escape(wording).Replace("\\ ", "\\s+", StringComparison.Ordinal).Replace("'", "['’]", StringComparison.Ordinal);

    private static string Fold(string words) => Spaces().Replace(words, " ").Replace('’', '\'').ToLowerInvariant();

    [GeneratedRegex(@"^(?<words>.+?)\s*\((?<in>[^()]+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
