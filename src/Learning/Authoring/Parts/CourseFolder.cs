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
                AddIfRead(Modules[^1].Quizzes, QuizPage.Read(_tree, file.Path, Ids, _problems));
                break;
            default:
                AddIfRead(Modules[^1].Lessons, LessonPage.Read(_tree, file.Path, Ids, _today, _problems));
                break;
        }
    }

<<<<<<< HEAD
=======
    private void ReadModule(string folder)
    {
        var module = ModulePage.Read(_tree, folder, Ids, _problems);
        Modules.Add(module);
        foreach (var path in Texts(folder).Where(p => ContentPath.Name(p) != ModulePage.FileName))
        {
            ReadActivity(path, module);
        }

        foreach (var name in _tree.FoldersIn(folder))
        {
            ReportMisplaced(ContentPath.Join(folder, name), 2);
        }

        if (module.Lessons.Count == 0 && module.Quizzes.Count == 0)
        {
            _problems.Add(
                Spot.Start(ContentPath.Join(folder, ModulePage.FileName)),
                "no-activities",
                "The module has neither lessons nor quizzes.",
                "Add one, or delete the module.");
        }
    }

    private void ReadActivity(string path, ModulePage module)
    {
        if (HasEnding(path, PoolPage.Ending))
        {
            AddIfRead(Pools, PoolPage.Read(_tree, path, Ids, _problems));
        }
        else if (HasEnding(path, QuizPage.Ending))
        {
            AddIfRead(module.Quizzes, QuizPage.Read(_tree, path, Ids, _problems, _today));
        }
        else
        {
            AddIfRead(module.Lessons, LessonPage.Read(_tree, path, Ids, _today, _problems));
        }
    }

    private void ReadPoolOnly(string path)
    {
        if (HasEnding(path, PoolPage.Ending))
        {
            AddIfRead(Pools, PoolPage.Read(_tree, path, Ids, _problems));
            return;
        }

        _problems.Add(Spot.Start(path), "misplaced-file", "Lessons and quizzes lie in the folder of a module.", "Move the file into one.");
    }

    /// <summary>Below the course and its modules only pictures lie; a folder that leads back to itself ends here.</summary>
    private void ReportMisplaced(string folder, int depth)
    {
        if (depth > ContentTree.DeepestFolder)
        {
            _problems.Add(
                Spot.Start(folder),
                "nested-too-deeply",
                $"More than {ContentTree.DeepestFolder} folders lie inside each other.",
                "Move them up, or remove the link that leads back to a folder above it.");
            return;
        }

        foreach (var path in Texts(folder))
        {
            _problems.Add(
                Spot.Start(path),
                "misplaced-file",
                "Nothing reads this file here.",
                "Lessons and quizzes lie directly in the folder of a module.");
        }

        foreach (var name in _tree.FoldersIn(folder))
        {
            ReportMisplaced(ContentPath.Join(folder, name), depth + 1);
        }
    }

    /// <summary>The texts of a folder in the course's own language. A text with an ending nobody reads is reported rather than passed over.</summary>
    private IEnumerable<string> Texts(string folder)
    {
        foreach (var path in _tree.FilesIn(folder).Select(name => ContentPath.Join(folder, name)))
        {
            if (path.EndsWith(".md", StringComparison.Ordinal))
            {
                if (!Translation.Is(path, Language))
                {
                    yield return path;
                }
                else
                {
                    ReportOrphan(path);
                }
            }
            else if (ContentPath.Extension(path) is ".md" or ".markdown" or ".mdown" or ".mdx" or ".txt")
            {
                _problems.Add(Spot.Start(path), "unknown-file", "Nothing reads a file with this ending.", "Texts end in .md, in small letters.");
            }
        }
    }

    /// <summary>A translation whose source has gone or has another name would be forgotten silently.</summary>
    private void ReportOrphan(string path)
    {
        var language = Translation.LanguageOf(path)!;
        if (Languages.Contains(language) && !_tree.HasFile(Translation.SourceOf(path)) && !_tree.HasFile(Translation.PathOf(Translation.SourceOf(path), Language)))
        {
            _problems.Add(
                Spot.Start(path),
                "translation-without-source",
                $"There is no “{ContentPath.Name(Translation.SourceOf(path))}” that this could be a translation of.",
                "Give it the name of its source with the language before the ending, or delete it.");
        }
    }

    private bool HasEnding(string path, string ending) =>
        path.EndsWith(ending, StringComparison.Ordinal)
        || path.EndsWith(ending.Replace(".md", $".{Language}.md", StringComparison.Ordinal), StringComparison.Ordinal);

>>>>>>> edB
    private static void AddIfRead<T>(List<T> list, T? page)
        where T : class
    {
        if (page is not null)
        {
            list.Add(page);
        }
    }
}
