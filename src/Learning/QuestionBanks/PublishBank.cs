using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.QuestionBanks;

/// <summary>
/// <c>POST /banks/revisions</c>: publishes the course anew with the questions of the text in its pool. Raises what publishing raises. Refused while the course's reader finds something to
/// mend, and when somebody else published meanwhile. Posted twice, it publishes once.
/// </summary>
public static partial class PublishBank
{
    public static void MapPublishBank(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/banks/revisions", Post).RequireAuthorization(Policies.Author).WithMetadata(new BankTextPage.TextLimit()).WithName($"Learning.{nameof(PublishBank)}");

    internal static async Task<IResult> Post(HttpRequest request, LearningDb db, RevisionCache revisions, CourseFiles files, PublishCourse publish, InterfaceTexts texts, CancellationToken cancellation)
    {
        var (posted, refusal) = await PostedText.ReadAsync(request, db, revisions, cancellation);
        if (posted is null)
        {
            return refusal!;
        }

        var revision = posted.Revision;
        if (IsThere(revision, posted))
        {
            return Page(revision.Number, null, [], StatusCodes.Status200OK);
        }

        var (questions, problems) = BankTextPage.Check(revision, posted.Name, posted.Text);
        if (problems.Count > 0)
        {
            return Page(null, null, problems, StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            var published = await publish.PublishAsync(With(revision, questions) with { Files = With(await files.ReadAsync(revision.Id, cancellation), posted) }, revision.Id, cancellation);
            return Page(published.Number, null, [], StatusCodes.Status200OK);
        }
        catch (RevisionMovedException)
        {
            return Page(null, texts["QuestionBanks.Changed"], [], StatusCodes.Status409Conflict);
        }

        View Page(int? number, string? problem, IReadOnlyList<Problem> found, int status) =>
            BankTextPage.Page(BankTextPage.Model(revision, posted.Name, posted.Text, found, texts, null) with { Published = number, Problem = problem }, texts, status);
    }

    /// <summary>Whether the pool holds these very questions: the form was posted a second time.</summary>
    private static bool IsThere(Revision revision, PostedText posted)
    {
        var (questions, _) = BankTextPage.Check(revision, posted.Name, posted.Text, except: revision.Pool.Select(q => q.Id));
        var there = revision.Pool.ToDictionary(q => q.Id, Said);
        return questions.Count > 0 && questions.All(question => there.GetValueOrDefault(question.Id) == Said(question));
    }

    private static string Said(Question question) => JsonSerializer.Serialize(question);

    /// <summary>The revision with more in its pool. Its pictures are kept already: they are only named.</summary>
    private static CourseDraft With(Revision revision, IReadOnlyList<Question> questions)
    {
        var quizzes = revision.Activities.Where(a => a.IsQuiz).ToDictionary(a => a.Id, a => revision.Quiz(a.Id));
        var pictures = revision.Lessons.Values.Select(lesson => lesson.Html)
            .Concat(revision.Outline.Modules.Select(m => m.Introduction)).Append(revision.Outline.Welcome)
            .Concat(quizzes.Values.Select(quiz => JsonSerializer.Serialize(quiz)))
            .Concat(revision.Pool.Select(Said))
            .SelectMany(html => Picture().Matches(html)).Select(match => match.Groups[1].Value).Distinct();
        return new()
        {
            Outline = revision.Outline,
            Lessons = revision.Lessons,
            Quizzes = quizzes,
            Pool = [.. revision.Pool, .. questions],
            Media = [.. pictures.Select(hash => new MediaFile(hash, "", "", []))],
        };
    }

    /// <summary>The files of the course with one more: what was made here can be taken along like the rest.</summary>
    private static IReadOnlyList<ContentFile> With(IReadOnlyList<ContentFile> files, PostedText posted)
    {
        if (files.FirstOrDefault(f => f.Path.EndsWith("/course.md", StringComparison.Ordinal)) is not { } course)
        {
            return [];
        }

        var folder = course.Path[..(course.Path.LastIndexOf('/') + 1)];
        var path = Enumerable.Range(1, int.MaxValue)
            .Select(n => folder + BankTextPage.FileName(n == 1 ? posted.Name : $"{posted.Name}-{n}"))
            .First(free => files.All(f => f.Path != free));
        return [.. files, new(path, Encoding.UTF8.GetBytes(posted.Text))];
    }

    [GeneratedRegex("/media/([0-9a-f]{64})", RegexOptions.CultureInvariant)]
    private static partial Regex Picture();
}
