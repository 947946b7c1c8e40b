namespace Learning.Authoring.Files;

/// <summary>Paths inside a content root: forward slashes, no leading slash, "" is the root itself.</summary>
internal static class ContentPath
{
    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    public static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Extension(string path)
    {
        var name = Name(path);
        return name.LastIndexOf('.') is var dot and > 0 ? name[dot..].ToLowerInvariant() : "";
    }

    public static bool IsWithin(string path, string folder) =>
        folder.Length == 0 || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>The folder itself and the ones above it, nearest first, the root last.</summary>
    public static IEnumerable<string> Upwards(string folder)
    {
        for (var at = folder; at.Length > 0; at = Folder(at))
        {
            yield return at;
        }

        yield return "";
    }

    /// <summary>Where a relative path leads from a folder; null when it climbs out of the root.</summary>
    public static string? Resolve(string folder, string relative)
    {
        var steps = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".")
            {
                continue;
            }

            if (step != "..")
            {
                steps.Add(step);
                continue;
            }

            if (steps.Count == 0)
            {
                return null;
            }

            steps.RemoveAt(steps.Count - 1);
        }

        return string.Join('/', steps);
    }
}
