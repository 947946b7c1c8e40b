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

/// <summary>
/// One click stops mail on a topic, from a link in that mail and without signing in. Opening the link changes nothing (programs open links to look at them): it shows a button. A mail program posts to the same address by
/// itself. What is stopped still comes into the inbox, and mail can be asked for again at <c>/my/mail</c>. Source: RFC 8058.
/// </summary>
public static class StopMail
{
    public const string Path = "/mail/stop";

    public static void MapStopMail(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/{token}", Get).AllowAnonymous().WithName($"Learning.Show{nameof(StopMail)}");
        routes.MapPost(Path + "/{token}", Post)
            .AllowAnonymous()
            .WithMetadata(new NeedsNoToken("A mail program posts here (RFC 8058); the address itself was protected by this site, and all it can do is stop mail."))
            .WithName($"Learning.{nameof(StopMail)}");
    }

    internal static IResult Get(string token, HttpContext http, MailAddresses addresses, InterfaceTexts texts)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return addresses.ReadStop(token) is { } stop ? Page(token, stop.Topic, isStopped: false, texts) : NotThere("Mail.NoSuchStop");
    }

    internal static async Task<IResult> Post(string token, LearningDb db, MailAddresses addresses, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (addresses.ReadStop(token) is not { } stop)
        {
            return NotThere("Mail.NoSuchStop");
        }

        await db.WriteAsync(
            async () =>
            {
                var isThere = await db.Learners.AnyAsync(l => l.Id == stop.LearnerId, cancellation);   // of whoever was forgotten nothing is kept, and nothing is sent
                if (isThere && await db.MailWishes.FindAsync([stop.LearnerId, stop.Topic], cancellation) is null)
                {
                    db.Add(new MailWish(stop.LearnerId, stop.Topic, clock.GetUtcNow()));
                }

                // What waits already is not sent either.
                await db.Mails.Where(m => m.LearnerId == stop.LearnerId && m.Topic == stop.Topic && m.State == MailState.Queued).ExecuteDeleteAsync(cancellation);
                return true;
            },
            cancellation);
        return Page(token, stop.Topic, isStopped: true, texts);
    }

    private static View Page(string token, Topic topic, bool isStopped, InterfaceTexts texts) =>
        new("Notifications/StopMail", new StopModel(token, texts[$"Topic.{topic}"], isStopped), texts["Mail.StopTitle"]);

    public sealed record StopModel(string Token, string Topic, bool IsStopped);
}
