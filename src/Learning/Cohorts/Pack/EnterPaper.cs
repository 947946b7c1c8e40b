using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Assessment;
using Learning.Courses;
using Learning.Data;
using Learning.Record;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Pack;

/// <summary>
/// A facilitator enters what stands on a learner's paper. It becomes an attempt like any other, by the one way into the record, with her as the one who kept it; what bounds the learner's attempts
/// bounds it too, on the day it was written. Where something is wrong with it, the page comes again with all that was typed.
/// </summary>
public sealed class EnterPaper(LearningDb db, FindModule find, RecordEntries record, EntryPage page, InterfaceTexts texts, TimeProvider clock)
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["Record.NoMoreAttempts"] = "Pack.NoMoreAttempts",
        ["Record.NotOpenYet"] = "Pack.NotOpenYet",
        ["Record.Closed"] = "Pack.ClosedThen",
        ["Record.NotEnrolled"] = "Pack.NotEnrolled",
        ["Record.HandedIn"] = "Pack.EnteredAlready",
        ["Record.IdTaken"] = "Pack.EnteredAlready",
    };

    internal async Task<IResult> GetAsync(PackModule found, string quiz, string? code, string? name, Guid? entered, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return page.AskForCode(found, quiz, "", code is null ? [] : [new("paper", texts["Pack.NoCode"])]);
        }

        return PaperCode.Read(code) is { } read && await find.PaperAsync(found, quiz, read, cancellation) is var (paper, _)
            ? await page.FormAsync(found, quiz, paper, Typed.Nothing(Today(found.Cohort)), name ?? "", [], entered, cancellation)
            : page.AskForCode(found, quiz, code, [new("paper", texts["Pack.NoSuchCode"])]);
    }

    internal async Task<IResult> PostAsync(PackModule found, string quiz, IFormCollection form, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (PaperCode.Read(form["paper"]) is not { } code || await find.PaperAsync(found, quiz, code, cancellation) is not var (paper, printed))
        {
            return page.AskForCode(found, quiz, $"{form["paper"]}", [new("paper", texts["Pack.NoSuchCode"])]);
        }

        var entry = PaperEntry.Of(paper, RecordForm.AnswersIn(form));
        var typed = new Typed($"{form["learner_id"]}", $"{form["on"]}".Trim(), form.ContainsKey("as_written"), entry.Answers);
        var (member, on, problems) = await CheckAsync(found.Cohort, entry, typed, cancellation);
        if (problems.Count == 0)
        {
            var drafts = entry.Drafts(member!.LearnerId, found.Revision.Outline.Id, quiz, new(user.LearnerId, printed.Id), At(on, found.Cohort));
            var receipts = await record.RecordAsync(member.LearnerId, drafts, cancellation);
            if (receipts.FirstOrDefault(r => r.Status == ReceiptStatus.Refused) is not { } refused)
            {
                await NoteAsync(found, paper, member.LearnerId, user.LearnerId, receipts, cancellation);
                return TypedResults.LocalRedirect($"~{found.Href}/{quiz}/entry?paper={code}&entered={PaperId.AttemptOf(paper.Id, member.LearnerId)}");
            }

            problems = [new("learner_id", Reasons.TryGetValue(refused.Code!, out var own) ? texts[own, member.Name] : refused.Reason!)];
        }

        db.ChangeTracker.Clear();
        return await page.FormAsync(found, quiz, paper, typed, "", problems, null, cancellation);
    }

    private async Task<(NamedMember? Member, DateOnly On, IReadOnlyList<FieldProblem> Problems)> CheckAsync(Cohort cohort, PaperEntry entry, Typed typed, CancellationToken cancellation)
    {
        var problems = new List<FieldProblem>();
        var member = typed.LearnerId.Length == 0 ? null : await db.NamedMemberAsync(cohort.Id, typed.LearnerId, texts, cancellation);
        if (member is null)
        {
            problems.Add(new("learner_id", texts[typed.LearnerId.Length == 0 ? "Pack.ChooseLearner" : "Pack.NoSuchLearner"]));
        }

        if (!DateOnly.TryParseExact(typed.On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            problems.Add(new("on", texts["Pack.NoDay"]));
        }
        else if (on > Today(cohort) || on.Year < 2017)
        {
            problems.Add(new("on", texts[on.Year < 2017 ? "Record.TooOld" : "Pack.DayToCome"]));
        }

        problems.AddRange(entry.TooLong.Select(q => new FieldProblem($"q-{q.Id}", texts["Pack.TooLong", q.Number])));
        if (!typed.AsWritten)
        {
            problems.AddRange(entry.Unclear.Select(u => new FieldProblem($"q-{u.Question.Id}", $"{texts["Pack.QuestionNumber", u.Question.Number]}{texts["Text.Colon"]} {texts[u.Answer.Text, u.Answer.Place]}")));
            if (entry.Answers.Count == 0)
            {
                problems.Add(new("as_written", texts["Pack.NothingEntered"]));
            }
        }

        return (member, on, problems);
    }

    private async Task NoteAsync(PackModule found, PaperQuiz paper, string learnerId, string by, IReadOnlyList<Receipt> receipts, CancellationToken cancellation)
    {
        if (receipts.Any(r => r.Status == ReceiptStatus.Accepted))
        {
            await db.WriteAsync(() => Task.FromResult(db.Add(CohortLogEntry.Of(found.Cohort.Id, CohortDeed.PaperEntered, by, clock.GetUtcNow(), learnerId, $"{paper.Title} · {paper.Code}"))), cancellation);
        }
    }

    private DateOnly Today(Cohort cohort) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZones.Of(cohort.TimeZone)).DateTime);

    /// <summary>Now, or noon of an earlier day where the cohort is: paper knows no hour.</summary>
    private DateTimeOffset At(DateOnly on, Cohort cohort)
    {
        var zone = TimeZones.Of(cohort.TimeZone);
        var noon = on.ToDateTime(new TimeOnly(12, 0));
        return on == Today(cohort) ? clock.GetUtcNow() : new DateTimeOffset(noon, zone.GetUtcOffset(noon)).ToUniversalTime();
    }

    /// <summary>What was typed into the form. AsWritten: it stands so on the sheet, however unclear.</summary>
    public sealed record Typed(string LearnerId, string On, bool AsWritten, IReadOnlyDictionary<string, Questions.Response> Answers)
    {
        internal static Typed Nothing(DateOnly today) => new("", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), false, new Dictionary<string, Questions.Response>());
    }
}

