using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace Learning.Search;

/// <summary>How the words of each language are found again: "pensions" finds "pension". A language without rules of its own is split into words.</summary>
internal static class Languages
{
    public const LuceneVersion Lucene = LuceneVersion.LUCENE_48;

    public static readonly IReadOnlyList<string> WithRules = ["en", "fr", "es", "ar"];

    /// <summary>The ending of the field names of a language: "text.en"; "text.other" for the rest.</summary>
    public static string Suffix(string language) => WithRules.Contains(language) ? language : "other";

    public static Analyzer Analyzer()
    {
        var fields = new Dictionary<string, Analyzer>();
        foreach (var language in WithRules)
        {
            foreach (var field in SearchDocument.TextFields)
            {
                fields[$"{field}.{language}"] = Of(language);
            }
        }

        return new PerFieldAnalyzerWrapper(new StandardAnalyzer(Lucene), fields);
    }

    public static Analyzer Of(string suffix) => suffix switch
    {
        "en" => new EnglishAnalyzer(Lucene),
        "fr" => new FrenchAnalyzer(Lucene),
        "es" => new SpanishAnalyzer(Lucene),
        "ar" => new ArabicAnalyzer(Lucene),
        _ => new StandardAnalyzer(Lucene),
    };
}
