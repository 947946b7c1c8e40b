namespace Learning.Credentials.Typesetting;

/// <summary>A text made to fit a box. Size, and advance from line to line, in points.</summary>
internal sealed record FittedText(IReadOnlyList<Line> Lines, float Size, float Advance, bool IsRightToLeft)
{
    /// <summary>Of the largest size the box allows, a text on fewer lines may give up this much.</summary>
    private const float WorthFewerLines = 0.8f;

    private const float Leading = 1.18f;
    private const float ArabicLeading = 1.5f;

    public float Height => Lines.Count * Advance;

    public float Width => Lines.Max(line => line.Width);

    /// <summary>From the top of a line to its baseline.</summary>
    public float Baseline => (Advance * 0.5f) + (Size * 0.33f);

    /// <summary>
    /// On few lines rather than many, and as large as then fits. At the smallest size the text is cut to the lines that fit, with an ellipsis:
    /// nothing runs over the edge, however long it is.
    /// </summary>
    public static FittedText In(SizeRange sizes, float width, float height, string text, Faces faces, bool rightToLeft)
    {
        var clean = CleanText.Of(text);
        var runs = Directions.IsRightToLeft(clean, rightToLeft);
        var suited = faces.SuitedTo(clean, runs);
        var words = new MeasuredWords(clean, suited, runs);
        var leading = runs ? ArabicLeading : Leading;

        var most = Math.Max(1, (int)(height / (sizes.Smallest * leading)));
        var choices = Enumerable.Range(1, most).Select(lines => (Lines: lines, Size: LargestOn(lines))).Where(c => c.Size > 0).ToList();
        if (choices.Count == 0)
        {
            var cut = words.Wrap(width / sizes.Smallest).Take(most).ToList();
            cut[^1] += "…";
            return Set(cut, sizes.Smallest);
        }

        var chosen = choices.First(c => c.Size >= choices.Max(other => other.Size) * WorthFewerLines);
        return Set(words.Balance(width / chosen.Size, chosen.Lines), chosen.Size);

        float LargestOn(int lines)
        {
            for (var size = sizes.Largest; size >= sizes.Smallest; size -= 0.5f)
            {
                if (lines * size * leading <= Math.Max(height, size * leading) && words.Wrap(width / size).Count <= lines)
                {
                    return size;
                }
            }

            return 0;
        }

        FittedText Set(List<string> texts, float size)
        {
            var lines = texts.ConvertAll(line => Line.Set(line, suited, size, runs));

            // Words of several scripts may be a little wider together than each by itself.
            var over = lines.Max(line => line.Width) / width;
            return over > 1.0001f
                ? Set(texts, size / over)
                : new FittedText(lines, size, size * leading, runs);
        }
    }
}

/// <summary>Sizes of type in points.</summary>
internal readonly record struct SizeRange(float Largest, float Smallest);
