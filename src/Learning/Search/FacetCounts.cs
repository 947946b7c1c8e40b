using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Learning.Search;

/// <summary>How many of what matches there are by the values of each facet, without reading a single document.</summary>
internal sealed class FacetCounts : ICollector
{
    private readonly Dictionary<string, Dictionary<string, int>> _counts = SearchDocument.Facets.ToDictionary(f => f, _ => new Dictionary<string, int>(StringComparer.Ordinal));
    private readonly Dictionary<string, SortedDocValues> _values = [];
    private readonly BytesRef _read = new();

    public static FacetCounts Of(IndexSearcher searcher, Query query, Filter? filter)
    {
        var counts = new FacetCounts();
        searcher.Search(query, filter, counts);
        return counts;
    }

    public int Total { get; private set; }

    public int Of(string facet, string value) => _counts[facet].GetValueOrDefault(value);

    /// <summary>Most first.</summary>
    public IReadOnlyList<(string Value, int Count)> By(string facet) => [.. _counts[facet].Select(c => (c.Key, c.Value)).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer)
    {
    }

    public void SetNextReader(AtomicReaderContext context)
    {
        foreach (var facet in SearchDocument.Facets)
        {
            _values[facet] = FieldCache.DEFAULT.GetTermsIndex(context.AtomicReader, facet);
        }
    }

    public void Collect(int doc)
    {
        Total++;
        foreach (var (facet, values) in _values)
        {
            values.Get(doc, _read);
            var value = _read.Utf8ToString();
            _counts[facet][value] = _counts[facet].GetValueOrDefault(value) + 1;
        }
    }
}
