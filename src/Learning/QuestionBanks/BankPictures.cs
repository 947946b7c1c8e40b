using Learning.Authoring;
using Learning.Authoring.Pictures;

namespace Learning.QuestionBanks;

/// <summary>What stands at the address of a picture: its bytes under a name, or the code of what is wrong with it; a picture of ours needs no check.</summary>
internal sealed record FoundPicture(string Name, byte[] Bytes)
{
    public string Fault { get; init; } = "";

    public MediaFile? Ours { get; init; }

    public static FoundPicture Wrong(string name, string fault) => new(name, []) { Fault = fault };
}

/// <summary>
/// The pictures of a bank: looked for where its file says, never fetched from elsewhere, checked as those of courses are, and each kept once. What is not to be had refuses the question.
/// </summary>
internal sealed class BankPictures
{
    public const int Most = 500;

    private const int LongestName = 60;

    private readonly Dictionary<string, MediaFile> _taken = new(StringComparer.Ordinal);

    /// <summary>By the bytes themselves, not by what they say: formats give the same ones for the same address.</summary>
    private readonly Dictionary<byte[], (Picture? Picture, PictureFault? Fault)> _judged = new(ReferenceEqualityComparer.Instance);

    /// <summary>Looks into the file, where the format has places for pictures in it; null where the address is none of the file's.</summary>
    public Func<string, FoundPicture?>? Find { get; set; }

    /// <summary>The hash of a picture; null (and a refusal) where it is not to be had.</summary>
    public string? Take(string address, string alternative, int line, BankReader into)
    {
        var found = DataAddress.Is(address) ? DataAddress.Read(address) : Find?.Invoke(address);
        var shown = Shown(found?.Name ?? address);
        if (alternative.Length == 0)
        {
            return Refused("picture-alt");
        }

        if (found is null)
        {
            return Refused(IsElsewhere(address) ? "picture-remote" : "picture-missing");
        }

        if (found.Ours is { } ours)
        {
            _taken.TryAdd(ours.Hash, ours);
            return ours.Hash;
        }

        if (found.Fault.Length > 0 || found.Bytes.Length > Picture.MostBytes)
        {
            return Refused(found.Fault.Length > 0 ? found.Fault : "picture-too-large");
        }

        var (picture, fault) = Judge(found);
        if (picture is null)
        {
            return Refused(fault?.Code == Picture.Unsafe ? "picture-unsafe" : "picture-type");
        }

        if (_taken.Count >= Most && !_taken.ContainsKey(picture.File.Hash))
        {
            return Refused("too-many-pictures");
        }

        _taken.TryAdd(picture.File.Hash, picture.File with { FileName = NameOf(found.Name) });
        return picture.File.Hash;

        string? Refused(string code)
        {
            into.Refuse(line, code, code == "too-many-pictures" ? $"{Most}" : shown);
            return null;
        }
    }

    /// <summary>A file may show one picture thousands of times.</summary>
    private (Picture? Picture, PictureFault? Fault) Judge(FoundPicture found)
    {
        if (!_judged.TryGetValue(found.Bytes, out var judged))
        {
            judged = Picture.Read(found.Name, () => found.Bytes);
            _judged.Add(found.Bytes, judged);
        }

        return judged;
    }

    /// <summary>A picture that was taken.</summary>
    public MediaFile Of(string hash) => _taken[hash];

    /// <summary>The question with the pictures that its texts show.</summary>
    public BankItem Attach(BankItem item, BankReader into)
    {
        var hashes = BankTexts.Of(item).SelectMany(PictureMark.In).Distinct(StringComparer.Ordinal).ToArray();
        if (hashes.Length == 0 && item.Pictures.Count == 0)
        {
            return item;
        }

        var pictures = hashes.Select(hash => item.Pictures.FirstOrDefault(picture => picture.Hash == hash) ?? _taken.GetValueOrDefault(hash)).ToArray();
        if (pictures.Contains(null))
        {
            into.Refuse(item.Line, "picture-missing", "");
        }

        return item with { Pictures = [.. pictures.OfType<MediaFile>()] };
    }

    /// <summary>A name under which a file may lie in any folder: letters, digits and a few signs, whatever a stranger calls it. It keeps the ending.</summary>
    public static string NameOf(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = last.LastIndexOf('.');
        var ending = dot < 0 ? "" : last[dot..];
        var stem = BankTidy.Plain(string.Concat((dot < 0 ? last : last[..dot]).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '(' or ')' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark))).Trim('.', ' ');
        return (stem.Length == 0 ? "picture" : stem.Length <= LongestName ? stem : stem[..LongestName].TrimEnd('.', ' ')) + ending;
    }

    private static bool IsElsewhere(string address) => address.StartsWith("//", StringComparison.Ordinal) || (address.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && address.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0);

    private static string Shown(string address) => address.Length <= 100 ? address : address[..99].TrimEnd('\uD800') + "…";
}
