using System.Text;
using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Authoring.Translations;
using Microsoft.Extensions.FileProviders;

namespace Learning.Benchmarks;

/// <summary>A course of any number of lessons, in the four languages of the real one: its modules over and over, each time under other ids, with all their questions.</summary>
internal static partial class LargeCourse
{
    public const string Folder = "courses/" + SiteUnderLoad.Course;

    /// <summary>Its files, below a content root.</summary>
    /// <param name="content">The folder with the real course.</param>
    public static IReadOnlyList<ContentFile> Files(string content, int lessons)
    {
        var real = Directory.EnumerateFiles(Path.Combine(content, Folder), "*", SearchOption.AllDirectories).Append(Path.Combine(content, "sources.csv")).Append(Path.Combine(content, "glossary.csv"))
            .Select(path => new ContentFile(Path.GetRelativePath(content, path).Replace('\\', '/'), File.ReadAllBytes(path))).ToArray();
        var modules = real.Where(f => f.Path.StartsWith(Folder + "/", StringComparison.Ordinal) && f.Path.Split('/').Length > 3).ToArray();
        var each = modules.Count(f => IsLesson(f.Path));
        var copies = Enumerable.Range(1, (lessons - 1) / each).SelectMany(copy => modules.Select(f => Copy(f, copy)));
        var files = real.Concat(copies).ToDictionary(f => f.Path, StringComparer.Ordinal);

        using var folder = new TemporaryFolder(files.Values);
        using var provider = new PhysicalFileProvider(folder.Path);
        foreach (var stamp in TranslationStamp.Run(provider, Folder))
        {
            files[stamp.Path] = new(stamp.Path, Encoding.UTF8.GetBytes(stamp.Text ?? throw new InvalidOperationException(stamp.Problems[0].ToString())));
        }

        return [.. files.Values.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>Puts its files below a folder, to try commands on them.</summary>
    public static void Write(string content, int lessons, string folder) => TemporaryFolder.Write(Files(content, lessons), folder);

    public static bool IsLesson(string path) =>
        path.EndsWith(".md", StringComparison.Ordinal) && !Translated().IsMatch(path) && !path.Contains(".quiz.", StringComparison.Ordinal) && !path.Contains(".pool.", StringComparison.Ordinal)
        && !path.EndsWith("/module.md", StringComparison.Ordinal) && !path.EndsWith("/course.md", StringComparison.Ordinal);

    private static ContentFile Copy(ContentFile file, int copy)
    {
        var steps = file.Path.Split('/');
        steps[2] = $"{copy:00}-{steps[2]}";
        var path = string.Join('/', steps);
        if (!path.EndsWith(".md", StringComparison.Ordinal))
        {
            return file with { Path = path };
        }

        var text = Id().Replace(Encoding.UTF8.GetString(file.Bytes), $"id: $1-{copy}", 1);
        text = Stamp().Replace(text, "");
        if (path.Contains(".quiz.", StringComparison.Ordinal) || path.Contains(".pool.", StringComparison.Ordinal))
        {
            text = LessonOf().Replace(Question().Replace(text, $"{{#$1-{copy}"), $"lesson=$1-{copy}");
        }

        return new(path, Encoding.UTF8.GetBytes(text));
    }

    [GeneratedRegex("^id: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Id();

    [GeneratedRegex("^made-from: .*\n", RegexOptions.Multiline)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\{#([a-z0-9-]+)")]
    private static partial Regex Question();

    [GeneratedRegex("lesson=([a-z0-9-]+)")]
    private static partial Regex LessonOf();

    [GeneratedRegex(@"\.(fr|es|ar)\.md$")]
    private static partial Regex Translated();
}

/// <summary>Files on a disk, gone when disposed of.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(IEnumerable<ContentFile> files) => Write(files, Path);

    public static void Write(IEnumerable<ContentFile> files, string folder)
    {
        foreach (var file in files)
        {
            var path = System.IO.Path.Combine(folder, file.Path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Bytes);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("learning-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
