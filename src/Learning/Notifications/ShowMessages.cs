using System.Globalization;
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

/// <summary>The inbox: everything this site told somebody, those she has not opened first, 50 a page; and one message, which is read by being opened. Nobody else's are there for her.</summary>
public static class ShowMessages
{
    public const string Path = "/my/messages";

    private const int OnPage = 50;

    public static void MapShowMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, GetAll).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(ShowMessages)}");
        routes.MapGet(Path + "/{id:guid}", GetOne).RequireAuthorization().AllowCookieRedirect().WithName("Learning.ShowMessage");
    }

    internal static async Task<IResult> GetAll(string? page, ClaimsPrincipal user, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        var me = user.LearnerId;
        var mine = db.Messages.AsNoTracking().Where(m => m.LearnerId == me);
        var pages = Pages.Of(await mine.CountAsync(cancellation), OnPage, page);
        var rows = await mine.OrderBy(m => m.ReadAt != null).ThenByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Skip(pages.Skip).Take(OnPage)
            .Select(m => new { m.Id, m.Topic, m.Language, m.Subject, m.SentAt, IsNew = m.ReadAt == null }).ToListAsync(cancellation);
        var model = new InboxModel(
            [.. rows.Select(m => new MessageRow(Address(m.Id), texts[$"Topic.{m.Topic}"], m.Language, m.Subject, m.SentAt, m.IsNew))],
            pages.With(n => n == "1" ? Path : $"{Path}?page={n}"));
        return new View("Notifications/ShowMessages", model, texts["Message.Title"]);
    }

    internal static async Task<IResult> GetOne(Guid id, ClaimsPrincipal user, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        var me = user.LearnerId;
        var message = await db.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.LearnerId == me, cancellation);
        if (message is null)
        {
            return NotThere("Message.NotThere");
        }

        if (message.ReadAt is null)
        {
            var now = clock.GetUtcNow();
            await db.WriteAsync(() => db.Messages.Where(m => m.LearnerId == me && m.Id == id && m.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, now), cancellation), cancellation);
        }

        var by = message.SentBy is { } sender ? await db.Learners.Where(l => l.Id == sender).Select(l => l.Name).FirstOrDefaultAsync(cancellation) : null;
        var model = new MessageModel(
            message.Subject, message.Language, WriteLetter.Paragraphs(message.Text), message.Href, texts[$"Message.Go.{message.Topic}"], message.SentAt, by, texts[$"Topic.{message.Topic}"]);
        return new View("Notifications/ShowMessage", model, message.Subject);
    }

    private static string Address(Guid id) => $"{Path}/{id.ToString("D", CultureInfo.InvariantCulture)}";

    public sealed record InboxModel(IReadOnlyList<MessageRow> Messages, PageLinks Pages);

    public sealed record MessageRow(string Href, string Topic, string Language, string Subject, DateTimeOffset SentAt, bool IsNew);

    public sealed record MessageModel(
        string Subject, string Language, IReadOnlyList<IReadOnlyList<string>> Paragraphs, string? Href, string LinkText, DateTimeOffset SentAt, string? By, string Topic);
}
