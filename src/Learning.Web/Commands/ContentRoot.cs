using Learning.Courses;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Commands;

/// <summary>Finds the content root above a path: the nearest folder with glossary.csv or sources.csv, else the folder above the course.</summary>
internal static class ContentRoot
{
    public static (string Root, string Inside) Of(string path)
    {
        var full = Path.GetFullPath(path);
        var start = Directory.Exists(full) ? full : Path.GetDirectoryName(full)!;
        for (var here = new DirectoryInfo(start); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "glossary.csv")) || File.Exists(Path.Combine(here.FullName, "sources.csv")))
            {
                return (here.FullName, Inside(here.FullName, full));
            }
        }

        var root = File.Exists(Path.Combine(start, "course.md")) ? Path.GetDirectoryName(start) ?? start : start;
        return (root, Inside(root, full));
    }

    private static string Inside(string root, string full) => Path.GetRelativePath(root, full) is var inside && inside == "." ? "" : inside.Replace('\\', '/');

    /// <summary>Reads what lies in a folder, or in a zip within the bounds of <see cref="CourseArchive"/>.</summary>
    /// <param name="read">Told the content, and the path within it.</param>
    /// <exception cref="UnfitArchiveException">It is no zip that is read; the message is for whoever named it.</exception>
    public static T Read<T>(string path, Func<IFileProvider, string, T> read)
    {
        if (!Directory.Exists(path))
        {
            if (new FileInfo(path).Length > CourseArchive.MostBytes)
            {
                throw new UnfitArchiveException($"The zip is larger than {CourseArchive.MostBytes / 1024 / 1024} MB.");
            }

            using var zip = File.OpenRead(path);
            return read(CourseArchive.Read(zip), "");
        }

        var (root, inside) = Of(path);
        using var content = new PhysicalFileProvider(root);
        return read(content, inside);
    }
}
