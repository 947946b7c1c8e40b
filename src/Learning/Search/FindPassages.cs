using System.Diagnostics;
using Learning.Data;
using Learning.Progress;
using Learning.Telemetry;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;

namespace Learning.Search;

/// <summary>What is asked for. In: a language to stay in; null: the reader's, or where it has nothing the one with the most.</summary>
public sealed record SearchAsk(string Query, string Reader)
{
    public string? In { get; init; }

    public string? Slug { get; init; }

    public FoundKind? Kind { get; init; }

    /// <summary>Whoever asks; null: nobody who is known.</summary>
    public string? LearnerId { get; init; }
}

/// <summary>What was found: where it leads, and the passage with the words found marked (safe HTML).</summary>
public sealed record SearchResult(string Title, string? Heading, string CourseTitle, string Href, HtmlString Passage, FoundKind Kind, string Language);

/// <summary>How many there are of one kind, in one course or one language.</summary>
public sealed record SearchFacet(string Value, int Count);

/// <param name="Found">The best of them.</param>
/// <param name="Total">How many there are in this language.</param>
/// <param name="Language">The language they are in.</param>
/// <param name="Shown">What was looked for instead, where nothing has the words as they were typed; null otherwise.</param>
/// <param name="Meant">What may have been meant, where little was found; null otherwise.</param>
public sealed record SearchResults(IReadOnlyList<SearchResult> Found, int Total, string Language, string? Shown, string? Meant)
{
    public IReadOnlyList<SearchFacet> Languages { get; init; } = [];

    public IReadOnlyList<SearchFacet> Courses { get; init; } = [];

    public IReadOnlyList<SearchFacet> Kinds { get; init; } = [];

    public static SearchResults None(string language) => new([], 0, language, null, null);
}

/// <summary>
/// Finds what holds all words of a query, in titles, headings, texts, glossary and explanations; where nothing does, what holds the nearest words there are; where that finds nothing either, what holds some of them. In one language at a
/// time, the reader's first; the others are counted.
/// </summary>
public sealed class FindPassages(SearchIndex index, KeptResults kept, LearningDb db)
{
    public const int LongestQuery = 200;
    private const int Most = 30;
    private const int MostSuggestions = 8;

    /// <summary>So few results are worth asking whether something else was meant.</summary>
    private const int Few = 3;

    public async Task<SearchResults> FindAsync(SearchAsk ask, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        using var span = Measures.Source.StartActivity("search");
        var found = await FindOnceAsync(ask, cancellation);
        Measures.SearchTime.RecordSince(began);
        return found;
    }

    private async Task<SearchResults> FindOnceAsync(SearchAsk ask, CancellationToken cancellation)
    {
        var searcher = await index.SearcherAsync(db, cancellation);
        var handedIn = await HandedInAsync(ask.LearnerId, cancellation);
        var key = new KeptResults.Key(SearchIndex.HeldBy(searcher), ask with { LearnerId = null }, string.Join(' ', handedIn));
        return kept.Find(key) ?? kept.Keep(key, Find(searcher, ask, Visible(handedIn)));
    }

    private static SearchResults Find(IndexSearcher searcher, SearchAsk ask, Filter visible)
    {
        var query = WordQuery.Of(ask.Query, Occur.MUST);
        var counts = FacetCounts.Of(searcher, query, visible);
        var corrected = counts.Total >= Few ? null : Corrected(searcher, ask, visible);
        var shown = counts.Total == 0 ? corrected : null;
        if (counts.Total == 0)
        {
            query = shown is null ? WordQuery.Of(ask.Query, Occur.SHOULD) : WordQuery.Of(shown, Occur.MUST);
            counts = FacetCounts.Of(searcher, query, visible);
        }

        var languages = counts.By(SearchDocument.Language);
        var language = ask.In ?? (counts.Of(SearchDocument.Language, ask.Reader) > 0 || languages.Count == 0 ? ask.Reader : languages[0].Value);
        var inLanguage = FacetCounts.Of(searcher, query, Narrow(visible, (SearchDocument.Language, language)));
        var hits = searcher.Search(query, Narrow(visible, (SearchDocument.Language, language), (SearchDocument.Slug, ask.Slug), (SearchDocument.Kind, ask.Kind?.ToString())), Most);
        var words = WordsOf(query, searcher);
        return new([.. hits.ScoreDocs.Select(hit => Result(searcher.Doc(hit.Doc), words))], hits.TotalHits, language, shown, shown is null ? corrected : null)
        {
            Languages = [.. languages.Select(c => new SearchFacet(c.Value, c.Count))],
            Courses = [.. inLanguage.By(SearchDocument.Slug).Select(c => new SearchFacet(c.Value, c.Count))],
            Kinds = [.. inLanguage.By(SearchDocument.Kind).Select(c => new SearchFacet(c.Value, c.Count))],
        };
    }

