namespace Learning.QuestionBanks.Formats;

/// <summary>The lines of one question of a GIFT file, or of a category, with what the comments above and in it say.</summary>
internal sealed class GiftChunk
{
    public const string Category = "$CATEGORY:";

    /// <summary>Where it begins, from 1.</summary>
    public int Line { get; private set; }

    public bool IsCategory { get; private init; }

    public List<(string Name, string Value)> Marks { get; } = [];

    public List<string> Lines { get; } = [];

    /// <summary>With all escaped signs held.</summary>
    public string Text => GiftText.Hold(string.Join('\n', Lines));

    public static IEnumerable<GiftChunk> Of(string text) => Joined(Cut(text));

    private static IEnumerable<GiftChunk> Cut(string text)
    {
        var chunk = new GiftChunk();
        var number = 0;
        foreach (var written in text.Split('\n'))
        {
            number++;
            var line = written.Trim();
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                chunk.Marks.AddRange(GiftMarks.Read(line));
            }
            else if (line.StartsWith(Category, StringComparison.OrdinalIgnoreCase) && chunk.Lines.Count == 0)
            {
                yield return new() { Line = number, IsCategory = true, Lines = { line } };
            }
            else if (line.Length > 0)
            {
                chunk.Line = chunk.Lines.Count == 0 ? number : chunk.Line;
                chunk.Lines.Add(written);   // spaces at the beginning of a line may mean something in Markdown
            }
            else if (chunk.Lines.Count > 0)
            {
                yield return chunk;
                chunk = new();
            }
        }

        if (chunk.Lines.Count > 0)
        {
            yield return chunk;
        }
    }

    /// <summary>People leave empty lines inside the braces, though they should not: what closes a brace that is open belongs to it, unless another one is opened first.</summary>
    private static IEnumerable<GiftChunk> Joined(IEnumerable<GiftChunk> chunks)
    {
        GiftChunk? open = null;
        foreach (var chunk in chunks)
        {
            var text = chunk.IsCategory ? "" : chunk.Text;
            var (opens, closes) = (text.IndexOf('{', StringComparison.Ordinal), text.IndexOf('}', StringComparison.Ordinal));
            if (open is not null && closes >= 0 && (opens < 0 || closes < opens))
            {
                open.Lines.AddRange(chunk.Lines);
                yield return open;
                open = null;
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = opens >= 0 && closes < 0 ? chunk : null;
            if (open is null)
            {
                yield return chunk;
            }
        }

        if (open is not null)
        {
            yield return open;
        }
    }
}
