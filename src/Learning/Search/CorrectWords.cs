using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Learning.Search;

/// <summary>What somebody may have meant: each word that no text has becomes the nearest one that some text has, one letter off in short words and two in long ones.</summary>
internal static class CorrectWords
{
    private const int MostForms = 50;

    /// <param name="suffix">The language whose words are tried.</param>
    /// <returns>Null where some word has nothing near, and where nothing would change.</returns>
    public static string? Of(IndexReader reader, string typed, string suffix)
    {
        var words = Languages.Split(suffix, typed);
        var corrected = words.Select(word => Nearest(reader, $"{SearchDocument.Words}.{suffix}", word)).ToArray();
        return words.Count == 0 || corrected.Contains(null) || corrected.SequenceEqual(words) ? null : string.Join(' ', corrected);
    }

    /// <summary>The word itself where it is known; null where nothing is near.</summary>
    private static string? Nearest(IndexReader reader, string field, string word)
    {
        var edits = word.Length switch { < 4 => 0, < 6 => 1, _ => 2 };
        if (reader.DocFreq(new Term(field, word)) > 0)
        {
            return word;
        }

        if (edits == 0 || MultiFields.GetTerms(reader, field) is not { } terms)
        {
            return null;
        }

        var forms = new FuzzyQuery(new Term(field, word), edits, prefixLength: 1, MostForms, transpositions: true).GetTermsEnum(terms);
        (string? Word, float Nearness, int Count) best = (null, 0, 0);
        while (forms.MoveNext())
        {
            var nearness = forms.Attributes.AddAttribute<IBoostAttribute>().Boost;
            if (nearness > best.Nearness || (nearness == best.Nearness && forms.DocFreq > best.Count))
            {
                best = (forms.Term.Utf8ToString(), nearness, forms.DocFreq);
            }
        }

        return best.Word;
    }
}
