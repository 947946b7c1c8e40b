using System.CommandLine;
using System.Globalization;
using Learning.Notifications;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Commands;

/// <summary>
/// <c>mail send</c>: sends what waits in the outbox now, and says how things stand: for trying the settings out, or for a timer of the machine's own. The site may be running; nothing is sent twice. Exit code 1 where something waits
/// that should have gone.
/// </summary>
public static class SendMailNow
{
    public static Command Command()
    {
        var send = new Command("send", "Sends what waits to be sent, and says what became of it.");
        send.SetAction((result, cancellation) => RunAsync(SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        return new("mail", "Sends mail.") { send };
    }

    internal static async Task<int> RunAsync(SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");   // as all commands speak
        if (!paths.HasDatabase)
        {
            await errors.WriteLineAsync($"There is no site in {paths.Data}. Name its data folder with --data.");
            return 1;
        }

        return await OnSite.RunAsync(
            paths,
            errors,
            async services =>
            {
                var sent = 0;
                while (await services.GetRequiredService<SendMail>().RunOnceAsync(cancellation) is var more and > 0)
                {
                    sent += more;
                }

                var mails = services.GetRequiredService<Learning.Data.LearningDb>().Mails;
                var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                var states = await mails.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
                await output.WriteLineAsync($"{sent} sent now. In all: {string.Join(", ", Enum.GetValues<MailState>().Select(s => $"{states.GetValueOrDefault(s)} {Name(s)}"))}.");
                if (await mails.Where(m => m.State == MailState.Queued && m.Answer != "").OrderByDescending(m => m.ChangedAt).Select(m => m.Answer).FirstOrDefaultAsync(cancellation) is { } answer)
                {
                    await output.WriteLineAsync($"The latest reason to wait: {answer}");
                }

                return await mails.AnyAsync(m => m.State == MailState.Queued && m.Tries > 0 && m.NextTryAt > now, cancellation) ? 1 : 0;
            },
            cancellation);
    }

    private static string Name(MailState state) => state switch
    {
        MailState.Queued => "waiting",
        MailState.Sending => "being sent",
        MailState.Sent => "sent",
        MailState.Refused => "refused",
        _ => "given up",
    };
}
