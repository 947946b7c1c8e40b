using System.Text;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Authoring.Pictures;

namespace Learning.QuestionBanks;

/// <summary>A picture within an address: <c>data:image/png;name=branches.png;base64,…</c>. The name is ours, and browsers pass over it. Source: RFC 2397.</summary>
internal static class DataAddress
{
    private const string Scheme = "data:";
    private const string Name = "name=";

    public static bool Is(string address) => address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    public static string Write(MediaFile picture) => $"{Scheme}{picture.ContentType};{Name}{Uri.EscapeDataString(picture.FileName)};base64,{Convert.ToBase64String(picture.Bytes)}";

    /// <summary>A file whose ending says that it is a picture.</summary>
    public static string Write(ContentFile picture) =>
        Write(new MediaFile("", ContentPath.Name(picture.Path), PictureType.Of(ContentPath.Extension(picture.Path))?.ContentType ?? "application/octet-stream", picture.Bytes));

    public static FoundPicture Read(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        var head = address[Scheme.Length..(comma < 0 ? Math.Min(address.Length, 200) : comma)].Split(';', StringSplitOptions.TrimEntries);
        if (PictureType.OfContent(head[0]) is not { } type)
        {
            return FoundPicture.Wrong(head[0].Length is > 0 and <= 60 ? head[0] : "data:", "picture-type");
        }

        var given = head.LastOrDefault(part => part.StartsWith(Name, StringComparison.OrdinalIgnoreCase)) is { } named ? Uri.UnescapeDataString(named[Name.Length..]) : "";
        var name = Array.Exists(type.Extensions, ending => given.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? given : $"{(given.Length > 0 ? given : "picture")}{type.Extensions[0]}";
        return comma < 0 ? FoundPicture.Wrong(name, "picture-broken")
            : head.Contains("base64", StringComparer.OrdinalIgnoreCase) ? OfBase64(name, address.AsSpan(comma + 1))
            : OfText(name, address[(comma + 1)..]);
    }

    /// <summary>What is too large is not decoded.</summary>
    public static FoundPicture OfBase64(string name, ReadOnlySpan<char> text)
    {
        const int Longest = Picture.MostBytes / 3 * 4;
        if (text.Length > 2 * Longest)   // base64 may be broken into lines
        {
            return FoundPicture.Wrong(name, "picture-too-large");
        }

        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(text, bytes, out var length) && length > 0 ? new(name, bytes[..length]) : FoundPicture.Wrong(name, "picture-broken");
    }

    private static FoundPicture OfText(string name, string text) =>
        text.Length > 3 * Picture.MostBytes ? FoundPicture.Wrong(name, "picture-too-large") : new(name, Encoding.UTF8.GetBytes(Uri.UnescapeDataString(text)));
}
