using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts;

/// <summary>
/// The door of a cohort: <c>/join</c> asks for the code, <c>/join/{code}</c> and <c>/cohorts/invitations/{token}</c> show what she joins before she does. Whoever has no account makes one first and comes
/// back here. An unknown, renewed or closed code gets one sentence whatever the reason; wrong codes are limited (<see cref="GuessLimit"/>). Posting twice is joining once.
/// </summary>
public static class ShowJoin
{
    public static void MapShowJoin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/join", GetForm).WithName($"Learning.{nameof(ShowJoin)}");
        routes.MapGet("/join/{code}", GetCode).WithName("Learning.ShowJoinByCode");
        routes.MapPost("/join/{code}", PostCode).RequireAuthorization().AllowCookieRedirect().WithName("Learning.JoinByCode");
        routes.MapGet("/cohorts/invitations/{token}", GetInvitation).WithName("Learning.ShowInvitation");
        routes.MapPost("/cohorts/invitations/{token}", PostInvitation).RequireAuthorization().AllowCookieRedirect().WithName("Learning.AcceptInvitation");
    }

    internal static IResult GetForm(string? code, InterfaceTexts texts)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return Form("", code is null ? [] : [new("code", texts["Join.NoCode"])], texts);
        }

        return JoinCode.Read(code) is { } read
            ? TypedResults.LocalRedirect($"~/join/{read}")
            : Form(code, [new("code", texts["Join.CodeSigns", JoinCode.Length])], texts);
    }

    internal static async Task<IResult> GetCode(
        string code, HttpContext http, LearningDb db, RevisionCache revisions, LearningOptions options, GuessLimit guesses, InterfaceTexts texts, CancellationToken cancellation)
    {
        var (cohort, refusal) = await FindAsync(code, http, db, guesses, texts, cancellation);
        return cohort is null ? refusal! : await DoorAsync(cohort, $"/join/{cohort.Code}", http.User, db, revisions, options, texts, cancellation);
    }

    internal static async Task<IResult> PostCode(
        string code, HttpContext http, ClaimsPrincipal user, LearningDb db, JoinCohort join, GuessLimit guesses, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var (cohort, refusal) = await FindAsync(code, http, db, guesses, texts, cancellation);
        if (cohort is null)
        {
            return refusal!;
        }

        if (user.IsGuest)
        {
            return TypedResults.LocalRedirect($"~/join/{cohort.Code}");
        }

        var id = cohort.Id;
        return await db.WriteAsync<IResult>(
            Turn.Of(user.LearnerId),
            async () =>
            {
                await db.RememberLearnerAsync(user, clock.GetUtcNow(), cancellation);
                await db.SaveChangesAsync(cancellation);
                var ours = await db.Cohorts.SingleAsync(c => c.Id == id, cancellation);
                if (!ours.TakesPeople)
                {
                    return Refuse(StatusCodes.Status409Conflict, "Join.Closed");
                }

                await join.JoinAsync(ours, user.LearnerId, JoinedBy.Code, user.LearnerId, cancellation);
                return TypedResults.LocalRedirect($"~/my/cohorts/{id}?joined=yes");
            },
            cancellation);
    }

    internal static async Task<IResult> GetInvitation(
        string token, HttpContext http, LearningDb db, RevisionCache revisions, LearningOptions options, GuessLimit guesses, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var (invitation, cohort, refusal) = await FindInvitationAsync(token, http, db, guesses, clock.GetUtcNow(), cancellation);
        return invitation is null ? refusal! : await DoorAsync(cohort!, $"/cohorts/invitations/{token}", http.User, db, revisions, options, texts, cancellation);
    }

    internal static async Task<IResult> PostInvitation(
        string token, HttpContext http, ClaimsPrincipal user, LearningDb db, JoinCohort join, GuessLimit guesses, TimeProvider clock, CancellationToken cancellation)
    {
        if (user.IsGuest)
        {
            return TypedResults.LocalRedirect($"~/cohorts/invitations/{Uri.EscapeDataString(token)}");
        }

        return await db.WriteAsync(
            Turn.Of(user.LearnerId, $"invitation {InviteByMail.Hash(token)}"),   // it lets one person in
            async () =>
            {
                var now = clock.GetUtcNow();
                var (invitation, cohort, refusal) = await FindInvitationAsync(token, http, db, guesses, now, cancellation);
                if (invitation is null)
                {
                    return refusal!;
                }

                await db.RememberLearnerAsync(user, now, cancellation);
                await db.SaveChangesAsync(cancellation);
                invitation.Use(user.LearnerId, now);
                await join.JoinAsync(cohort!, user.LearnerId, JoinedBy.Invitation, user.LearnerId, cancellation);
                return TypedResults.LocalRedirect($"~/my/cohorts/{cohort!.Id}?joined=yes");
            },
            cancellation);
    }

    private static async Task<(Cohort? Cohort, IResult? Refusal)> FindAsync(string code, HttpContext http, LearningDb db, GuessLimit guesses, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await guesses.IsSpentAsync(http))
        {
            return (null, TooManyGuesses(http));
        }

        var read = JoinCode.Read(code);
        var cohort = read is null ? null : await db.Cohorts.AsNoTracking().FirstOrDefaultAsync(c => c.Code == read, cancellation);
        if (cohort is { TakesPeople: true })
        {
            return (cohort, null);
        }

        await guesses.WrongAsync(http);
        return (null, Form(code, [new("code", texts[read is null ? "Join.CodeSigns" : "Join.NoSuchCode", JoinCode.Length])], texts, StatusCodes.Status404NotFound));
    }

    private static async Task<(Invitation? Invitation, Cohort? Cohort, IResult? Refusal)> FindInvitationAsync(
        string token, HttpContext http, LearningDb db, GuessLimit guesses, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await guesses.IsSpentAsync(http))
        {
            return (null, null, TooManyGuesses(http));
        }

        var hash = InviteByMail.Hash(token);
        var invitation = await db.Invitations.FirstOrDefaultAsync(i => i.TokenHash == hash, cancellation);
        if (invitation is null)
        {
            await guesses.WrongAsync(http);
            return (null, null, NotThere("Join.NoSuchInvitation"));
        }

        var cohort = await db.Cohorts.SingleAsync(c => c.Id == invitation.CohortId, cancellation);
        return invitation.IsOpenAt(now) && cohort.ArchivedAt is null
            ? (invitation, cohort, null)
            : (null, null, Refuse(StatusCodes.Status410Gone, invitation.UsedAt is not null ? "Join.InvitationUsed" : "Join.InvitationExpired"));
    }

    private static Refusal TooManyGuesses(HttpContext http)
    {
        http.Response.Headers.RetryAfter = ((int)GuessLimit.Window.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Refuse(StatusCodes.Status429TooManyRequests, "Join.TooManyGuesses");
    }

    private static View Form(string code, IReadOnlyList<FieldProblem> problems, InterfaceTexts texts, int status = StatusCodes.Status200OK) =>
        new("Cohorts/JoinForm", new FormModel(code, problems), texts["Join.Title"])
        {
            Shape = "form",
            Status = problems.Count > 0 && status == StatusCodes.Status200OK ? StatusCodes.Status422UnprocessableEntity : status,
        };

    private static async Task<View> DoorAsync(
        Cohort cohort, string path, ClaimsPrincipal user, LearningDb db, RevisionCache revisions, LearningOptions options, InterfaceTexts texts, CancellationToken cancellation)
    {
        var courses = new List<CourseLine>();
        var rows = db.Courses.Where(c => c.WithdrawnAt == null);
        var ids = await db.CohortCourses.Where(c => c.CohortId == cohort.Id).OrderBy(c => c.Position).Join(rows, c => c.CourseId, c => c.Id, (_, c) => c.CurrentRevisionId).ToListAsync(cancellation);
        foreach (var id in ids)
        {
            var outline = (await revisions.ForReaderAsync(db, id, cancellation)).Outline;
            courses.Add(new(outline.Title, outline.Language, outline.Hours));
        }

        var learners = db.Learners;
        var facilitators = await db.CohortFacilitators.Where(f => f.CohortId == cohort.Id).Join(learners, f => f.PersonId, l => l.Id, (_, l) => l.Name).OrderBy(n => n).ToListAsync(cancellation);
        var organisation = cohort.OrganisationId is { } o ? await db.Organisations.Where(x => x.Id == o).Select(x => x.Name).SingleAsync(cancellation) : null;
        var me = user.LearnerIdOrNull;
        var isIn = me is not null && await db.Members.AnyAsync(m => m.CohortId == cohort.Id && m.LearnerId == me && m.WithdrawnAt == null, cancellation);
        return new View("Cohorts/JoinDoor", new DoorModel
        {
            Path = path,
            Id = cohort.Id,
            Name = cohort.Name,
            Organisation = organisation,
            StartsOn = cohort.StartsOn,
            EndsOn = cohort.EndsOn,
            Welcome = Paragraphs.Of(cohort.Welcome),
            Courses = courses,
            Facilitators = facilitators,
            HasAccount = me is not null && !user.IsGuest,
            IsIn = isIn,
            RegisterPath = options.RegisterPath,
            SignInPath = options.SignInPath,
        },
        cohort.Name)
        {
            Shape = "form",
        };
    }

    public sealed record FormModel(string Code, IReadOnlyList<FieldProblem> Problems);

    public sealed record CourseLine(string Title, string Language, decimal Hours);

    public sealed record DoorModel
    {
        public required string Path { get; init; }

        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required string? Organisation { get; init; }

        public required DateOnly StartsOn { get; init; }

        public required DateOnly? EndsOn { get; init; }

        public required IReadOnlyList<string> Welcome { get; init; }

        public required IReadOnlyList<CourseLine> Courses { get; init; }

        public required IReadOnlyList<string> Facilitators { get; init; }

        public required bool HasAccount { get; init; }

        public required bool IsIn { get; init; }

        public required string? RegisterPath { get; init; }

        public required string? SignInPath { get; init; }
    }
}
