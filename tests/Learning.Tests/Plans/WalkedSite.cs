using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Cohorts;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Tests.Assessment;
using Learning.Tests.Cohorts;
using Learning.Web.Commands;
using Learning.Web.Generating;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Plans;

/// <summary>A site with some thousands of learners, on which a learner, a facilitator and the rounds have done what they do all day, and every statement that ran for it.</summary>
public partial class WalkedSite : IAsyncLifetime
{
    /// <summary>What the test itself asks, to find its way.</summary>
    public const string Own = "the test";

    private const string Slug = GeneratedCourse.Id;

    private readonly TestSite _site = new();
    private HeardStatements? _heard;

    public TestSite Site => _site;

    public IReadOnlyList<HeardStatement> Heard => _heard!.All;

    /// <summary>The learner who walked, and the guest that she had been elsewhere.</summary>
    public IReadOnlyList<string> Walkers { get; private set; } = [];

    private static CancellationToken Cancellation => CancellationToken.None;

    public virtual async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await PrepareAsync();
        var fay = await _site.SignedInAs("faye", "Facilitator");
        Assert.Equal(0, await Generate.RunAsync(new(4000, 120, Activities: 24, Seed: 3, Facilitator: "faye", Force: true), _site.Paths, TextWriter.Null, TextWriter.Null, Cancellation));
        foreach (var seed in new[] { 4, 5 })
        {
            Assert.Equal(0, await Generate.RunAsync(new(1500, 1000, Course: Slug, Seed: seed, Force: true), _site.Paths, TextWriter.Null, TextWriter.Null, Cancellation));   // other groups, of other people
        }

        var database = _site.Services.GetRequiredService<LearningDatabase>();
        await GeneratedPeople.CompleteAsync(database, Cancellation);
        await AnalyzeAsync(database);
        await using (var connection = database.Connect())
        {
            _heard = HeardStatements.Of(database.IsPostgres ? connection.Database : connection.DataSource);
        }

        _heard.Page = Own;
        var cohort = await _site.Db(db => db.Cohorts.Where(c => c.Name == "Generated group 3").SingleAsync(Cancellation));
        var amina = await StrangerAsync();
        await LearnerAsync(amina, cohort);
        await AfterwardsAsync(amina);
        Walkers = [await _site.LearnerId("amina"), await GuestAsync()];
        await CertificateAsync(_site.Visitor());
        await FacilitatorAsync(fay, cohort);
        await EditorAsync(await As("editor", "Editor"));
        await AdministratorAsync(await As("boss", "Administrator"), cohort);
        await RoundsAsync();
        _heard.Dispose();
        await AnalyzeAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        _heard?.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What is done to the site before anybody comes.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    private async Task<Visitor> As(string name, string role)
    {
        _heard!.Page = "sign-in";
        return await _site.SignedInAs(name, role);
    }

    private async Task<Visitor> StrangerAsync()
    {
        var stranger = _site.Visitor();
        await GetAsync(stranger, "/", "/courses", $"/courses/{Slug}", "/search?q=measured", "/register", "/sign-in", "/health/ready");
        _heard!.Page = "sign-in";
        var amina = await _site.SignedInAs("amina");
        await amina.PostForm("/account", "/sign-out");
        Assert.Equal(System.Net.HttpStatusCode.Found, (await amina.PostForm("/sign-in", "/sign-in", ("username", "amina"), ("secret", "a long enough secret"))).StatusCode);
        return amina;
    }