public static class EnterPaperRoutes
{
    public static void MapEnterPaper(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/{id:guid}/pack/{slug}/{module}/{quiz}/entry", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName("Learning.ShowPaperEntry");
        routes.MapPost("/cohorts/{id:guid}/pack/{slug}/{module}/{quiz}/entry", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(EnterPaper)}");
    }

    internal static async Task<IResult> Get(
        Guid id, string slug, string module, string quiz, string? paper, string? name, Guid? entered, ClaimsPrincipal user, FindModule find, EnterPaper enter, CancellationToken cancellation) =>
        await find.FindAsync(user, id, slug, module, cancellation) is { } found && found.Quizzes.Any(q => q.Id == quiz)
            ? await enter.GetAsync(found, quiz, paper, name, entered, cancellation)
            : NotThere("Pack.NotThere");

    internal static async Task<IResult> Post(
        Guid id, string slug, string module, string quiz, HttpContext http, ClaimsPrincipal user, FindModule find, EnterPaper enter, CancellationToken cancellation)
    {
        if (!http.Request.HasFormContentType)
        {
            return Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        return await find.FindAsync(user, id, slug, module, cancellation) is { } found && found.Quizzes.Any(q => q.Id == quiz)
            ? await enter.PostAsync(found, quiz, form, user, cancellation)
            : NotThere("Pack.NotThere");
    }
}
