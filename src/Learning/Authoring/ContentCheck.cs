using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Registers;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring;

/// <summary>Reads every course below a folder, and what courses share: the glossary, the register of sources, and that no two have one id.</summary>
public static class ContentCheck
{
    /// <param name="content">The content root.</param>
    /// <param name="path">A folder with courses below it, a course, or a file inside one; "" is the root.</param>
    /// <returns>
    /// One reading for each course, in the order of their paths. Problems of a file that several courses share stand only in the first;
    /// when nothing is found, one reading says so.
    /// </returns>
    public static IReadOnlyList<CourseReading> Run(IFileProvider content, string path, TextLabels? labels = null, DateOnly? today = null)
    {
        var tree = new ContentTree(content);
        var start = ContentPath.Resolve("", path);
        if (start is null || !(tree.HasFolder(start) || tree.HasFile(start)))
        {
            return [Nothing(path, "missing-file", "There is no such folder or file in the content.", "Check its name, letter by letter.")];
        }

        var problems = new Problems();
        var folders = CourseAround(tree, start) is { } course ? [course] : CoursesBelow(tree, start, 0, problems).ToList();
        var readings = ReadAll(tree, folders, labels, today);
        if (problems.Any)
        {
            readings.Add(new(null, problems.InOrder) { Path = start });
        }

        return readings.Count > 0 ? readings : [NoCourse(tree, start)];
    }

    private static List<CourseReading> ReadAll(ContentTree tree, List<string> folders, TextLabels? labels, DateOnly? today)
    {
        var readings = new List<CourseReading>();
        var ids = new Dictionary<string, Spot>(StringComparer.Ordinal);
        var slugs = new Dictionary<string, Spot>(StringComparer.Ordinal);
        var reported = new HashSet<Problem>();
        foreach (var folder in folders)
        {
            var problems = new Problems();
            var (reading, id, spot) = CourseReader.Read(tree, folder, labels, today, problems);
            Report(ids, id, spot, "duplicate-id", "id", problems);
            Report(slugs, ContentPath.Name(folder), Spot.Start(spot.File), "duplicate-slug", "folder name", problems);
            readings.Add(new(problems.Any ? null : reading.Draft, [.. problems.InOrder.Where(reported.Add)]) { Path = folder });
        }

        return readings;
    }

    private static void Report(Dictionary<string, Spot> taken, string name, Spot spot, string code, string what, Problems problems)
    {
        if (name.Length > 0 && !taken.TryAdd(name, spot))
        {
            problems.Add(spot, code, $"The {what} “{name}” is already that of the course in {taken[name]}.", "Give this course another one.");
        }
    }

    private static string? CourseAround(ContentTree tree, string path) =>
        ContentPath.Upwards(path).FirstOrDefault(f => tree.HasFile(ContentPath.Join(f, CoursePage.FileName)));

    private static IEnumerable<string> CoursesBelow(ContentTree tree, string folder, int depth, Problems problems)
    {
        if (depth > ContentTree.DeepestFolder)
        {
            problems.Add(
                Spot.Start(folder),
                "nested-too-deeply",
                $"More than {ContentTree.DeepestFolder} folders lie inside each other.",
                "Move them up, or remove the link that leads back to a folder above it.");
            return [];
        }

        return tree.HasFile(ContentPath.Join(folder, CoursePage.FileName))
            ? [folder]
            : tree.FoldersIn(folder).SelectMany(name => CoursesBelow(tree, ContentPath.Join(folder, name), depth + 1, problems));
    }

    /// <summary>Without a course the shared tables can still be read.</summary>
    private static CourseReading NoCourse(ContentTree tree, string folder)
    {
        var problems = new Problems();
        SourceRegister.Read(tree, folder, problems);
        Glossary.Read(tree, folder, "en", problems);
        problems.Add(Spot.Start(folder), "no-course", "There is no course here.", "A course is a folder with a course.md in it.");
        return new(null, problems.InOrder) { Path = folder };
    }

    private static CourseReading Nothing(string path, string code, string reason, string remedy) =>
        new(null, [new(path, 1, 1, code, reason, remedy)]) { Path = path };
}
