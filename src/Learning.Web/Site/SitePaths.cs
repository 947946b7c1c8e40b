namespace Learning.Web.Site;

/// <summary>Where this site keeps its data and finds its content and themes. All absolute.</summary>
public sealed record SitePaths(string Data, string Content, string Themes)
{
    public const string DefaultData = "App_Data";

    public string Database => Path.Combine(Data, "learning.db");

    public string Keys => Path.Combine(Data, "keys");

    public string SearchIndex => Path.Combine(Data, "search");

    public string Mail => Path.Combine(Data, "mail");

    /// <summary>
    /// Data where the person said, else App_Data in the working folder. Content and themes: the folders of that name in the working folder or the nearest one
    /// above it, else beside the program, where publishing puts them.
    /// </summary>
    public static SitePaths Find(string? data, string? content) => new(
        Path.GetFullPath(data ?? DefaultData),
        content is null ? Nearest("content") : Path.GetFullPath(content),
        Nearest("themes"));

    private static string Nearest(string folder)
    {
        for (var here = new DirectoryInfo(Directory.GetCurrentDirectory()); here is not null; here = here.Parent)
        {
            var found = Path.Combine(here.FullName, folder);
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        return Path.Combine(AppContext.BaseDirectory, folder);
    }
}
