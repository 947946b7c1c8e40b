using Learning.Authoring.Files;

namespace Learning.Authoring.Parts;

/// <summary>What a file of a course is, by its name and where it lies.</summary>
internal enum PlacedAs
{
    Course,
    Module,
    Lesson,
    Quiz,
    Pool,
}

internal readonly record struct PlacedFile(string Path, PlacedAs As);

/// <summary>The texts of a course in its own language, in the order in which they are read: known from the names of its files and its language alone.</summary>
internal sealed class CoursePlaces
{
    private readonly ContentTree _tree;
    private readonly string _folder;
    private readonly string _language;
    private readonly Problems _problems;
    private readonly List<PlacedFile> _files = [];

    private CoursePlaces(ContentTree tree, string folder, string language, Problems problems) => (_tree, _folder, _language, _problems) = (tree, folder, language, problems);

    /// <summary>The course's own page first, whether it is there or not; each module before its activities.</summary>
    public IReadOnlyList<PlacedFile> Files => _files;

    /// <summary>The languages it is translated into: those in which course.md is.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    public static CoursePlaces Read(ContentTree tree, string folder, string language, Problems problems)
    {
        var places = new CoursePlaces(tree, folder, language, problems);
        places.ReadCourse();
        return places;
    }

    private void ReadCourse()
    {
        _files.Add(new(ContentPath.Join(_folder, CoursePage.FileName), PlacedAs.Course));
        Languages =
        [
            .. _tree.FilesIn(_folder).Where(name => Translation.Is(name, _language) && Translation.SourceOf(name) == CoursePage.FileName).Select(name => Translation.LanguageOf(name)!).Order(StringComparer.Ordinal),
        ];
        foreach (var path in Texts(_folder).Where(p => ContentPath.Name(p) != CoursePage.FileName))
        {
            AddPoolOnly(path);
        }

        foreach (var name in _tree.FoldersIn(_folder))
        {
            ReadFolder(ContentPath.Join(_folder, name));
        }
    }

    private void ReadFolder(string folder)
    {
        if (_tree.HasFile(ContentPath.Join(folder, ModulePage.FileName)))
        {
            ReadModule(folder);
        }
        else if (Texts(folder).FirstOrDefault() is { } stray)
        {
            _problems.Add(
                Spot.Start(stray),
                "missing-module",
                "This folder holds texts but no module.md.",
                "Add a module.md with id, title and summary.");
        }
        else
        {
            ReportMisplaced(folder, 1);
        }
    }

    private void ReadModule(string folder)
    {
        _files.Add(new(ContentPath.Join(folder, ModulePage.FileName), PlacedAs.Module));
        _files.AddRange(Texts(folder).Where(p => ContentPath.Name(p) != ModulePage.FileName).Select(path => new PlacedFile(
            path, HasEnding(path, PoolPage.Ending) ? PlacedAs.Pool : HasEnding(path, QuizPage.Ending) ? PlacedAs.Quiz : PlacedAs.Lesson)));

        foreach (var name in _tree.FoldersIn(folder))
        {
            ReportMisplaced(ContentPath.Join(folder, name), 2);
        }
    }

    private void AddPoolOnly(string path)
    {
        if (HasEnding(path, PoolPage.Ending))
        {
            _files.Add(new(path, PlacedAs.Pool));
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
                if (!Translation.Is(path, _language))
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
        if (Languages.Contains(language) && !_tree.HasFile(Translation.SourceOf(path)) && !_tree.HasFile(Translation.PathOf(Translation.SourceOf(path), _language)))
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
        || path.EndsWith(ending.Replace(".md", $".{_language}.md", StringComparison.Ordinal), StringComparison.Ordinal);
}
