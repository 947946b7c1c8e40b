namespace Learning.Tests.Authoring.Clips;

/// <summary>Two seconds of a test pattern, one of a tone: made for these tests.</summary>
internal static class TestClips
{
    public const string Captions = "WEBVTT\n\n00:00.000 --> 00:01.000\nGood morning.\n\n00:01.000 --> 00:02.000\n<v Amina>Good morning.\n";

    public const string Transcript = "> [!TRANSCRIPT]\n> Good morning.";

    public const string Folder = SmallCourse.Folder + "/01-first/media";

    public static byte[] Mp4 => Read("clip.mp4");

    public static byte[] Mp3 => Read("clip.mp3");

    public static byte[] Ogg => Read("clip.ogg");

    /// <summary>A course with a video at the end of its first lesson.</summary>
    public static SmallCourse WithVideo(string below = "\n\n" + Transcript, byte[]? bytes = null)
    {
        var course = new SmallCourse().WithText("![Two people greet](media/clip.mp4 \"A greeting\")" + below).With($"{Folder}/clip.vtt", Captions);
        course.Content.Put($"{Folder}/clip.mp4", bytes ?? Mp4);
        return course;
    }

    public static SmallCourse WithSound(string name, byte[] bytes, string below = "\n\n" + Transcript)
    {
        var course = new SmallCourse().WithText($"![A tone](media/{name})" + below);
        course.Content.Put($"{Folder}/{name}", bytes);
        return course;
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(TestClips).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
