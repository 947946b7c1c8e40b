using System.Security.Cryptography;
using Learning.Authoring.Files;
using Learning.Authoring.Pictures;

namespace Learning.Authoring.Clips;

/// <summary>Words that run along with a video, in one language.</summary>
internal sealed record Captions(string Language, MediaFile File);

/// <summary>A video or a sound of a course, with the captions that lie beside it.</summary>
internal sealed record Clip(MediaFile File, ClipType Type, IReadOnlyList<Captions> Captions)
{
    public static bool IsNamed(string path) => ClipType.Of(ContentPath.Extension(path)) is not null;

    /// <summary>The clip without its captions, or what is wrong with it; neither where there are no bytes to judge.</summary>
    /// <param name="path">Its name says which type it has to be.</param>
    /// <param name="read">Asked only where the name is one of a clip.</param>
    public static (Clip? Clip, PictureFault? Fault) Read(string path, Func<int, byte[]?> read)
    {
        if (ClipType.Of(ContentPath.Extension(path)) is not { } type || read(type.MostBytes) is not { } bytes)
        {
            return default;
        }

        return type.BeginsAsItShould(bytes)
            ? (new(new(Convert.ToHexStringLower(SHA256.HashData(bytes)), ContentPath.Name(path), type.ContentType, bytes), type, []), null)
            : (null, new(Picture.WrongBytes, $"The file is named like {type.Name} but is none.", "Save it again in the format its name says: MP4 or WebM for a video, MP3, M4A or Ogg for sound."));
    }
}

/// <summary>A clip in a text of one language.</summary>
/// <param name="Shown">The language whose captions are shown; null where there are none.</param>
/// <param name="IsFallback">They are not those of the text.</param>
internal sealed record ShownClip(Clip Clip, string? Shown, bool IsFallback);