    /// <summary>The nearest words that some text has together, in the reader's language if there are such.</summary>
    private static string? Corrected(IndexSearcher searcher, SearchAsk ask, Filter visible) =>
        Languages.All.OrderBy(suffix => suffix != Languages.Suffix(ask.Reader)).Select(suffix => CorrectWords.Of(searcher.IndexReader, ask.Query, suffix))
            .FirstOrDefault(corrected => corrected is not null && FacetCounts.Of(searcher, WordQuery.Of(corrected, Occur.MUST), visible).Total > 0);

    /// <summary>Titles, headings and terms that begin with what was typed, in the reader's language, the best first.</summary>
    public async Task<IReadOnlyList<string>> SuggestAsync(string typed, string language, CancellationToken cancellation)
    {
        if (WordQuery.Beginning(typed, Languages.Suffix(language)) is not { } query)
        {
            return [];
        }

        var searcher = await index.SearcherAsync(db, cancellation);
        var hits = searcher.Search(query, Narrow(null, (SearchDocument.Language, language)), Most * 2);
        return [.. hits.ScoreDocs.Select(hit => searcher.Doc(hit.Doc)).Select(d => d.Get(SearchDocument.StoredHeading) ?? d.Get(SearchDocument.StoredTitle)).Distinct(StringComparer.CurrentCultureIgnoreCase).OrderBy(label => label.Length).Take(MostSuggestions)];
    }

    /// <summary>The quizzes whose explanations she has seen.</summary>
    private async Task<IReadOnlyList<string>> HandedInAsync(string? learnerId, CancellationToken cancellation)
    {
        var mine = learnerId is null
            ? []
            : await db.ActivityResults.AsNoTracking().Where(r => r.LearnerId == learnerId && r.Tries > 0).Select(r => new { r.CourseId, r.ActivityId }).ToListAsync(cancellation);
        return [.. mine.Select(quiz => SearchDocument.QuizKey(quiz.CourseId, quiz.ActivityId)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Explanations are found by whoever has handed in their quiz.</summary>
    private static QueryWrapperFilter Visible(IReadOnlyList<string> handedIn)
    {
        var hidden = new BooleanQuery { { new TermQuery(new Term(SearchDocument.Kind, nameof(FoundKind.Explanation))), Occur.MUST } };
        foreach (var quiz in handedIn.Take(BooleanQuery.MaxClauseCount - 1))
        {
            hidden.Add(new TermQuery(new Term(SearchDocument.Quiz, quiz)), Occur.MUST_NOT);
        }

        return new(new BooleanQuery { { new MatchAllDocsQuery(), Occur.MUST }, { hidden, Occur.MUST_NOT } });
    }

    private static QueryWrapperFilter Narrow(Filter? visible, params (string Field, string? Value)[] to)
    {
        var all = new BooleanQuery { { visible is null ? new MatchAllDocsQuery() : new ConstantScoreQuery(visible), Occur.MUST } };
        foreach (var (field, value) in to.Where(t => t.Value is not null))
        {
            all.Add(new TermQuery(new Term(field, value)), Occur.MUST);
        }

        return new(all);
    }

    private static HashSet<string> WordsOf(Query query, IndexSearcher searcher)
    {
        var terms = new HashSet<Term>();
        query.Rewrite(searcher.IndexReader).ExtractTerms(terms);
        return terms.Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
    }

    private static SearchResult Result(Lucene.Net.Documents.Document document, HashSet<string> words) => new(
        document.Get(SearchDocument.StoredTitle),
        document.Get(SearchDocument.StoredHeading),
        document.Get(SearchDocument.Course),
        document.Get(SearchDocument.Href),
        new HtmlString(Highlight.Passage(document.Get(SearchDocument.StoredText), words, Languages.Suffix(document.Get(SearchDocument.Language)))),
        Enum.Parse<FoundKind>(document.Get(SearchDocument.Kind)),
        document.Get(SearchDocument.Language));
}
