using Learning.BrowserTests.People;

namespace Learning.BrowserTests.Site;

/// <summary>
/// A small course with a picture, a video and a sound, in four languages; the Spanish one has no captions of its own. Published on the site when somebody first asks for it, so that all else looks at the course of the site alone.
/// The recordings are those of the fast tests.
/// </summary>
internal sealed class Recordings(SiteAndBrowser site)
{
    public const string Slug = "words-at-work";

    public const string Lesson = $"/learn/{Slug}/a-greeting";

    private const string Media = $"courses/{Slug}/01-first-words/media";

    private readonly Lazy<Task> _published = new(() => PublishAsync(site));

    private readonly Lazy<Task<string>> _group = new(() => GatherAsync(site));

    public Task PublishedAsync() => _published.Value;

    /// <summary>The id of a group for it.</summary>
    public async Task<string> GroupAsync()
    {
        await PublishedAsync();
        return await _group.Value;
    }

    private static async Task PublishAsync(SiteAndBrowser site)
    {
        var (from, clips) = (Path.Combine(site.Root, "tests", "Learning.BrowserTests", "Site", "Recordings"), Path.Combine(site.Root, "tests", "Learning.Tests", "Authoring", "Clips"));
        var folder = Directory.CreateTempSubdirectory("learning-recordings-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(folder.FullName, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }

            File.Copy(Path.Combine(clips, "clip.mp4"), Path.Combine(folder.FullName, Media, "greeting.mp4"));
            File.Copy(Path.Combine(clips, "clip.mp3"), Path.Combine(folder.FullName, Media, "bell.mp3"));
            await site.CommandAsync("import", folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> GatherAsync(SiteAndBrowser site)
    {
        await using var teacher = await site.VisitorAsync(Learner.Teacher);
        return await teacher.MakeGroup("Canteen", Slug);
    }
}