    private async Task LearnerAsync(Visitor amina, Cohort cohort)
    {
        await PostAsync(amina, $"/join/{cohort.Code}", $"/join/{cohort.Code}");
        await PostAsync(amina, $"/courses/{Slug}", $"/courses/{Slug}/enrolments");
        await GetAsync(amina, "/", "/courses", $"/courses/{Slug}", $"/learn/{Slug}", "/my", "/my/messages", "/my/mail", "/my/review", "/my/cohorts", $"/my/cohorts/{cohort.Id}", $"/my/cohorts/{cohort.Id}/calendar", "/my/profile", "/my/answers", "/my/certificates", "/session", "/account", "/search?q=measured");
        _heard!.Page = Own;
        var revision = await _site.Db(async db => await _site.Services.GetRequiredService<RevisionCache>().GetAsync(db, await db.Courses.Where(c => c.Slug == Slug).Select(c => c.CurrentRevisionId).SingleAsync(Cancellation), Cancellation));
        Guid attempt = default;
        foreach (var activity in revision.Activities)
        {
            await GetAsync(amina, $"/learn/{Slug}/{activity.Id}");
            if (!activity.IsQuiz)
            {
                await RecordAsync(amina, Entry("Opened", activity.Id), Entry("Reached", activity.Id) with { Place = "here" });
                await RecordAsync(amina, Entry("Completed", activity.Id));
                continue;
            }

            attempt = Guid.CreateVersion7();
            await RecordAsync(amina, Entry("Attempted", activity.Id) with { Id = attempt });
            await GetAsync(amina, $"/learn/{Slug}/{activity.Id}");
            foreach (var question in revision.Quiz(activity.Id).Questions)
            {
                await RecordAsync(amina, Entry("Answered", activity.Id) with { Attempt = attempt, Question = question.Id, Response = ["a"] });
            }

            if (activity.Kind == ActivityKind.Test)
            {
                await RecordAsync(amina, Entry("Submitted", activity.Id) with { Attempt = attempt });   // practice is handed in with its last answer
            }

            await GetAsync(amina, $"/learn/{Slug}/{activity.Id}", $"/attempts/{attempt}/responses");
        }

        await GetAsync(amina, "/my", "/my/messages", "/my/certificates", "/my/review");
        _heard!.Page = Own;
        var id = await _site.LearnerId("amina");
        var (credential, message) = await _site.Db(async db => (
            await db.Credentials.Where(c => c.LearnerId == id).Select(c => c.Id).SingleAsync(Cancellation),
            await db.Set<Learning.Notifications.Message>().Where(m => m.LearnerId == id).Select(m => m.Id).FirstAsync(Cancellation)));
        await GetAsync(amina, $"/my/messages/{message}", $"/my/certificates/{credential}", $"/learn/{Slug}");
    }

    /// <summary>What else she posts: without script, about herself, and a question that has come back.</summary>
    private async Task AfterwardsAsync(Visitor amina)
    {
        _heard!.Page = Own;
        var id = await _site.LearnerId("amina");
        var practice = await _site.Db(db => db.Attempts.Where(a => a.LearnerId == id).OrderBy(a => a.Id).Select(a => new { a.ActivityId, a.Questions }).FirstAsync(Cancellation));
        var (page, question) = ($"/learn/{Slug}/{practice.ActivityId}", practice.Questions.Split(' ')[0]);
        (string, string)[] form = [("course", Slug), ("activity", practice.ActivityId), ("next", page), ("check", question), ($"answer.{question}", "a")];
        await PostAsync(amina, page, page, [("id", $"{Guid.CreateVersion7()}"), ("verb", "answered"), ("attempt", $"{Guid.CreateVersion7()}"), .. form]);
        await PostAsync(amina, page, "/record", ("id", $"{Guid.CreateVersion7()}"), ("verb", "opened"), ("course", Slug), ("activity", practice.ActivityId), ("next", page));
        await PostAsync(amina, "/my/profile", "/my/profile", ("region", "North"), ("organisation", "Dockers"));
        await PostAsync(amina, "/my/mail", "/my/mail", ("topic", "Digest"), ("time_zone", "Asia/Manila"));
        await PostAsync(amina, "/account", "/account/name", ("name", "Amina"));
        _site.Clock.Ahead = TimeSpan.FromDays(30);
        _heard.Page = Own;
        var card = await _site.Db(db => db.Set<Learning.Review.ReviewCard>().Where(c => c.LearnerId == id).OrderBy(c => c.DueAt).FirstAsync(Cancellation));
        await PostAsync(amina, "/my/review", "/my/review", [("id", $"{Guid.CreateVersion7()}"), ("verb", "reviewed"), ("course", card.CourseId), ("activity", practice.ActivityId), ("next", "/my/review"), ("check", card.QuestionId), ($"answer.{card.QuestionId}", "a")]);
        _site.Clock.Ahead = TimeSpan.Zero;
    }

