using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Learning.Search;

/// <summary>How many of what matches there are by the values of each facet, without reading a single document: counted by the number that a value has within a segment of the index.</summary>
internal sealed class FacetCounts : ICollector
{
    private readonly Segment[] _segments = [.. SearchDocument.Facets.Select(facet => new Segment(facet))];

    public static FacetCounts Of(IndexSearcher searcher, Query query, Filter? filter)
    {
        var counts = new FacetCounts();
        searcher.Search(query, filter, counts);
        foreach (var segment in counts._segments)
        {
            segment.Close();
        }

        return counts;
    }

    public int Total { get; private set; }

    public int Of(string facet, string value) => Counts(facet).GetValueOrDefault(value);

    /// <summary>Most first.</summary>
    public IReadOnlyList<(string Value, int Count)> By(string facet) => [.. Counts(facet).Select(c => (c.Key, c.Value)).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer)
    {
    }

    public void SetNextReader(AtomicReaderContext context)
    {
        foreach (var segment in _segments)
        {
            segment.Open(context.AtomicReader);
        }
    }

    public void Collect(int doc)
    {
        Total++;
        foreach (var segment in _segments)
        {
            segment.Count(doc);
        }
    }

    private Dictionary<string, int> Counts(string facet) => _segments.Single(s => s.Facet == facet).Counts;

    /// <summary>The values of a facet in the segment that is being counted, and their counts in those before.</summary>
    private sealed class Segment(string facet)
    {
        private SortedDocValues? _values;
        private int[] _byNumber = [];

        public string Facet => facet;

        public Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

        public void Open(AtomicReader reader)
        {
            Close();
            _values = FieldCache.DEFAULT.GetTermsIndex(reader, facet);
            _byNumber = new int[_values.ValueCount];
        }

        public void Count(int doc)
        {
            if (_values!.GetOrd(doc) is >= 0 and var number)
            {
                _byNumber[number]++;
            }
        }

        public void Close()
        {
            var read = new BytesRef();
            for (var number = 0; number < _byNumber.Length; number++)
            {
                if (_byNumber[number] > 0)
                {
                    _values!.LookupOrd(number, read);
                    var value = read.Utf8ToString();
                    Counts[value] = Counts.GetValueOrDefault(value) + _byNumber[number];
                }
            }

            _byNumber = [];
        }
    }
}
