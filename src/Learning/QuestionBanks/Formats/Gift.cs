namespace Learning.QuestionBanks.Formats;

/// <summary>
/// GIFT, the text format of Moodle: questions parted by empty lines, answers in braces. Source: docs.moodle.org, "GIFT format". What GIFT has no form for is written in one that other
/// programs understand (an order, groups and several gaps as matches, a calculation with one set of its numbers), with remarks in the comment above, so that it comes back as it was.
/// </summary>
public sealed class Gift : IBankFormat
{
    public string Name => "gift";

    public string FileEnding => ".gift";

    public string ContentType => "text/plain; charset=utf-8";

    public bool CanWrite => true;

    public bool Recognises(ReadOnlySpan<byte> file, string fileName)
    {
        var text = BankBytes.Glance(file);
        return fileName.EndsWith(FileEnding, StringComparison.OrdinalIgnoreCase)
            || (!text.AsSpan().TrimStart().StartsWith("<?xml") && text.IndexOf('{', StringComparison.Ordinal) is var open && open >= 0 && text.IndexOf('}', open) > open)
            || text.StartsWith("$CATEGORY:", StringComparison.Ordinal);
    }

    public void Read(ReadOnlyMemory<byte> file, BankReader into)
    {
        if (BankBytes.Text(file, into) is { } text)
        {
            new GiftReader(into).Read(text);
        }
    }

    public BankWriting Write(IReadOnlyList<BankItem> items, string title, string language) => new GiftWriter(language).Write(items);
}
