using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Notifications;

/// <summary>Somebody says what she wants by mail, and in which time zone she lives (nobody is reminded at night). Everything comes into her inbox whatever she says here.</summary>
public static class ChooseMail
{
    public const string Path = "/my/mail";

    private const string Wanted = "topic";

    /// <summary>All but invitations: those go to whoever has no account.</summary>
    internal static readonly IReadOnlyList<Topic> Topics = [Topic.FromFacilitator, Topic.Welcome, Topic.Reminder, Topic.DueDate, Topic.Grade, Topic.SeeAgain, Topic.Certificate, Topic.Digest, Topic.Draft];

    public static void MapChooseMail(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.Show{nameof(ChooseMail)}");
        routes.MapPost(Path, Post).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ChooseMail)}");
    }

    internal static async Task<IResult> Get(string? saved, ClaimsPrincipal user, LearningDb db, LearningOptions options, InterfaceTexts texts, CancellationToken cancellation)
    {
        var me = user.LearnerId;
        var stopped = await db.MailWishes.AsNoTracking().Where(w => w.LearnerId == me).Select(w => w.Topic).ToListAsync(cancellation);
        var zone = await db.Learners.Where(l => l.Id == me).Select(l => l.TimeZone).FirstOrDefaultAsync(cancellation);
        var model = new WishesModel(
            [.. Topics.Select(t => new TopicChoice(t, texts[$"Topic.{t}"], !stopped.Contains(t)))],
            Zones.Value,
            zone ?? "",
            user.IsGuest ? null : user.EmailOrNull,
            options.AccountPath,
            options.Mail is not null,
            user.IsGuest,
            saved is not null);
        return new View("Notifications/ChooseMail", model, texts["MyMail.Title"]);
    }

    internal static async Task<IResult> Post(HttpContext http, ClaimsPrincipal user, LearningDb db, LearningOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var zone = form["time_zone"].ToString();
        if (zone.Length > 0 && !Zones.Value.Contains(zone))
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, "MyMail.NoSuchZone");
        }

        var me = user.LearnerId;
        var wanted = form[Wanted].OfType<string>().ToHashSet(StringComparer.Ordinal);
        await db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                await db.RememberLearnerAsync(user, now, cancellation);
                (await db.Learners.FindAsync([me], cancellation))!.LivesIn(zone.Length == 0 ? null : zone);
                if (options.Mail is null)
                {
                    return true;   // then nothing was asked about topics
                }

                var stopped = await db.MailWishes.Where(w => w.LearnerId == me).ToListAsync(cancellation);
                db.RemoveRange(stopped.Where(w => wanted.Contains($"{w.Topic}")));
                db.AddRange(Topics.Where(t => !wanted.Contains($"{t}") && stopped.All(w => w.Topic != t)).Select(t => new MailWish(me, t, now)));
                return true;
            },
            cancellation);
        return TypedResults.LocalRedirect($"~{Path}?saved=yes");
    }

    private static readonly string[] Continents = ["Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    /// <summary>Names like Africa/Dakar, of places where people live: without the short and the old ones.</summary>
    private static readonly Lazy<IReadOnlyList<string>> Zones = new(() =>
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)
            .Where(id => id.Length <= Learner.LongestTimeZone && Continents.Any(c => id.StartsWith(c, StringComparison.Ordinal)))
            .Append("UTC").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ]);

    public sealed record WishesModel(
        IReadOnlyList<TopicChoice> Topics, IReadOnlyList<string> Zones, string Zone, string? Address, string? AccountPath, bool SendsMail, bool IsGuest, bool IsSaved);

    public sealed record TopicChoice(Topic Topic, string Name, bool IsWanted);
}
