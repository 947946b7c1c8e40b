using Learning.Accounts;
using Learning.Data;
using Learning.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Notifications;

/// <summary>What the tests of mail ask of a site.</summary>
internal static class MailSite
{
    public static readonly Uri Address = new("https://learn.example.org");

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public static MailOptions To(SmtpServer server) => new() { Host = "127.0.0.1", Port = server.Port, Tls = MailTls.None, From = "learning@example.org", TimeLimit = TimeSpan.FromSeconds(20), AnswerLimit = TimeSpan.FromSeconds(2) };

    extension(TestSite site)
    {
        /// <summary>Somebody the library knows, with an address; no account is needed for that.</summary>
        public Task<string> Knows(string name, string? email, string language = "en", bool isGuest = false, string? timeZone = null) => site.Db(async db =>
        {
            var learner = Learner.Known(name, name, email, language, site.Clock.GetUtcNow());
            learner.LivesIn(timeZone);
            db.Add(learner);
            if (isGuest)
            {
                db.Entry(learner).Property(l => l.IsGuest).CurrentValue = true;
            }

            await db.SaveChangesAsync(Cancellation);
            return name;
        });

        /// <summary>A run of the worker, as the host does it.</summary>
        public async Task<int> SendsMail()
        {
            await using var scope = site.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SendMail>().RunOnceAsync(Cancellation);
        }

        public Task<Mail> MailTo(string address) => site.Db(db => db.Mails.AsNoTracking().SingleAsync(m => m.Address == address, Cancellation));

        public async Task<string> MailsTo(string address)
        {
            var mail = await site.MailTo(address);
            return $"{mail.State} {mail.Tries}";
        }

        public void Later(TimeSpan time) => site.Clock.Ahead += time;
    }

    public static Letter Words(string learner, string key, string text = "We meet at six.", string subject = "The hall") => new()
    {
        Topic = Topic.FromFacilitator,
        LearnerId = learner,
        Key = key,
        Words = new MessageLearners.FacilitatorWords(subject, text, "Faye", "Docks"),
        Href = "/my",
    };

    /// <summary>A mail to an address, waiting.</summary>
    public static async Task<string> Waits(this TestSite site, string address, string language = "en")
    {
        await site.Knows(address, address, language);
        await site.Post(Words(address, $"words {address}"));
        return address;
    }

    public static async Task<PostMessage.Posted> Post(this TestSite site, params Letter[] letters)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        return await db.WriteAsync(() => scope.ServiceProvider.GetRequiredService<PostMessage>().PostAsync(letters, Cancellation), Cancellation);
    }
}
