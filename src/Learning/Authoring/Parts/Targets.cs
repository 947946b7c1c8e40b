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
    private readonly HashSet<string> _courses = new(StringComparer.Ordinal);

    public Targets(ContentTree tree, CourseFolder course, DateOnly today)
    {
        (_tree, _today) = (tree, today);
        Add(course);
    }

    public LinkTarget? Find(string path)
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

    private void Add(CourseFolder course)
    {
        _courses.Add(course.Path);
        if (course.Course is null)
        {
            return;
        }

        var address = "/learn/" + course.Course.Outline.Slug;
        Add(course.Course.File, address, Places(course.Course.Headings));
        foreach (var module in course.Modules)
        {
            Add(module.File, address, Places(module.Headings));
            foreach (var lesson in module.Lessons)
            {
                Add(lesson.File, $"{address}/{lesson.Id}", Places(lesson.Headings));
            }

            foreach (var quiz in module.Quizzes)
            {
                var questions = quiz.Text.Questions.Select(q => q.Id).Where(id => id.Length > 0).Distinct();
                Add(quiz.File, $"{address}/{quiz.Id}", questions.ToDictionary(id => id, id => "q-" + id));
            }
        }

        foreach (var pool in course.Pools)
        {
            _targets.TryAdd(pool.File.Source.File, _noPage);
        }
    }

    private void Add(PageFile? file, string address, IReadOnlyDictionary<string, string> places)
    {
        if (file is not null)
        {
            _targets.TryAdd(file.Source.File, new(address, places));
        }
    }

    private static Dictionary<string, string> Places(IReadOnlyDictionary<HeadingBlock, string> headings) =>
        headings.Values.Distinct().ToDictionary(id => id, id => id);
}
