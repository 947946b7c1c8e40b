using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace Learning.Search;

/// <summary>
/// How the words of each language are found again: "pensions" finds "pension", "securite" finds "sécurité", and an alef is an alef. A language without rules of its own is split into words. Each text stands in the index twice: by the
/// stems of its words, to be found, and by the words themselves, for beginnings and for what was mistyped.
/// </summary>
internal static class Languages
{
    public const LuceneVersion Lucene = LuceneVersion.LUCENE_48;

    public static readonly IReadOnlyList<string> WithRules = ["en", "fr", "es", "ar"];

    public static readonly IReadOnlyList<string> All = [.. WithRules, "other"];

    /// <summary>The ending of the field names of a language: "text.en"; "text.other" for the rest.</summary>
    public static string Suffix(string language) => WithRules.Contains(language) ? language : "other";

    public static Analyzer Analyzer()
    {
        var fields = new Dictionary<string, Analyzer>();
        foreach (var language in All)
        {
            foreach (var field in SearchDocument.TextFields)
            {
                fields[$"{field}.{language}"] = Of(language);
            }

            foreach (var field in SearchDocument.WordFields)
            {
                fields[$"{field}.{language}"] = WordsOf(language);
            }
        }

        return new PerFieldAnalyzerWrapper(new StandardAnalyzer(Lucene), fields);
    }

    /// <summary>By stems.</summary>
    public static Analyzer Of(string suffix) => Made(suffix, isStemmed: true);

    /// <summary>By the words as they are written, but for capitals, accents and the forms of letters.</summary>
    public static Analyzer WordsOf(string suffix) => Made(suffix, isStemmed: false);

    private static Analyzer Made(string suffix, bool isStemmed) => global::Lucene.Net.Analysis.Analyzer.NewAnonymous(createComponents: (_, reader) =>
    {
        var source = new StandardTokenizer(Lucene, reader);
        var words = Folded(suffix, new StandardFilter(Lucene, source), isStemmed);
        return new TokenStreamComponents(source, isStemmed ? Stemmed(suffix, words) : words);
    });

    /// <summary>Words that stand in every text are left out before accents are, since the lists have accents.</summary>
    private static TokenStream Folded(string suffix, TokenStream words, bool leavesOut) => suffix switch
    {
        "en" => new ASCIIFoldingFilter(Kept(new LowerCaseFilter(Lucene, new EnglishPossessiveFilter(Lucene, words)), leavesOut ? EnglishAnalyzer.DefaultStopSet : null)),
        "fr" => new ASCIIFoldingFilter(Kept(new LowerCaseFilter(Lucene, new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES)), leavesOut ? FrenchAnalyzer.DefaultStopSet : null)),
        "es" => new ASCIIFoldingFilter(Kept(new LowerCaseFilter(Lucene, words), leavesOut ? SpanishAnalyzer.DefaultStopSet : null)),
        "ar" => new ArabicNormalizationFilter(Kept(new LowerCaseFilter(Lucene, words), leavesOut ? ArabicAnalyzer.DefaultStopSet : null)),
        _ => new ASCIIFoldingFilter(new LowerCaseFilter(Lucene, words)),
    };

    private static TokenStream Kept(TokenStream words, CharArraySet? leftOut) => leftOut is null ? words : new StopFilter(Lucene, words, leftOut);

    private static TokenStream Stemmed(string suffix, TokenStream words) => suffix switch
    {
        "en" => new PorterStemFilter(words),
        "fr" => new FrenchLightStemFilter(words),
        "es" => new SpanishLightStemFilter(words),
        "ar" => new ArabicStemFilter(words),
        _ => words,
    };

    /// <summary>The words of what somebody typed, as they stand in the index.</summary>
    public static IReadOnlyList<string> Split(string suffix, string typed)
    {
        var words = new List<string>();
        using var analyzer = WordsOf(suffix);
        using var tokens = analyzer.GetTokenStream("", typed);
        var word = tokens.GetAttribute<global::Lucene.Net.Analysis.TokenAttributes.ICharTermAttribute>();
        tokens.Reset();
        while (tokens.IncrementToken())
        {
            words.Add(word.ToString());
        }

        tokens.End();
        return words;
    }
}
