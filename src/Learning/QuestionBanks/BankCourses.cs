using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Courses;
using Learning.Questions;
using Microsoft.Extensions.FileProviders;

namespace Learning.QuestionBanks;

/// <summary>What a bank has to fit in with, told from a course's folder or from its revision; and the questions of a quiz.</summary>
public static class BankCourses
{
    /// <summary>A course's folder, whatever is still to be mended in it. Null where there is no course.</summary>
    /// <param name="except">A file in the course whose ids do not count, since it is going to be replaced; its path in the content.</param>
    public static BankCourse? OfFolder(IFileProvider content, string coursePath, string? except = null)
    {
        var tree = new ContentTree(content);
        if (ContentPath.Resolve("", coursePath) is not { } path || !tree.HasFile(ContentPath.Join(path, CoursePage.FileName)))
        {
            return null;
        }

        var folder = CourseFolder.Read(tree, path, DateOnly.MaxValue, new Problems());
        return folder.Course is null ? null : new(
            folder.Language,
            folder.Course.Outline.Objectives.Select(o => o.Id).ToHashSet(),
            folder.Sections,
            folder.Ids.GivenOutside(except).ToHashSet());
    }

    public static BankCourse Of(Revision revision) => new(
        revision.Outline.Language,
        revision.Outline.Objectives.Select(o => o.Id).ToHashSet(),
        Sections(revision),
        Taken(revision).ToHashSet());

    /// <summary>What the course's reader has to know of a revision to read a pool that is added to it.</summary>
    public static CourseSurroundings Around(Revision revision, IEnumerable<string>? except = null) => new(
        revision.Outline,
        [.. Taken(revision).Except(except ?? [], StringComparer.Ordinal)],
        [.. revision.Lessons.Values.SelectMany(lesson => lesson.Sources).Concat(Questions(revision).SelectMany(question => question.Sources))])
    {
        Sections = Sections(revision),
    };

    /// <summary>The questions of a quiz, or all that it may draw.</summary>
    public static IReadOnlyList<Question> Of(QuizText quiz, IReadOnlyList<Question> pool) =>
        quiz.Draw.Count == 0 ? quiz.Questions : [.. pool.Where(question => quiz.Draw.ContainsKey(question.Objective))];

    /// <summary>The questions in a format, and those that are not in the file, each with its place.</summary>
    public static BankWriting Write(IBankFormat format, IReadOnlyList<Question> questions, string title, string language, BankWords words, Func<string, MediaFile?>? pictures = null)
    {
        var (items, problems) = BankQuestions.Of(questions, words, pictures);
        var written = format.Write(items, title, language);
        return written with { Problems = [.. problems.Concat(written.Problems).OrderBy(problem => problem.Line)] };
    }

    private static Dictionary<string, IReadOnlySet<string>> Sections(Revision revision) => revision.Activities.Where(a => !a.IsQuiz).ToDictionary(
        a => a.Id,
        a => (IReadOnlySet<string>)revision.Lessons[a.Id].Passages.Select(passage => passage.HeadingId).OfType<string>().ToHashSet(StringComparer.Ordinal));

    private static IEnumerable<string> Taken(Revision revision) =>
        revision.Outline.Modules.Select(m => m.Id).Concat(revision.Activities.Select(a => a.Id)).Append(revision.Outline.Id).Concat(Questions(revision).Select(q => q.Id));

    private static IEnumerable<Question> Questions(Revision revision) =>
        revision.Activities.Where(a => a.IsQuiz).SelectMany(a => revision.Quiz(a.Id).Questions).Concat(revision.Pool);
}
