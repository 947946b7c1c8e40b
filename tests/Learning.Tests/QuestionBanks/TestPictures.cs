using System.Security.Cryptography;
using System.Text;
using Learning.Authoring;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>A few pictures for questions: two with the same name, one whose name needs escapes.</summary>
internal static class TestPictures
{
    /// <summary>One pixel.</summary>
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static MediaFile Branches { get; } = Svg("branches.svg", "9");

    public static MediaFile Png { get; } = Of("a pixel.png", "image/png", Convert.FromBase64String(Pixel));

    public static IReadOnlyList<MediaFile> All { get; } = [Branches, Svg("branches.svg", "10"), Png, Svg("من يدفع (1).svg", "wer")];

    public static MediaFile Svg(string name, string words) => Of(name, "image/svg+xml", Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>{words}</text></svg>"));

    public static MediaFile Of(string name, string contentType, byte[] bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)), name, contentType, bytes);

    public static string Mark(MediaFile picture, string shown, string title = "") =>
        $"<img src=\"picture:{picture.Hash}\" alt=\"{Attribute(shown)}\"{(title.Length > 0 ? $" title=\"{Attribute(title)}\"" : "")}>";

    /// <summary>Takes the marks of these pictures as they are.</summary>
    public static string? Find(string address, string alternative) => address.Split(':') is ["picture", var hash] ? hash : null;

    /// <summary>As an address of its own.</summary>
    public static string Data(MediaFile picture) => $"data:{picture.ContentType};base64,{Convert.ToBase64String(picture.Bytes)}";

    private static string Attribute(string text) => BankHtml.Encode(text).Replace("\"", "&quot;", StringComparison.Ordinal);
}
