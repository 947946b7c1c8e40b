using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Learning.Authoring;
using Learning.Authoring.Files;
using Microsoft.Extensions.FileProviders;

namespace Learning.Courses;

/// <summary>Courses with all their files as one zip, with the recipe that imports them again: here, and where Orchard Core imports a deployment. And such a zip, or one of course folders, read back within bounds.</summary>
public static class CourseArchive
{
    public const string RecipeName = "Recipe.json";
    public const int MostBytes = 64 * 1024 * 1024;
    public const int MostUnpacked = 256 * 1024 * 1024;
    public const int MostFiles = 20_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The folder of a course among its files.</summary>
    public static string FolderOf(IReadOnlyList<ContentFile> course) => course.First(f => f.Path.EndsWith("/course.md", StringComparison.Ordinal)).Path[..^"/course.md".Length];

    /// <summary>Courses side by side. A register that another one has otherwise goes into the course's own folder, where its reader looks first.</summary>
    public static IReadOnlyList<ContentFile> Together(IEnumerable<IReadOnlyList<ContentFile>> courses)
    {
        var files = new Dictionary<string, ContentFile>(StringComparer.Ordinal);
        foreach (var course in courses)
        {
            var folder = FolderOf(course);
            foreach (var file in course)
            {
                var isShared = !file.Path.Contains('/', StringComparison.Ordinal);
                var isOther = files.TryGetValue(file.Path, out var there) && !there.Bytes.AsSpan().SequenceEqual(file.Bytes);
                var path = isShared && isOther ? $"{folder}/{file.Path}" : file.Path;
                files[path] = new(path, file.Bytes);
            }
        }

        return [.. files.Values.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>The same courses give the same bytes.</summary>
    public static byte[] Write(IReadOnlyList<IReadOnlyList<ContentFile>> courses)
    {
        var recipe = new JsonObject
        {
            ["name"] = "courses",
            ["displayName"] = "Courses",
            ["description"] = "Courses with all their files.",
            ["author"] = "",
            ["website"] = "",
            ["version"] = "1.0",
            ["issetuprecipe"] = false,
            ["categories"] = new JsonArray(),
            ["tags"] = new JsonArray(),
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "courses", ["paths"] = new JsonArray([.. courses.Select(c => (JsonNode)FolderOf(c))]) }),
        };
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Together(courses).Prepend(new(RecipeName, JsonSerializer.SerializeToUtf8Bytes(recipe, Indented))))
            {
                var entry = zip.CreateEntry(file.Path);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(file.Bytes);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>What is in a zip, in memory. Nothing is written to a disk, and what is unpacked is counted as it comes out, whatever the file announces.</summary>
    /// <exception cref="UnfitArchiveException">It is no zip, a name in it leads out of it, or it holds too much.</exception>
    public static IFileProvider Read(Stream stream)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            return new FewFiles(Unpacked(zip));
        }
        catch (InvalidDataException)
        {
            throw new UnfitArchiveException("This is no zip, or it is damaged.");
        }
    }

    private static List<ContentFile> Unpacked(ZipArchive zip)
    {
        if (zip.Entries.Count > MostFiles)
        {
            throw new UnfitArchiveException($"The zip holds more than {MostFiles} files.");
        }

        var files = new List<ContentFile>();
        var left = (long)MostUnpacked;
        foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            var name = entry.FullName.Replace('\\', '/');
            if (name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..") || ContentPath.Resolve("", name) is not { Length: > 0 } path)
            {
                throw new UnfitArchiveException($"The name “{entry.FullName}” leads out of the zip.");
            }

            using var bytes = new MemoryStream();
            using var packed = entry.Open();
            var buffer = new byte[64 * 1024];
            while (packed.Read(buffer) is > 0 and var count)
            {
                left -= count;
                if (left < 0)
                {
                    throw new UnfitArchiveException($"Unpacked, the zip holds more than {MostUnpacked / 1024 / 1024} MB.");
                }

                bytes.Write(buffer.AsSpan(0, count));
            }

            files.Add(new(path, bytes.ToArray()));
        }

        return files;
    }
}

/// <summary>A zip that is not read; its message is for whoever sent it.</summary>
public sealed class UnfitArchiveException(string message) : Exception(message);
