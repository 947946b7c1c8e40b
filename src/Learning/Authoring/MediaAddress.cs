using System.Globalization;

namespace Learning.Authoring;

/// <summary>Where a file of a course lies on the site: by the hash of its bytes, so that it may be kept for ever, with a name for whoever saves it.</summary>
public static class MediaAddress
{
    public static string Of(MediaFile file) => $"/media/{file.Hash}/{Uri.EscapeDataString(file.FileName)}";

    /// <summary>The same picture in a smaller width.</summary>
    public static string Of(MediaFile picture, int width) =>
        string.Create(CultureInfo.InvariantCulture, $"/media/{picture.Hash}/{width}/{Uri.EscapeDataString(Path.ChangeExtension(picture.FileName, ".webp"))}");
}
