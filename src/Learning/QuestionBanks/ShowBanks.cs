using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.QuestionBanks;

/// <summary><c>/banks?course=</c>: where editors bring questions into a course, and take those of its quizzes to other programs.</summary>
public static class ShowBanks
{
    public static void MapShowBanks(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/banks", Get).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(ShowBanks)}");

    internal static async Task<IResult> Get(string? course, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var courses = await db.Courses.AsNoTracking().OrderBy(c => c.Slug).Select(c => new { c.Slug, c.CurrentRevisionId }).ToListAsync(cancellation);
        var choices = new List<CourseChoice>();
        Revision? chosen = null;
        foreach (var one in courses)
        {
            var revision = await revisions.ForReaderAsync(db, one.CurrentRevisionId, cancellation);
            var isChosen = course is null ? chosen is null : one.Slug == course;
            chosen = isChosen ? revision : chosen;
            choices.Add(new(one.Slug, revision.Outline.Title, isChosen));
        }

        if (chosen is null && course is not null)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        var model = new BanksModel(choices, chosen is null ? null : await OfAsync(chosen, db, texts, cancellation), FormatChoice.All, BankLimits.Default.MostBytes / 1024 / 1024, BankLimits.Default.MostItems);
        return new View("QuestionBanks/ShowBanks", model, texts["QuestionBanks.Title"]);
    }

    private static async Task<ChosenCourse> OfAsync(Revision revision, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var outline = revision.Outline;
        var sizes = await BankMedia.SizesAsync(db, outline.Activities.Where(a => a.IsQuiz).SelectMany(quiz => revision.Quiz(quiz.Id).Questions).Concat(revision.Pool), cancellation);
        var words = BankWords.In(outline.Language, texts);
        return new(
            outline.Slug,
            outline.Title,
            outline.Objectives,
            [.. outline.Activities.Where(a => !a.IsQuiz).Select(a => new Choice(a.Id, a.Title))],
            [.. outline.Modules.Select(m => new Choice(m.Id, m.Title))],
            [.. outline.Activities.Where(a => a.IsQuiz).Select(quiz => new QuizChoice(quiz.Id, revision.ModuleOf(quiz.Id).Title, quiz.Title, [.. BankFormats.Written.Select(format => Export(format, quiz))]))]);

        ExportChoice Export(IBankFormat format, ActivityOutline quiz)
        {
            var questions = BankCourses.Of(revision.Quiz(quiz.Id), revision.Pool);
            var written = BankCourses.Write(format, questions, quiz.Title, outline.Language, words, hash => sizes.ContainsKey(hash) ? new(hash, "", "", []) : null);   // the bytes are not needed to tell
            var bytes = written.File.Length + (sizes.Count == 0 ? 0 : questions.Sum(question => BankMedia.In([question]).Sum(hash => sizes.GetValueOrDefault(hash) * 4L / 3)));
            var left = written.Problems.Where(p => p.KeepsOut).Select(p => questions[p.Line - 1].Id).Distinct().ToArray();
            return new(FormatChoice.TitleOf(format), $"/banks/{outline.Slug}/{quiz.Id}/{format.Name}", questions.Count - left.Length, questions.Count, string.Join(", ", left), bytes > BankLimits.Default.MostBytes);
        }
    }

    public sealed record BanksModel(IReadOnlyList<CourseChoice> Courses, ChosenCourse? Course, IReadOnlyList<FormatChoice> Formats, int MostMegabytes, int MostQuestions);

    public sealed record CourseChoice(string Slug, string Title, bool IsChosen);

    public sealed record Choice(string Id, string Title);

    public sealed record ChosenCourse(string Slug, string Title, IReadOnlyList<Objective> Objectives, IReadOnlyList<Choice> Lessons, IReadOnlyList<Choice> Modules, IReadOnlyList<QuizChoice> Quizzes);

    public sealed record QuizChoice(string Id, string Module, string Title, IReadOnlyList<ExportChoice> Files);

    /// <summary>A file of a quiz: how many of its questions are in it, the ids of those that are not, and whether its pictures may make it larger than what is read here.</summary>
    public sealed record ExportChoice(string Format, string Href, int Written, int Of, string LeftOut, bool IsLarge);
}

/// <summary>A format as people call it.</summary>
public sealed record FormatChoice(string Name, string Title)
{
    public static IReadOnlyList<FormatChoice> All { get; } = [.. BankFormats.All.Select(format => new FormatChoice(format.Name, TitleOf(format)))];

    /// <summary>Names of their own, the same in every language.</summary>
    public static string TitleOf(IBankFormat format) => format.Name switch
    {
        "gift" => "GIFT",
        "aiken" => "Aiken",
        "moodle-xml" => "Moodle XML",
        "qti" => "QTI",
        var name => name,
    };
}
