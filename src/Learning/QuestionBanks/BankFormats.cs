using Learning.QuestionBanks.Formats;
using Learning.QuestionBanks.Formats.Moodle;
using Learning.QuestionBanks.Formats.Qti;

namespace Learning.QuestionBanks;

/// <summary>The formats we know, and the way in for a file of any of them.</summary>
public static class BankFormats
{
    /// <summary>In the order in which they are asked whether a file is theirs: the stricter first.</summary>
    public static IReadOnlyList<IBankFormat> All { get; } = [new MoodleXml(), new Qti3(), new Aiken(), new Gift()];

    public static IReadOnlyList<IBankFormat> Written { get; } = [.. All.Where(format => format.CanWrite)];

    public static IBankFormat? Find(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a file. The format is found by what the file looks like when none is given.</summary>
    /// <returns>What was read; a file that is too large, empty or of no known format gives a reading with one problem. The format is "" when none was found.</returns>
    public static BankReading Read(ReadOnlyMemory<byte> file, string fileName, IBankFormat? format = null, BankLimits? limits = null)
    {
        var into = new BankReader(limits ?? BankLimits.Default);
        if (file.Length > into.Limits.MostBytes)
        {
            into.Refuse(1, "file-too-large", $"{into.Limits.MostBytes / 1024 / 1024}");
            return into.Done(format?.Name ?? "");
        }

        format ??= All.FirstOrDefault(known => known.Recognises(file.Span, fileName));
        if (format is null)
        {
            into.Refuse(1, "unknown-format");
            return into.Done("");
        }

        format.Read(file, into);
        if (into is { HasNothing: true })
        {
            into.Refuse(1, "no-questions");
        }

        return into.Done(format.Name);
    }
}
