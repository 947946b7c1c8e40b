using System.Globalization;
using System.Security.Claims;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Notifications;

/// <summary>
/// A facilitator writes to one learner of a cohort (<c>to</c>), to those who stand alike (<c>need</c>) or to all; what she typed comes back with how many it will reach before it is sent (<c>confirmed</c>); from there she may go back to it (<c>edit</c>). Posting the same
/// form twice sends once: it carries an id (<c>sending</c>). The page lists what was sent, and what became of the mail. Limits: a subject of 150 characters, a text of 4,000; ten messages an hour in one cohort.
/// </summary>
public static class MessageLearners
{
    public const int LongestSubject = 150;
    public const int LongestText = 4_000;
    public const int MostAnHour = 10;

    private const int OnPage = 50;

    /// <summary>"words ", the id of the sending, " ": so far the keys of all messages of one sending are alike.</summary>
    private const int KeyStart = 6 + 36;

    public static void MapMessageLearners(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cohorts/{id:guid}/messages", Get).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.Show{nameof(MessageLearners)}");
        routes.MapPost("/cohorts/{id:guid}/messages", Post).RequireAuthorization(Policies.Facilitate).AllowCookieRedirect().WithName($"Learning.{nameof(MessageLearners)}");
    }

    internal static async Task<IResult> Get(
        Guid id, string? to, string? need, string? about, string? sent, string? page, ClaimsPrincipal user, CohortAccess access, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation) =>
        await access.FindAsync(user, id, cancellation) is not { } cohort ? NotThere("Cohort.NotThere")
        : await AudienceAsync(cohort, to ?? "", need ?? "", db, clock.GetUtcNow(), texts, cancellation) is not { } audience ? NotThere("Words.NoSuchLearner")
        : await PageAsync(cohort, audience, await SubjectAsync(cohort, about, db, texts, cancellation), "", [], sent is not null, page, db, texts, cancellation);

    internal static async Task<IResult> Post(
        Guid id,
        HttpContext http,
        ClaimsPrincipal user,
        CohortAccess access,
        LearningDb db,
        PostMessage post,
        InterfaceTexts texts,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (await access.FindAsync(user, id, cancellation) is not { } cohort)
        {
            return NotThere("Cohort.NotThere");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var (subject, text) = (Line(form["subject"].ToString()), Body(form["text"].ToString()));
        var now = clock.GetUtcNow();
        if (await AudienceAsync(cohort, form["to"].ToString(), form["need"].ToString(), db, now, texts, cancellation) is not { } audience)
        {
            return NotThere("Words.NoSuchLearner");
        }

        if (cohort.ArchivedAt is not null)
        {
            return new Refusal(StatusCodes.Status409Conflict, "Cohort.IsArchived") { WayBack = new($"/cohorts/{id}", "Roster.ToGroup") };
        }

        if (form.ContainsKey("edit"))
        {
            return await PageAsync(cohort, audience, subject, text, [], false, null, db, texts, cancellation);
        }

        var problems = Check(subject, text, audience, texts);
        if (problems.Count > 0)
        {
            return await PageAsync(cohort, audience, subject, text, problems, false, null, db, texts, cancellation);
        }

        if (form["confirmed"] != "yes" || !Guid.TryParse(form["sending"], out var sending))
        {
            var byMail = await post.ReachedByMailAsync(audience.Learners, Topic.FromFacilitator, cancellation);
            return new View(
                "Notifications/ConfirmMessage",
                new ConfirmModel(id, cohort.Name, subject, text, WriteLetter.Paragraphs(text), audience.To, audience.Need, audience.Name, audience.Learners.Count, byMail, audience.Learners.Count - byMail),
                texts["Words.ConfirmTitle"])
            {
                Address = $"/cohorts/{id}/messages",
            };
        }

        var start = KeyOf(sending);
        if (await IsTooOftenAsync(id, start, db, now, cancellation))
        {
            return Refuse(StatusCodes.Status429TooManyRequests, "Words.TooOften", MostAnHour);
        }

        await db.WriteAsync(
            async () =>
            {
                await db.RememberLearnerAsync(user, now, cancellation);   // her name stands under what she says
                var posted = await post.PostAsync([.. audience.Learners.Select(learner => new Letter
                {
                    Topic = Topic.FromFacilitator,
                    LearnerId = learner,
                    Key = $"{start} {learner}",
                    Words = new FacilitatorWords(subject, text, user.NameToShow, cohort.Name),
                    Href = "/my",
                    CohortId = id,
                    SentBy = user.LearnerId,
                })], cancellation);
                if (posted.Messages > 0)
                {
                    db.NoteMessage(id, user.LearnerId, now, audience.To.Length > 0 ? audience.To : null, subject);
                }

                return posted;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~/cohorts/{id.ToString("D", CultureInfo.InvariantCulture)}/messages?sent=yes");
    }

    /// <summary>A page about a meeting leads here with its id (<c>about</c>), so that the subject stands there already.</summary>
    private static async Task<string> SubjectAsync(Cohort cohort, string? about, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (!Guid.TryParse(about, out var id) || await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.CohortId == cohort.Id, cancellation) is not { } meeting)
        {
            return "";
        }

        var day = TimeZoneInfo.ConvertTime(meeting.StartsAt, TimeZones.Of(cohort.TimeZone)).ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture);
        var subject = texts[meeting.CancelledAt is null ? "Words.MeetingSubject" : "Words.CancelledSubject", meeting.Title, day];
        return subject.Length <= LongestSubject ? subject : meeting.Title;
    }

    private static string KeyOf(Guid sending) => $"words {sending.ToString("D", CultureInfo.InvariantCulture)}";

    private static async Task<bool> IsTooOftenAsync(Guid cohort, string sending, LearningDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now.AddHours(-1);
        var latest = await db.Messages.Where(m => m.CohortId == cohort && m.Topic == Topic.FromFacilitator && m.SentAt > since).Select(m => m.Key.Substring(0, KeyStart)).Distinct().ToListAsync(cancellation);
        return latest.Count >= MostAnHour && !latest.Contains(sending);
    }

    private static string Line(string typed) => string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("\0", "", StringComparison.Ordinal);

    private static string Body(string typed) => string.Concat(typed.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();

    private static List<FieldProblem> Check(string subject, string text, Audience audience, InterfaceTexts texts)
    {
        var problems = new List<FieldProblem>();
        if (subject.Length is 0 or > LongestSubject)
        {
            problems.Add(new("subject", texts[subject.Length == 0 ? "Words.NoSubject" : "Words.SubjectTooLong", LongestSubject]));
        }

        if (text.Length is 0 or > LongestText)
        {
            problems.Add(new("text", texts[text.Length == 0 ? "Words.NoText" : "Words.TextTooLong", LongestText]));
        }

        if (audience.Learners.Count == 0)
        {
            problems.Add(new("", texts["Words.Nobody"]));
        }

        return problems;
    }

    /// <summary>Who would get it now. Null: it names somebody who is not in the cohort, or a need that there is not.</summary>
    private static async Task<Audience?> AudienceAsync(Cohort cohort, string to, string need, LearningDb db, DateTimeOffset now, InterfaceTexts texts, CancellationToken cancellation)
    {
        var active = db.Members.AsNoTracking().Where(m => m.CohortId == cohort.Id && m.WithdrawnAt == null);
        if (to.Length > 0)
        {
            return await active.AnyAsync(m => m.LearnerId == to, cancellation)
                ? new(to, "", await db.Learners.Where(l => l.Id == to).Select(l => l.Name).FirstOrDefaultAsync(cancellation) ?? "", [to])
                : null;
        }

        if (need.Length == 0)
        {
            return new("", "", texts["Words.All"], await active.Select(m => m.LearnerId).ToListAsync(cancellation));
        }

        if (!Enum.TryParse<Need>(need, out var wanted) || !Enum.IsDefined(wanted))
        {
            return null;
        }

        return new(
            "",
            $"{wanted}",
            texts[$"Words.Need.{wanted}"],
            await active.Where(Needs.Is(wanted, now, now.AddDays(-cohort.StalledAfterDays))).OrderBy(m => m.Id).Select(m => m.LearnerId).ToListAsync(cancellation));
    }

    private static async Task<View> PageAsync(
        Cohort cohort, Audience audience, string subject, string text, IReadOnlyList<FieldProblem> problems, bool isSent, string? page, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var id = cohort.Id;
        var sendings = db.Messages.AsNoTracking().Where(m => m.CohortId == id && m.Topic == Topic.FromFacilitator).GroupBy(m => m.Key.Substring(0, KeyStart));
        var pages = Pages.Of(await sendings.CountAsync(cancellation), OnPage, page);
        var rows = await sendings.OrderByDescending(g => g.Max(m => m.SentAt)).Skip(pages.Skip).Take(OnPage)
            .Select(g => new { g.Key, Subject = g.Min(m => m.Subject)!, SentAt = g.Max(m => m.SentAt), By = g.Min(m => m.SentBy), Count = g.Count(), Read = g.Count(m => m.ReadAt != null) })
            .ToListAsync(cancellation);
        var keys = rows.ConvertAll(r => r.Key);
        var mails = (await db.Mails.AsNoTracking().Where(m => m.CohortId == id && m.Topic == Topic.FromFacilitator && keys.Contains(m.Key.Substring(0, KeyStart)))
            .GroupBy(m => new { Start = m.Key.Substring(0, KeyStart), m.State }).Select(g => new { g.Key.Start, g.Key.State, Count = g.Count() }).ToListAsync(cancellation)).ToLookup(m => m.Start);
        var by = rows.Select(r => r.By).OfType<string>().Distinct().ToList();
        var names = await db.Learners.Where(l => by.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Name, cancellation);
        var failures = await db.Mails.CountAsync(m => m.CohortId == id && (m.State == MailState.Refused || m.State == MailState.GivenUp), cancellation);
        var model = new WordsModel
        {
            Id = id,
            Cohort = cohort.Name,
            IsArchived = cohort.ArchivedAt is not null,
            To = audience.To,
            Need = audience.Need,
            ToName = audience.Name,
            Count = audience.Learners.Count,
            Groups = [.. Enum.GetValues<Need>().Select(n => new GroupChoice($"{n}", texts[$"Words.Need.{n}"], audience.Need == $"{n}"))],
            Subject = subject,
            Text = text,
            Problems = problems,
            IsSent = isSent,
            LongestSubject = LongestSubject,
            LongestText = LongestText,
            Failures = failures,
            Sent = [.. rows.Select(r => new SentRow(
                r.Subject,
                r.SentAt,
                r.By is null ? "" : names.GetValueOrDefault(r.By, ""),
                r.Count,
                r.Read,
                Of(r.Key, MailState.Queued) + Of(r.Key, MailState.Sending),
                Of(r.Key, MailState.Sent),
                Of(r.Key, MailState.Refused),
                Of(r.Key, MailState.GivenUp)))],
            Pages = pages.With(n => $"/cohorts/{id.ToString("D", CultureInfo.InvariantCulture)}/messages{(n == "1" ? "" : $"?page={n}")}"),
        };
        var asked = audience.To.Length > 0 ? $"?to={Uri.EscapeDataString(audience.To)}" : audience.Need.Length > 0 ? $"?need={audience.Need}" : "";
        return new View("Notifications/MessageLearners", model, texts["Words.Title"])
        {
            Address = $"/cohorts/{id.ToString("D", CultureInfo.InvariantCulture)}/messages{asked}",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };

        int Of(string key, MailState state) => mails[key].Where(m => m.State == state).Sum(m => m.Count);
    }

    private sealed record Audience(string To, string Need, string Name, IReadOnlyList<string> Learners);

    public sealed record FacilitatorWords(string Subject, string Text, string By, string Cohort);

    public sealed record ConfirmModel(
        Guid Id,
        string Cohort,
        string Subject,
        string Text,
        IReadOnlyList<IReadOnlyList<string>> Paragraphs,
        string To,
        string Need,
        string ToName,
        int Count,
        int ByMail,
        int InboxOnly);

    public sealed record GroupChoice(string Need, string Name, bool IsChosen);

    /// <param name="Subject">Its subject.</param>
    /// <param name="SentAt">When.</param>
    /// <param name="By">By whom.</param>
    /// <param name="Count">Messages in inboxes.</param>
    /// <param name="Read">Of these, opened on the site.</param>
    /// <param name="Waiting">Mails that wait, or are being sent.</param>
    /// <param name="Sent">Mails a server has taken.</param>
    /// <param name="Refused">Mails a server has refused.</param>
    /// <param name="GivenUp">Mails that were given up.</param>
    public sealed record SentRow(string Subject, DateTimeOffset SentAt, string By, int Count, int Read, int Waiting, int Sent, int Refused, int GivenUp);

    public sealed record WordsModel
    {
        public required Guid Id { get; init; }

        public required string Cohort { get; init; }

        /// <summary>Nothing is sent any more.</summary>
        public required bool IsArchived { get; init; }

        public required string To { get; init; }

        public required string Need { get; init; }

        public required string ToName { get; init; }

        public required int Count { get; init; }

        public required IReadOnlyList<GroupChoice> Groups { get; init; }

        public required string Subject { get; init; }

        public required string Text { get; init; }

        public required IReadOnlyList<FieldProblem> Problems { get; init; }

        public required bool IsSent { get; init; }

        public required int LongestSubject { get; init; }

        public required int LongestText { get; init; }

        public required int Failures { get; init; }

        public required IReadOnlyList<SentRow> Sent { get; init; }

        public required PageLinks Pages { get; init; }
    }
}
