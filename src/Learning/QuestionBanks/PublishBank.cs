using System.Security.Claims;
using System.Text;
using System.Text.Json;
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
/// <c>POST /banks/revisions</c>: publishes the course anew with the questions of the text in its pool, or with the survey it is. Raises what publishing raises. Refused while the course's reader finds something to
/// mend, and when somebody else published meanwhile. Posted twice, it publishes once.
/// </summary>
public static class PublishBank
{
    public static void MapPublishBank(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/banks/revisions", Post).RequireAuthorization(Policies.Publish).WithMetadata(new BankTextPage.TextLimit()).WithName($"Learning.{nameof(PublishBank)}");

    internal static async Task<IResult> Post(HttpRequest request, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, CourseFiles files, PublishCourse publish, InterfaceTexts texts, CancellationToken cancellation)
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

        var added = posted.Check();
        if (added.Problems.Count > 0)
        {
            return Page(null, null, added.Problems, StatusCodes.Status422UnprocessableEntity);
        }

        var kept = await files.ReadAsync(revision.Id, cancellation);
        var folder = BankFolder.Of(kept, posted.Module);
        var more = folder is null ? [] : folder.With(posted.FileStem, posted.Ending, Encoding.UTF8.GetBytes(posted.Text), added.Media);
        try
        {
            var published = await publish.PublishAsync(With(revision, await TranslationsAsync(db, revisions, revision, cancellation), posted, added) with { Files = more ?? throw new RevisionMovedException() }, revision.Id, new(RevisionOrigin.Site, user.LearnerId), cancellation);
            return Page(published.Number, null, [], StatusCodes.Status200OK);
        }
        catch (RevisionMovedException)
        {
            return Page(null, texts["QuestionBanks.Changed"], [], StatusCodes.Status409Conflict);
        }

        View Page(int? number, string? problem, IReadOnlyList<Problem> found, int status) =>
            BankTextPage.Page(BankTextPage.Model(posted, found, texts, null) with { Published = number, Problem = problem }, texts, status);
    }

    /// <summary>Whether the course has these very questions at their place: the form was posted a second time.</summary>
    private static bool IsThere(Revision revision, PostedText posted)
    {
        if (posted.Module is null)
        {
            var (questions, _) = posted.Check(except: revision.Pool.Select(q => q.Id));
            var there = revision.Pool.ToDictionary(q => q.Id, Said);
            return questions.Count > 0 && questions.All(question => there.GetValueOrDefault(question.Id) == Said(question));
        }

        var surveys = revision.Activities.Where(a => a.Kind == ActivityKind.Survey).ToArray();
        var read = posted.Check(except: surveys.SelectMany(survey => revision.Quiz(survey.Id).Questions.Select(q => q.Id).Append(survey.Id)));
        return read.Survey is { } one && surveys.Any(survey => survey.Id == one.Id) && revision.Quiz(one.Id).Questions.Select(Said).SequenceEqual(read.Questions.Select(Said));
    }

    private static string Said(Question question) => JsonSerializer.Serialize(question);

    private static async Task<IReadOnlyList<Revision>> TranslationsAsync(LearningDb db, RevisionCache revisions, Revision revision, CancellationToken cancellation)
    {
        var translations = new List<Revision>();
        foreach (var language in revision.Outline.Translations ?? [])
        {
            translations.Add(await revisions.GetAsync(db, revision.Id, language, cancellation));
        }

        return translations;
    }

    /// <summary>The revision with more in its pool, or with a survey at the end of a module; in its translations what is added stands in the original. The pictures it had are kept already: they are only named.</summary>
    private static CourseDraft With(Revision revision, IReadOnlyList<Revision> translations, PostedText posted, AddedText added)
    {
        var pictures = translations.Prepend(revision).SelectMany(Html).SelectMany(BankMedia.In).Distinct();
        var (outline, quizzes, pool) = WithAdded(revision, posted, added, added.Questions);
        return new()
        {
            Outline = outline,
            Lessons = revision.Lessons,
            Quizzes = quizzes,
            Pool = pool,
            Media = [.. added.Media.Concat(pictures.Select(hash => new MediaFile(hash, "", "", []))).DistinctBy(media => media.Hash)],
            Translations = translations.ToDictionary(t => t.Language, t => Translated(t, [.. added.Questions.Select(q => q with { InLanguage = revision.Language })])),
        };

        TranslatedCourse Translated(Revision translation, IReadOnlyList<Question> questions)
        {
            var (words, texts, more) = WithAdded(translation, posted, added, questions);
            return new(words, translation.Lessons, texts, more);
        }
    }

    private static IEnumerable<string> Html(Revision revision) =>
        revision.Lessons.Values.Select(lesson => lesson.Html)
            .Concat(revision.Outline.Modules.Select(m => m.Introduction)).Append(revision.Outline.Welcome)
            .Concat(revision.Activities.Where(a => a.IsQuiz).Select(a => JsonSerializer.Serialize(revision.Quiz(a.Id))))
            .Concat(revision.Pool.Select(Said));

    private static (CourseOutline Outline, IReadOnlyDictionary<string, QuizText> Quizzes, IReadOnlyList<Question> Pool) WithAdded(
        Revision revision, PostedText posted, AddedText added, IReadOnlyList<Question> questions)
    {
        var quizzes = revision.Activities.Where(a => a.IsQuiz).ToDictionary(a => a.Id, a => revision.Quiz(a.Id));
        if (added.Survey is not { } survey)
        {
            return (revision.Outline, quizzes, [.. revision.Pool, .. questions]);
        }

        quizzes.Add(survey.Id, new() { Introduction = added.Introduction, Questions = questions });
        var outline = revision.Outline;
        return (outline with { Modules = [.. outline.Modules.Select(m => m.Id == posted.Module ? m with { Activities = [.. m.Activities, survey] } : m)] }, quizzes, revision.Pool);
    }
}
