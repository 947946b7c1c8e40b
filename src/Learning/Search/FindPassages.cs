using Learning.Courses;
using Learning.Data;
using Lucene.Net.Index;
using Lucene.Net.QueryParsers.Simple;
using Lucene.Net.Search;
using Microsoft.AspNetCore.Html;

namespace Learning.Search;

/// <summary>What was found: where it leads, and the passage with the words found marked (safe HTML).</summary>
public sealed record SearchResult(string Title, string? Heading, string CourseTitle, string Href, HtmlString Passage);

public sealed record SearchResults(IReadOnlyList<SearchResult> Found, int Total);

/// <summary>
/// Finds the passages that hold all words of a query, in titles, headings, texts and glossary of every language; where none holds all, those that hold
/// some. "Quoted words" stand together; a word ending in * is a beginning.
/// </summary>
public sealed class FindPassages(SearchIndex index, LearningDb db, RevisionCache revisions)
{
    public const int LongestQuery = 200;
    private const int Most = 30;

    public async Task<SearchResults> FindAsync(string query, CancellationToken cancellation)
    {
        var searcher = await index.SearcherAsync(db, revisions, cancellation);
        var parsed = Parse(query, Occur.MUST);
        var hits = searcher.Search(parsed, Most);
        if (hits.TotalHits == 0)
        {
            parsed = Parse(query, Occur.SHOULD);
            hits = searcher.Search(parsed, Most);
        }

        var terms = new HashSet<Term>();
        parsed.Rewrite(searcher.IndexReader).ExtractTerms(terms);
        var words = terms.Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        return new([.. hits.ScoreDocs.Select(hit => Result(searcher.Doc(hit.Doc), words))], hits.TotalHits);
    }

    private static SearchResult Result(Lucene.Net.Documents.Document document, HashSet<string> words) => new(
        document.Get(SearchDocument.StoredTitle),
        document.Get(SearchDocument.StoredHeading),
        document.Get(SearchDocument.Course),
        document.Get(SearchDocument.Href),
        new HtmlString(Highlight.Passage(document.Get(SearchDocument.StoredText), words, document.Get(SearchDocument.Language))));

    /// <summary>The query in the words of each language; a passage has one language, so any of them may match.</summary>
    private static BooleanQuery Parse(string query, Occur words)
    {
        var any = new BooleanQuery();
        foreach (var suffix in Languages.WithRules.Append("other"))
        {
            var weights = new Dictionary<string, float>
            {
                [$"{SearchDocument.Title}.{suffix}"] = 4,
                [$"{SearchDocument.Heading}.{suffix}"] = 2,
                [$"{SearchDocument.Text}.{suffix}"] = 1,
            };
            var parser = new SimpleQueryParser(Languages.Of(suffix), weights, Operator.PHRASE_OPERATOR | Operator.PREFIX_OPERATOR | Operator.WHITESPACE_OPERATOR)
            {
                DefaultOperator = words,
            };
            if (parser.Parse(query) is { } parsed)
            {
                any.Add(parsed, Occur.SHOULD);
            }
        }

        return any;
    }
}
