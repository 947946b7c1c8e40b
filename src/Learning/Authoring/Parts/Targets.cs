using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>The pages links may lead to: those of this course, and those of other courses of the same content root, read when asked for.</summary>
internal sealed class Targets
{
    private static readonly LinkTarget _noPage = new(null, new Dictionary<string, string>());

    private readonly ContentTree _tree;
    private readonly DateOnly _today;
    private readonly Dictionary<string, LinkTarget> _targets = new(StringComparer.Ordinal);
    private readonly Lock _one = new();
    private readonly HashSet<string> _courses = new(StringComparer.Ordinal);

    private Targets(ContentTree tree, DateOnly today) => (_tree, _today) = (tree, today);

    public static Targets Of(ContentTree tree, CourseFolder course, DateOnly today)
    {
        var targets = new Targets(tree, today);
        targets.Add(course);
        return targets;
    }

    /// <summary>Those of all courses of a root but one.</summary>
    public static Targets Outside(ContentTree tree, string course, DateOnly today)
    {
        var targets = new Targets(tree, today);
        targets._courses.Add(course);
        return targets;
    }

    public LinkTarget? Find(string path)
    {
        lock (_one)
        {
            return FindAlone(path);
        }
    }

    private LinkTarget? FindAlone(string path)
    {
        if (_targets.TryGetValue(path, out var known))
        {
            return known;
        }

        var folder = ContentPath.Upwards(ContentPath.Folder(path)).FirstOrDefault(f => _tree.HasFile(ContentPath.Join(f, CoursePage.FileName)));
        if (folder is null || _courses.Contains(folder))
        {
            return null;
        }

        Add(CourseFolder.Read(_tree, folder, _today, new Problems()));   // its own reading reports what is wrong with it
        return _targets.GetValueOrDefault(path);
    }

    /// <summary>The pages of a course, each with what a link to it becomes.</summary>
    public static IEnumerable<(string Path, LinkTarget Target)> In(CourseFolder course, string slug)
    {
        var address = "/learn/" + slug;
        var pages = new List<(PageFile? File, string Address, IReadOnlyDictionary<string, string> Places)>();
        if (course.Course is { } own)
        {
            pages.Add((own.File, address, Places(own.Headings)));
        }

        foreach (var module in course.Modules)
        {
            pages.Add((module.File, address, Places(module.Headings)));
            pages.AddRange(module.Lessons.Select(lesson => ((PageFile?)lesson.File, $"{address}/{lesson.Id}", Places(lesson.Headings))));
            pages.AddRange(module.Quizzes.Select(quiz => ((PageFile?)quiz.File, $"{address}/{quiz.Id}", Places(quiz.Text))));
        }

        return pages.Where(page => page.File is not null).Select(page => (page.File!.Source.File, new LinkTarget(page.Address, page.Places)))
            .Concat(course.Pools.Select(pool => (pool.File.Source.File, _noPage)));
    }

    private void Add(CourseFolder course)
    {
        _courses.Add(course.Path);
        foreach (var (path, target) in course.Course is { } page ? In(course, page.Outline.Slug) : [])
        {
            _targets.TryAdd(path, target);
        }
    }

    private static IReadOnlyDictionary<string, string> Places(QuestionParts text) =>
        text.Questions.Select(q => q.Id).Where(id => id.Length > 0).Distinct().ToDictionary(id => id, id => "q-" + id);

    private static IReadOnlyDictionary<string, string> Places(IReadOnlyDictionary<HeadingBlock, string> headings) =>
        headings.Values.Distinct().ToDictionary(id => id, id => id);
}
