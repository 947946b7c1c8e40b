namespace Learning.Authoring.Clips;

/// <summary>A kind of video or sound we take: what its name ends in, what the web calls it, and how its bytes begin.</summary>
internal sealed record ClipType(string Name, string ContentType, bool IsVideo, string[] Extensions, Func<byte[], bool> BeginsAsItShould)
{
    /// <summary>Seven minutes of a speaking person, or sixteen of her voice, at what a phone needs.</summary>
    public const int MostBytesOfVideo = 16 * 1024 * 1024;

    public const int MostBytesOfSound = 8 * 1024 * 1024;

    private static readonly ClipType[] _all =
    [
        new("MP4", "video/mp4", true, [".mp4"], IsMp4),
        new("WebM", "video/webm", true, [".webm"], bytes => bytes is [0x1A, 0x45, 0xDF, 0xA3, ..]),
        new("MP3", "audio/mpeg", false, [".mp3"], IsMp3),
        new("Ogg", "audio/ogg", false, [".ogg", ".oga", ".opus"], bytes => bytes.AsSpan().StartsWith("OggS"u8)),
        new("M4A", "audio/mp4", false, [".m4a"], IsMp4),
    ];

    public int MostBytes => IsVideo ? MostBytesOfVideo : MostBytesOfSound;

    public static ClipType? Of(string extension) => Array.Find(_all, t => t.Extensions.Contains(extension));

    private static bool IsMp4(byte[] bytes) => bytes.Length > 12 && bytes.AsSpan(4).StartsWith("ftyp"u8);

    /// <summary>Words about it first (ID3), or at once a frame of layer III.</summary>
    private static bool IsMp3(byte[] bytes) => bytes.AsSpan().StartsWith("ID3"u8) || bytes is [0xFF, var layer, _, _, ..] && (layer & 0xE6) == 0xE2;
}
