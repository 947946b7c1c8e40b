using Learning.Authoring.Files;

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

        read.Read(file);
        return read;
    }

    private void ReadCourse()
    {
        Read(new(ContentPath.Join(Path, CoursePage.FileName), PlacedAs.Course));
        Language = Course?.Outline.Language ?? CoursePage.UsualLanguage;
        var places = CoursePlaces.Read(_tree, Path, Language, _problems);
        Languages = places.Languages;
        foreach (var file in places.Files.Skip(1))
        {
            Read(file);
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

    private void Read(PlacedFile file)
    {
        switch (file.As)
        {
            case PlacedAs.Course:
                Course = CoursePage.Read(_tree, Path, Ids, _problems);
                break;
            case PlacedAs.Module:
                Modules.Add(ModulePage.Read(_tree, ContentPath.Folder(file.Path), Ids, _problems));
                break;
            case PlacedAs.Pool:
                AddIfRead(Pools, PoolPage.Read(_tree, file.Path, Ids, _problems));
                break;
            case PlacedAs.Quiz:
                AddIfRead(Modules[^1].Quizzes, QuizPage.Read(_tree, file.Path, Ids, _problems, _today));
                break;
            default:
                AddIfRead(Modules[^1].Lessons, LessonPage.Read(_tree, file.Path, Ids, _today, _problems));
                break;
        }
    }

    private static void AddIfRead<T>(List<T> list, T? page)
        where T : class
    {
        if (page is not null)
        {
            list.Add(page);
        }
    }
}
