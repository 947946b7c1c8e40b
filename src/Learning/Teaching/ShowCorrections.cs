using Learning.Accounts;
using Learning.Assessment;
using Learning.Courses;
using Learning.Data;
using Learning.Progress;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Teaching;

/// <summary>
/// Keys that were wrong: which questions have another key now than when they were answered, and for one question what each decision would do to those who have handed in, before it is
/// taken. A list of people shows 50, of those who handed in first.
/// </summary>
public static class ShowCorrections
{
    private const int MostNames = 50;
    private const int AtOnce = 100;

    public static void MapShowCorrections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/corrections", GetList).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowCorrections)}");
        routes.MapGet("/corrections/{slug}/{question}", GetQuestion).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ShowCorrection");
    }

    internal static async Task<IResult> GetList(LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var changed = new List<ChangedKey>();
        foreach (var course in await db.Courses.AsNoTracking().ToListAsync(cancellation))
        {
            var current = await revisions.GetAsync(db, course.CurrentRevisionId, cancellation);
            var decided = await db.KeyCorrections.AsNoTracking().Where(c => c.CourseId == course.Id && c.RevisionId == course.CurrentRevisionId).Select(c => c.QuestionId).ToListAsync(cancellation);
            var answered = await ReadCorrection.AnsweredAsync(db, course.Id, cancellation);
            foreach (var revisionId in answered.Where(id => id != course.CurrentRevisionId))
            {
                var then = await revisions.GetAsync(db, revisionId, cancellation);
                changed.AddRange(
                    from question in current.Questions
                    let asked = then.Question(question.Id)
                    where asked is not null && Keys.Of(asked) != Keys.Of(question) && !decided.Contains(question.Id)
                    let quiz = current.Activities.FirstOrDefault(a => a.IsQuiz && current.Quiz(a.Id).Questions.Any(q => q.Id == question.Id))
                    select new ChangedKey(
                        current.Outline.Slug, question.Id, new(question.Prompt), current.Outline.Language, current.Outline.Title, quiz is null ? null : current.ModuleOf(quiz.Id).Title, quiz?.Title));
            }
        }

        return new View("Teaching/ShowCorrections", new CorrectionsModel([.. changed.DistinctBy(c => (c.Slug, c.QuestionId))]), texts["Correction.Title"]);
    }

    internal static async Task<IResult> GetQuestion(
        string slug, string question, string? correction, string? decided, LearningDb db, RevisionCache revisions, ReadCorrection read, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await read.SubjectAsync(slug, question, cancellation) is not { } subject)
        {
            return NotThere("Correction.NoSuchQuestion");
        }

        var chosen = Enum.TryParse<Correction>(correction, out var parsed) && Enum.IsDefined(parsed) ? parsed : (Correction?)null;
        var refusal = chosen is { } choice ? subject.RefusalOf(choice) : null;
        var effect = chosen is { } one && refusal is null ? await EffectAsync(subject, one, read, db, texts, cancellation) : null;
        var earlier = await db.KeyCorrections.AsNoTracking().Where(c => c.CourseId == subject.CourseId && c.QuestionId == question).OrderByDescending(c => c.DecidedAt)
            .Select(c => new EarlierCorrection(c.Correction, c.Reason, c.DecidedAt, c.MarkedAt != null)).ToListAsync(cancellation);
        var language = (await revisions.GetAsync(db, subject.RevisionId, cancellation)).Outline.Language;
        var model = new CorrectionModel(
            slug,
            question,
            language,
            Marked(subject.Asked.Count > 0 ? subject.Asked[0] : subject.Question),
            subject is { HasNewKey: true, Current: not null } ? Marked(subject.Current) : null,
            subject.Current is null,
            subject.Attempts,
            chosen?.ToString(),
            effect is null ? null : texts[$"Correction.Name.{chosen}"],
            subject.RevisionId,
            refusal,
            effect,
            earlier,
            KeyCorrection.LongestReason,
            decided is not null);
        return new View("Teaching/ShowCorrection", model, texts["Correction.Title"]) { Scripts = effect is null ? [] : ["scripts/correct.js"] };
    }

    private static async Task<EffectView> EffectAsync(CorrectionSubject subject, Correction chosen, ReadCorrection read, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var effect = await read.EffectAsync(subject, chosen, cancellation);
        var losing = effect.NoLongerPass.Distinct().ToArray();
        var completed = 0;
        foreach (var some in losing.Chunk(AtOnce))
        {
            completed += await db.CourseOutcomes.CountAsync(o => o.CourseId == subject.CourseId && some.Contains(o.LearnerId) && o.CompletedAt != null, cancellation);
        }

        var first = losing.Take(MostNames).ToArray();
        var names = await db.Learners.AsNoTracking().Where(l => first.Contains(l.Id)).OrderBy(l => l.IsGuest).ThenBy(l => l.Name).ToListAsync(cancellation);
        return new(effect.Attempts, effect.Higher, effect.Lower, effect.NowPass, losing.Length, completed, [.. names.Select(l => LearnerName.Of(l, texts))]);
    }

    private static QuestionView Marked(Question question) => question.For("").Show(question.For("").RightResponse, question.For("").Mark(question.For("").RightResponse), null);

    public sealed record CorrectionsModel(IReadOnlyList<ChangedKey> Changed);

    /// <summary>A question of the pool is in no quiz of its own.</summary>
    public sealed record ChangedKey(string Slug, string QuestionId, HtmlString Prompt, string Language, string Course, string? Module, string? Quiz)
    {
        public string Href => $"/corrections/{Slug}/{QuestionId}";
    }

    public sealed record CorrectionModel(
        string Slug,
        string QuestionId,
        string Language,
        QuestionView Asked,
        QuestionView? Current,
        bool IsWithdrawn,
        int Attempts,
        string? Chosen,
        string? Decision,
        Guid RevisionId,
        string? Refusal,
        EffectView? Effect,
        IReadOnlyList<EarlierCorrection> Earlier,
        int LongestReason,
        bool IsDecided);

    public sealed record EffectView(int Attempts, int Higher, int Lower, int NowPass, int NoLongerPass, int CompletedAmongThem, IReadOnlyList<string> Names);

    public sealed record EarlierCorrection(Correction Correction, string Reason, DateTimeOffset At, bool IsMarked);
}
