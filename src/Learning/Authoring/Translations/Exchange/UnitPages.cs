using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>All pages of a course, its own first, with their translations into one language.</summary>
/// <param name="SourceLanguage">The language of the course.</param>
internal sealed record UnitPages(string SourceLanguage, string Language, IReadOnlyList<UnitPage> Pages)
{
    /// <summary>Null where the course has problems, which are then told.</summary>
    /// <param name="language">The language of the translation.</param>
    public static UnitPages? Read(IFileProvider content, string path, string language, DateOnly? today, Problems problems)
    {
        problems.Add(CourseReader.Read(content, path, today: today).Problems);
        if (problems.Any)
        {
            return null;
        }

        var tree = new ContentTree(content);
        var folder = CourseFolder.Read(tree, path, today ?? DateOnly.MaxValue, problems);
        if (language == folder.Language || !Translation.IsLanguage(language) || Translation.LanguageOf(Translation.PathOf(CoursePage.FileName, language)) != language)
        {
            problems.Add(Spot.Start(ContentPath.Join(path, CoursePage.FileName)), "other-language", $"The course is in “{folder.Language}” and cannot be translated into “{language}”.", "Name another language by its code of two letters: fr, es, ar.");
            return null;
        }

        var pages = Files(folder).Select(f => Page(tree, f.File, language, f.IsQuiz, problems)).ToArray();
        return problems.Any ? null : new(folder.Language, language, pages);
    }

    private static IEnumerable<(PageFile File, bool IsQuiz)> Files(CourseFolder folder) =>
    [
        .. folder.Course is { } course ? [(course.File, false)] : Array.Empty<(PageFile, bool)>(),
        .. folder.Modules.SelectMany(module => (module.File is { } file ? [(file, false)] : Array.Empty<(PageFile, bool)>())
            .Concat(module.Lessons.Select(l => (l.File, false)))
            .Concat(module.Quizzes.Select(q => (q.File, true)))),
        .. folder.Pools.Select(p => (p.File, true)),
    ];

    /// <summary>One page with its translation, whatever else the course is like.</summary>
    /// <returns>Null, and problems, where either cannot be taken apart into pieces.</returns>
    public static UnitPage? PageOf(IFileProvider content, string path, string language, Problems problems)
    {
        var tree = new ContentTree(content);
        var isQuiz = path.EndsWith(QuizPage.Ending, StringComparison.Ordinal) || path.EndsWith(PoolPage.Ending, StringComparison.Ordinal);
        if (!tree.HasFile(path) || PageFile.Read(tree, path, isQuiz ? MarkdownForms.Questions : MarkdownForms.Page, problems, takesNotes: true) is not { IsWhole: true } source || problems.Any)
        {
            return null;
        }

        var page = Page(tree, source, language, isQuiz, problems);
        return problems.Any ? null : page;
    }

    private static UnitPage Page(ContentTree tree, PageFile source, string language, bool isQuiz, Problems problems)
    {
        var found = new Problems();
        var words = TranslatedPage.Read(tree, source, language, isQuiz ? MarkdownForms.Questions : MarkdownForms.Page, found);
        problems.Add(found.InOrder);
        return new()
        {
            Id = HeadPieces.Value(source.Front, "id") ?? "",
            Source = source,
            Path = Translation.PathOf(source.Source.File, language),
            Language = language,
            Words = words,
            Head = HeadPieces.Of(source, words),
            Body = isQuiz ? QuizBody.Of(source, words) : BlockBody.Of(source, words, problems),
        };
    }
}