    /// <summary>Somebody who began as a guest turns out to be her. Returns who the guest was.</summary>
    private async Task<string> GuestAsync()
    {
        var guest = _site.Visitor();
        await PostAsync(guest, $"/courses/{Slug}", "/guest", ("course", Slug));
        _heard!.Page = Own;
        var (id, revision) = await _site.Db(async db => (
            await db.Enrolments.OrderByDescending(e => e.Id).Select(e => e.LearnerId).FirstAsync(Cancellation),
            await _site.Services.GetRequiredService<RevisionCache>().GetAsync(db, await db.Courses.Where(c => c.Slug == Slug).Select(c => c.CurrentRevisionId).SingleAsync(Cancellation), Cancellation)));
        var lesson = revision.Activities.First(a => !a.IsQuiz).Id;
        var (practice, attempt) = (revision.Activities.First(a => a.Kind == ActivityKind.Practice).Id, Guid.CreateVersion7());
        await RecordAsync(guest, Entry("Opened", lesson), Entry("Completed", lesson));
        await RecordAsync(guest, Entry("Attempted", practice) with { Id = attempt });
        await RecordAsync(guest, Entry("Answered", practice) with { Attempt = attempt, Question = revision.Quiz(practice).Questions[0].Id, Response = ["a"] });
        await PostAsync(guest, "/sign-in", "/sign-in", ("username", "amina"), ("secret", "a long enough secret"), ("bring", "yes"));
        return id;
    }

    private async Task CertificateAsync(Visitor stranger)
    {
        _heard!.Page = Own;
        var id = await _site.Db(db => db.Credentials.OrderBy(c => c.Id).Select(c => c.Id).FirstAsync(Cancellation));
        await GetAsync(stranger, $"/credentials/{id}", $"/credentials/{id}.json", $"/credentials/{id}.pdf", $"/credentials/{id}.png", "/.well-known/did.json", "/credentials/status/1", "/check");
    }

    private async Task FacilitatorAsync(Visitor fay, Cohort cohort)
    {
        var c = $"/cohorts/{cohort.Id}";
        _heard!.Page = Own;
        var (member, attempt) = await _site.Db(async db => (
            await db.Members.Where(m => m.CohortId == cohort.Id && m.FinishedAt != null).OrderBy(m => m.Id).Select(m => m.LearnerId).FirstAsync(Cancellation), await db.Attempts.OrderBy(a => a.Id).Select(a => new { a.LearnerId, a.ActivityId }).FirstAsync(Cancellation)));
        await GetAsync(fay, "/desk", "/cohorts", c, $"{c}?sort=name", $"{c}?page=3", $"{c}?q=a", $"{c}/people", $"{c}/log", $"{c}/meetings", $"{c}/calendar", $"{c}/dates", $"{c}/settings", $"{c}/roster", $"{c}/pack", $"{c}/messages", $"{c}/messages/failed", $"{c}/members/{member}", $"{c}/charts", $"{c}/report", "/grading", "/allowances", $"/allowances/{Slug}/{attempt.ActivityId}", $"/allowances/{Slug}/{attempt.ActivityId}?name=mi", $"/allowances/{Slug}/{attempt.ActivityId}/{member}", $"{c}/people?name=mi", "/organisations");
        await CertificatesAsync(fay, await _site.Db(db => db.Credentials.Where(x => x.LearnerId == member).Select(x => x.Id).SingleAsync(Cancellation)));
        foreach (var table in Learning.Cohorts.Reports.CohortExports.Names)
        {
            await GetAsync(fay, $"{c}/export?what={table}&as=csv");
        }

        await AnalysisAsync(fay, attempt.ActivityId);
        await PostAsync(fay, $"{c}/messages?to={member}", $"{c}/messages", ("to", member), ("subject", "Well done"), ("text", "Go on like that."), ("confirmed", "yes"), ("sending", $"{Guid.CreateVersion7()}"));
        await PostAsync(fay, $"{c}/messages", $"{c}/messages", ("subject", "To all"), ("text", "We meet on Monday."), ("confirmed", "yes"), ("sending", $"{Guid.CreateVersion7()}"));
    }

    private async Task EditorAsync(Visitor editor)
    {
        _heard!.Page = Own;
        var question = await _site.Db(db => db.Attempts.OrderBy(a => a.Id).Select(a => a.Questions).FirstAsync(Cancellation));
        var one = $"/corrections/{Slug}/{question.Split(' ')[0]}";
        await GetAsync(editor, "/desk", "/corrections", one, "/drafts", "/sources", "/rechecks", "/translations", "/banks");
        await GetAsync(editor, [.. Enum.GetNames<Correction>().Select(decision => $"{one}?correction={decision}")]);
        await AnalysisAsync(editor, "quiz-12");
    }

