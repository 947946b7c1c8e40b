using Learning.Authoring.Files;
using Learning.Authoring.Rendering;

namespace Learning.Authoring.Parts;

/// <summary>The files of a course, parsed but not yet rendered: links need to know every page before the first can be.</summary>
internal sealed class CourseFolder
{
    private readonly ContentTree _tree;
    private readonly Problems _problems;
    private readonly DateOnly _today;

    private CourseFolder(ContentTree tree, string folder, DateOnly today, Problems problems)
    {
        (_tree, Path, _today, _problems) = (tree, folder, today, problems);
        Ids = new(problems);
    }

    public string Path { get; }

    public Ids Ids { get; private init; }

    public CoursePage? Course { get; private set; }

    public List<ModulePage> Modules { get; } = [];

    public List<PoolPage> Pools { get; } = [];

    /// <summary>The ids of the headings in each lesson.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Sections => Modules.SelectMany(m => m.Lessons).DistinctBy(lesson => lesson.Id)
        .ToDictionary(lesson => lesson.Id, lesson => (IReadOnlySet<string>)lesson.Headings.Values.ToHashSet(StringComparer.Ordinal));

    /// <summary>Every page that may have translations.</summary>
    public IEnumerable<SourcePage> Pages =>
    [
        .. Course is { } own ? [new SourcePage(own.File, MarkdownForms.Page) { Headings = own.Headings }] : Array.Empty<SourcePage>(),
        .. Modules.Where(m => m.File is not null).Select(m => new SourcePage(m.File!, MarkdownForms.Page) { Headings = m.Headings }),
        .. Modules.SelectMany(m => m.Lessons).Select(l => new SourcePage(l.File, MarkdownForms.Page) { Headings = l.Headings, Lesson = l }),
        .. Modules.SelectMany(m => m.Quizzes).Select(q => new SourcePage(q.File, MarkdownForms.Questions) { Questions = q.Text, IsSurvey = q.Kind == ActivityKind.Survey }),
        .. Pools.Select(p => new SourcePage(p.File, MarkdownForms.Questions) { Questions = p.Text }),
    ];

    public string Language { get; private set; } = CoursePage.UsualLanguage;

    /// <summary>The languages it is translated into: those in which course.md is.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    public static CourseFolder Read(ContentTree tree, string folder, DateOnly today, Problems problems)
    {
        var read = new CourseFolder(tree, folder, today, problems);
        read.ReadCourse();
        return read;
    }

    /// <summary>One page by itself, as if the course had no other.</summary>
    /// <param name="ids">What was given before it.</param>
    /// <returns>Without any page where the file is no text.</returns>
    public static CourseFolder ReadOne(ContentTree tree, string folder, PlacedFile file, string language, DateOnly today, Ids ids, Problems problems)
    {
        var read = new CourseFolder(tree, folder, today, problems) { Ids = ids, Language = language };
        if (file.As is PlacedAs.Lesson or PlacedAs.Quiz)
        {
            read.Modules.Add(ModulePage.None);
        }

        read.Add(read.PageOf(file, ids));
        return read;
    }

    private void ReadCourse()
    {
        Add(PageOf(new(ContentPath.Join(Path, CoursePage.FileName), PlacedAs.Course), Ids));
        Language = Course?.Outline.Language ?? CoursePage.UsualLanguage;
        var places = CoursePlaces.Read(_tree, Path, Language, _problems);
        Languages = places.Languages;
        PlacedFile[] files = [.. places.Files.Skip(1)];
        foreach (var (page, ids) in SideBySide.Make(files, ReadAlone))
        {
            Ids.Join(ids);
            Add(page);
        }

        if (Course is not null && Modules.Count == 0)
        {
            Course.ReportNoModules(_problems);
        }

        foreach (var module in places.Files.Where(file => file.As == PlacedAs.Module).Zip(Modules).Where(module => module.Second.Lessons.Count == 0 && module.Second.Quizzes.Count == 0))
        {
            ModulePage.ReportNoActivities(module.First.Path, _problems);
        }
    }

    /// <summary>With the ids it gives itself; only in their order is it seen which of two pages gave one first.</summary>
    private (object? Page, Ids Ids) ReadAlone(PlacedFile file)
    {
        var ids = new Ids(_problems);
        return (PageOf(file, ids), ids);
    }

    private object? PageOf(PlacedFile file, Ids ids) => file.As switch
    {
        PlacedAs.Course => CoursePage.Read(_tree, Path, ids, _problems),
        PlacedAs.Module => ModulePage.Read(_tree, ContentPath.Folder(file.Path), ids, _problems),
        PlacedAs.Pool => PoolPage.Read(_tree, file.Path, ids, _problems),
        PlacedAs.Quiz => QuizPage.Read(_tree, file.Path, ids, _problems, _today),
        _ => LessonPage.Read(_tree, file.Path, ids, _today, _problems),
    };

    private void Add(object? page)
    {
        switch (page)
        {
            case CoursePage course:
                Course = course;
                break;
            case ModulePage module:
                Modules.Add(module);
                break;
            case PoolPage pool:
                Pools.Add(pool);
                break;
            case QuizPage quiz:
                Modules[^1].Quizzes.Add(quiz);
                break;
            case LessonPage lesson:
                Modules[^1].Lessons.Add(lesson);
                break;
        }
    }
}
