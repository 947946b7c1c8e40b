using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.QueryParsers.Simple;
using Lucene.Net.Search;

namespace Learning.Search;

/// <summary>What somebody typed as a query in the words of each language; a text has one language, so any of them may match. "Quoted words" stand together; a word ending in * is a beginning.</summary>
internal static class WordQuery
{
    /// <summary>As many forms of a beginning are looked for.</summary>
    private const int MostForms = 64;

    /// <param name="words">Whether all words must be there, or some.</param>
    public static BooleanQuery Of(string typed, Occur words)
    {
        var any = new BooleanQuery();
        foreach (var suffix in Languages.All)
        {
            var weights = new Dictionary<string, float>
            {
                [$"{SearchDocument.Title}.{suffix}"] = 4,
                [$"{SearchDocument.Heading}.{suffix}"] = 2,
                [$"{SearchDocument.Text}.{suffix}"] = 1,
            };
            if (new Parser(suffix, Languages.Of(suffix), weights) { DefaultOperator = words }.Parse(typed) is { } parsed)
            {
                any.Add(parsed, Occur.SHOULD);
            }
        }

        return any;
    }

    /// <summary>The labels whose words are those typed, the last of them begun.</summary>
    public static Query? Beginning(string typed, string suffix)
    {
        var words = Languages.Split(suffix, typed);
        if (words.Count == 0)
        {
            return null;
        }

        var all = new BooleanQuery();
        foreach (var word in words.SkipLast(1))
        {
            all.Add(new TermQuery(new Term($"{SearchDocument.Label}.{suffix}", word)), Occur.MUST);
        }

        all.Add(new PrefixQuery(new Term($"{SearchDocument.Label}.{suffix}", words[^1])), Occur.MUST);
        return all;
    }

    private sealed class Parser(string suffix, Analyzer analyzer, IDictionary<string, float> weights)
        : SimpleQueryParser(analyzer, weights, Operator.PHRASE_OPERATOR | Operator.PREFIX_OPERATOR | Operator.WHITESPACE_OPERATOR)
    {
        /// <summary>A beginning is one of words as they are written, not of their stems.</summary>
        protected override Query NewPrefixQuery(string text) => new PrefixQuery(new Term($"{SearchDocument.Words}.{suffix}", Languages.Split(suffix, text) is [.., var last] ? last : text))
        {
            MultiTermRewriteMethod = new MultiTermQuery.TopTermsScoringBooleanQueryRewrite(MostForms),
        };
    }
}