    private async Task AdministratorAsync(Visitor boss, Cohort cohort)
    {
        _heard!.Page = Own;
        var (certificate, attempt) = await _site.Db(async db => (
            await db.Credentials.OrderBy(c => c.Id).Select(c => c.Id).FirstAsync(Cancellation), await db.Attempts.OrderBy(a => a.Id).Select(a => new { a.LearnerId, a.ActivityId }).FirstAsync(Cancellation)));
        await GetAsync(boss, "/desk", "/cohorts", "/grading", "/people", "/people?name=generated-3-00", "/people?after=GENERATED-3-00", $"/people/{attempt.LearnerId}", $"/cohorts/{cohort.Id}", $"/cohorts/{cohort.Id}/people?name=mi", $"/allowances/{Slug}/{attempt.ActivityId}", $"/allowances/{Slug}/{attempt.ActivityId}?name=mi", "/organisations");
        await CertificatesAsync(boss, certificate);
    }

    private async Task CertificatesAsync(Visitor visitor, Guid one)
    {
        await GetAsync(visitor, "/certificates", "/certificates?whose=none", "/certificates?find=mi", $"/certificates?find={one}", $"/certificates/{one}", $"/certificates?course={Slug}", $"/certificates?after=1800000000000-{Guid.Empty:N}");
        foreach (var state in Learning.Teaching.Certificates.ListCertificates.States)
        {
            await GetAsync(visitor, $"/certificates?state={state}", $"/certificates?state={state}&whose=none&course={Slug}", $"/certificates?state={state}&find=mi");
        }
    }

    private async Task AnalysisAsync(Visitor visitor, string quiz)
    {
        _heard!.Page = Own;
        var question = await _site.Db(db => db.Attempts.Where(a => a.ActivityId == quiz).OrderBy(a => a.Id).Select(a => a.Questions).FirstAsync(Cancellation));
        await GetAsync(visitor, "/analysis", $"/analysis/{Slug}/{quiz}", $"/analysis/{Slug}/{quiz}/{question.Split(' ')[0]}", $"/analysis/{Slug}/{quiz}/export/items.csv", $"/analysis/{Slug}/{quiz}/export/options.csv");
    }

    private async Task RoundsAsync()
    {
        foreach (var round in Round.All)
        {
            _heard!.Page = $"round {round.Name}";
            await using var scope = _site.Services.CreateAsyncScope();
            await round.RunOnceAsync(scope.ServiceProvider, Cancellation);
        }
    }

    private async Task GetAsync(Visitor visitor, params string[] paths)
    {
        foreach (var path in paths)
        {
            _heard!.Page = $"GET {Ids().Replace(path, "{id}")}";
            var answer = await visitor.Get(path);
            Assert.True((int)answer.StatusCode < 400, $"{path} answered {answer.StatusCode}");
            await answer.Content.LoadIntoBufferAsync(Cancellation);
        }
    }

    private async Task PostAsync(Visitor visitor, string from, string to, params (string, string)[] fields)
    {
        _heard!.Page = $"GET {Ids().Replace(from, "{id}")}";
        var token = Visitor.Token(await visitor.Page(from));
        _heard.Page = $"POST {Ids().Replace(to, "{id}")}";
        var answer = await visitor.PostWithToken(token, to, fields);
        Assert.True((int)answer.StatusCode < 400, $"{to} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancellation)}");
    }

    private async Task RecordAsync(Visitor visitor, params EntryJson[] entries)
    {
        _heard!.Page = "GET /learn";
        var token = Visitor.Token(await visitor.Page($"/learn/{Slug}/{entries[0].Activity}"));
        _heard.Page = $"POST /record {string.Join(' ', entries.Select(e => e.Verb))}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/record", UriKind.Relative)) { Content = JsonContent.Create(new { entries }) };
        request.Headers.Add("RequestVerificationToken", token);
        var answer = await visitor.Http.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode && !text.Contains("refused", StringComparison.Ordinal), $"{_heard.Page}: {text}");
    }

    /// <summary>As a site has it that has been up for some days.</summary>
    private static async Task AnalyzeAsync(LearningDatabase database)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(Cancellation);
        await using var analyze = connection.CreateCommand();
        analyze.CommandText = "ANALYZE";
        await analyze.ExecuteNonQueryAsync(Cancellation);
    }

    private static EntryJson Entry(string verb, string activity) => new(Guid.CreateVersion7(), verb, Slug, activity, DateTimeOffset.UtcNow);

    private sealed record EntryJson(Guid Id, string Verb, string Course, string Activity, DateTimeOffset At)
    {
        public string? Place { get; init; }

        public Guid? Attempt { get; init; }

        public string? Question { get; init; }

        public string[]? Response { get; init; }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|generated-[0-9]+-[0-9]+")]
    private static partial Regex Ids();
}
