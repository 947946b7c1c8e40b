using Learning.Data;

namespace Learning.Web.Site;

/// <summary>Where this site keeps its data and finds its content and themes. All absolute.</summary>
public sealed record SitePaths(string Data, string Content, string Themes)
{
    public const string DefaultData = "App_Data";

    private const string Setting = "Learning";

    /// <summary>The setting <c>ConnectionStrings:Learning</c>. Null: a file of SQLite in the data folder.</summary>
    public string? Connection { get; init; }

    /// <exception cref="DatabaseException">The setting cannot be read.</exception>
    public LearningDatabase Database => LearningDatabase.Of(Connection ?? DatabaseFile);

    /// <summary>The file that is the database where nothing else is said.</summary>
    public string DatabaseFile => Path.Combine(Data, "learning.db");

    /// <summary>False where no site can be yet: without the setting, and without the file.</summary>
    public bool HasDatabase => Connection is not null || File.Exists(DatabaseFile);

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
        Nearest("themes"))
    {
        Connection = Configured(),
    };

    /// <summary>Before there is a host: a command has to know whether there is a site before it makes one.</summary>
    private static string? Configured()
    {
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
        return configuration.GetConnectionString(Setting) is { } given && !string.IsNullOrWhiteSpace(given) ? given : null;
    }

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
