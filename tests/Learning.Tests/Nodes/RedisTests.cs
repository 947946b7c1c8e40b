using System.Collections.Concurrent;
using System.Net;
using Learning.Analysis;
using Learning.Cohorts;
using Learning.Cohorts.Reports;
using Learning.Data;
using Learning.Tests.Courses;
using Learning.Web.Nodes;
using Learning.Web.Site;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Place = Learning.Cohorts.Reports.Place;

namespace Learning.Tests.Nodes;

/// <summary>Two nodes and a real Redis, which is also killed, frozen, and shared with another site.</summary>
[NeedsDatabase]
public sealed class RedisTests : IAsyncLifetime
{
    private readonly Said _said = new();
    private RedisServer? _redis;
    private TestSite? _one;
    private TestSite? _two;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartedAsync();
        await (_one = Node(null)).InitializeAsync();
        await (_two = Node(_one)).InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _two!.DisposeAsync();
        await _one!.DisposeAsync();
        await _redis!.DisposeAsync();
    }

    [Fact]
    public async Task Figures_that_one_node_worked_out_are_read_by_the_other_as_they_are()
    {
        var (quiz, question) = (new Place("rhythm", "quiz"), Drafts.Rhythm().Quizzes.Values.First().Questions[0]);
        var figures = new CohortFigures
        {
            ReadAt = DateTimeOffset.UnixEpoch, Members = FiguresCache.Large, DoneOn = new Dictionary<int, int> { [0] = 3, [4] = 1 }, Did = new Dictionary<Place, int> { [quiz] = 7 }, Reached = new Dictionary<Place, int> { [quiz] = 9 },
            Scores = new Dictionary<Place, int[]> { [quiz] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }, Missed = [new(quiz, question, 20, 5)], AttemptsRead = 20,
        };
        await Cache(_one!).GetAsync("cohort", () => Task.FromResult(figures), Cancellation);

        var read = await Cache(_two!).GetAsync("cohort", () => throw new InvalidOperationException("It is there."), Cancellation);

        Assert.NotSame(figures, read);
        Assert.Equal((figures.ReadAt, figures.Members, figures.AttemptsRead), (read.ReadAt, read.Members, read.AttemptsRead));
        Assert.Equal(figures.DoneOn, read.DoneOn);
        Assert.Equal(figures.Did, read.Did);
        Assert.Equal(figures.Reached, read.Reached);
        Assert.Equal(figures.Scores[quiz], read.Scores[quiz]);
        var missed = Assert.Single(read.Missed);
        Assert.Equal((quiz, 20, 5, question.Id, question.Kind), (missed.Quiz, missed.Asked, missed.Missed, missed.Question.Id, missed.Question.Kind));
        Assert.Equal(AnswerSheet.Of(question).Cells.Count, AnswerSheet.Of(missed.Question).Cells.Count);

        static FiguresCache Cache(TestSite site) => site.Services.GetRequiredService<FiguresCache>();
    }

    [Fact]
    public async Task What_a_quiz_came_to_is_read_by_the_other_node_as_it_is()
    {
        var item = new ItemFigures
        {
            Id = "q", Asked = 40, Answered = 38, Skipped = 1, NotReached = 1, AwaitsGrading = 0, Earlier = 2, Scored = 40, Facility = 0.1 + 0.2, Deviation = null, Discrimination = -1.0 / 3,
            Cells = [new() { Count = 4, Share = 0.1, Lower = new(1, 13), Upper = null, PointBiserial = 0.25 }], Typed = [[new("450", 9, true, true)], []], Certainty = [new(1, 2, 3, 4)], Time = new(38, 10, 20, 30),
        };
        var figures = new QuizFigures { Attempts = 40, Scored = 40, AwaitsGrading = 0, Mean = 2.0 / 3, Deviation = 0.1, Distribution = [1, 2, 3], Reliability = new(0.7, 0.05, 5, 40), Items = [item] };
        await Shared(_one!).KeepAsync("quiz", figures, TimeSpan.FromMinutes(1), Cancellation);

        var read = await Shared(_two!).FindAsync<QuizFigures>("quiz", Cancellation);

        Assert.Equivalent(figures, read, strict: true);
        Assert.Null(await Shared(_two!).FindAsync<QuizFigures>("another quiz", Cancellation));
    }

    [Fact]
    public async Task Wrong_codes_are_counted_over_all_nodes()
    {
        for (var i = 0; i < GuessLimit.Most; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await (i % 2 == 0 ? _one! : _two!).Visitor().Get($"/join/{JoinCode.New()}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await _one!.Visitor().Get($"/join/{JoinCode.New()}")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _two!.Visitor().Get($"/join/{JoinCode.New()}")).StatusCode);
    }

    [Fact]
    public async Task Posts_about_accounts_are_counted_over_all_nodes()
    {
        for (var i = 0; i < 120; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await (i % 2 == 0 ? _one! : _two!).Visitor().PostWithToken(null, "/sign-in")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await _two!.Visitor().PostWithToken(null, "/sign-in")).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_an_answer_pages_go_on_it_is_said_once_and_it_recovers_by_itself(bool isKilled)
    {
        Assert.Equal(1, await Tries(_one!).AddAsync("x", TimeSpan.FromMinutes(5)));
        Assert.Equal(2, await Tries(_two!).AddAsync("x", TimeSpan.FromMinutes(5)));
        await (isKilled ? _redis!.KillAsync() : _redis!.FreezeAsync());

        for (var i = 0; i < 20; i++)
        {
            _one!.Clock.Ahead += TimeSpan.FromSeconds(i < 3 ? 3 : 0);   // it is asked again
            Assert.Equal(HttpStatusCode.NotFound, (await _one.Visitor().Get($"/join/{JoinCode.New()}")).StatusCode);
        }

        Assert.Equal(2, await Tries(_one!).AddAsync("x", TimeSpan.FromMinutes(5)));   // by this node alone
        await Shared(_one!).KeepAsync("y", new ChangeTo("kept here"), TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal("kept here", (await Shared(_one!).FindAsync<ChangeTo>("y", Cancellation))?.Text);
        Assert.Single(_said.Words, w => w.StartsWith("Redis does not answer", StringComparison.Ordinal));
        Assert.DoesNotContain(_said.Levels, level => level >= LogLevel.Error);
        var health = await _one!.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation);
        Assert.Equal((HealthStatus.Degraded, HealthStatus.Degraded), (health.Status, health.Entries["redis"].Status));
        Assert.Equal(HttpStatusCode.OK, (await _one.Visitor().Get("/health/ready")).StatusCode);
        _one.Clock.Ahead += TimeSpan.FromMinutes(1);
        Assert.Equal(0, await Tries(_one).CountAsync("another"));
        Assert.Equal(2, _said.Words.Count(w => w.StartsWith("Redis does not answer", StringComparison.Ordinal)));

        await (isKilled ? _redis.StartAsync() : _redis.ThawAsync());
        _one.Clock.Ahead += TimeSpan.FromSeconds(3);
        await Eventually.HoldsAsync(async () => await Tries(_one).CountAsync("z") < await Tries(_two!).AddAsync("z", TimeSpan.FromMinutes(5)) && await Tries(_one).CountAsync("z") > 0, "both count together again");
        Assert.Contains("Redis answers again.", _said.Words);
    }

    [Fact]
    public async Task Two_sites_on_one_Redis_never_meet_and_it_is_said()
    {
        await Tries(_one!).AddAsync("x", TimeSpan.FromMinutes(5));
        await using var other = Node(null);
        await other.InitializeAsync();

        Assert.Equal(0, await Tries(other).CountAsync("x"));
        Assert.Equal(1, await Tries(_two!).CountAsync("x"));
        await Shared(_one!).KeepAsync("y", new ChangeTo("ours"), TimeSpan.FromMinutes(1), Cancellation);
        Assert.Null(await Shared(other).FindAsync<ChangeTo>("y", Cancellation));
        Assert.Equal("ours", (await Shared(_two!).FindAsync<ChangeTo>("y", Cancellation))?.Text);
        Assert.Contains("This Redis also has keys of 1 other sites. That does no harm: keys begin with an id of the site.", _said.Words);
        Assert.NotEqual(_one!.Services.GetRequiredService<SiteSettings>()[SiteSetting.SiteId], other.Services.GetRequiredService<SiteSettings>()[SiteSetting.SiteId]);
    }

    [Fact]
    public async Task Sites_that_have_not_been_there_for_a_month_are_forgotten_and_one_that_is_says_so_each_day()
    {
        const string Seen = "learning:sites:seen";
        await using var connection = await ConnectionMultiplexer.ConnectAsync(_redis!.ConnectionString);
        var redis = connection.GetDatabase();
        await redis.HashSetAsync("learning:sites", "a-test-of-long-ago", "Test");
        await redis.SortedSetAddAsync(Seen, "a-site-of-long-ago", DateTimeOffset.UtcNow.AddDays(-31).ToUnixTimeSeconds());
        await redis.SortedSetAddAsync(Seen, "a-site-of-last-week", DateTimeOffset.UtcNow.AddDays(-7).ToUnixTimeSeconds());
        var id = _one!.Services.GetRequiredService<SiteSettings>()[SiteSetting.SiteId];

        await Tries(_one).AddAsync("x", TimeSpan.FromMinutes(5));

        Assert.Equal(["a-site-of-last-week", id], (await redis.SortedSetRangeByScoreAsync(Seen)).Select(name => $"{name}"));
        Assert.NotNull(await redis.KeyTimeToLiveAsync(Seen));
        Assert.False(await redis.KeyExistsAsync("learning:sites"));

        await redis.KeyDeleteAsync(Seen);
        await Tries(_one).AddAsync("x", TimeSpan.FromMinutes(5));
        Assert.False(await redis.KeyExistsAsync(Seen));
        _one.Clock.Ahead += TimeSpan.FromDays(1);
        await Tries(_one).AddAsync("x", TimeSpan.FromMinutes(5));
        Assert.Equal([id], (await redis.SortedSetRangeByScoreAsync(Seen)).Select(name => $"{name}"));
        Assert.Single(_said.Words, word => word.StartsWith("This Redis also has keys of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_starts_without_its_Redis()
    {
        await _redis!.KillAsync();
        await using var late = Node(_one);
        await late.InitializeAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await late.Visitor().Get($"/join/{JoinCode.New()}")).StatusCode);
        await _redis.StartAsync();
        await Eventually.HoldsAsync(async () => (await late.Services.GetRequiredService<RedisLink>().AskAsync(r => r.PingAsync())) is not null, "it found Redis");
    }

    [Theory]
    [InlineData("redis,nonsense=1")]
    [InlineData(",")]
    public void A_setting_that_cannot_be_read_is_refused(string text) => Assert.Contains("ConnectionStrings:Redis", Assert.Throws<SettingException>(
        () => RedisSetup.Read(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Redis", text)]).Build())).Message, StringComparison.Ordinal);

    private TestSite Node(TestSite? beside) => new()
    {
        Beside = beside,
        Settings = new Dictionary<string, string?> { ["ConnectionStrings:Redis"] = _redis!.ConnectionString },
        Replace = services => services.AddSingleton<ILoggerProvider>(_said),
    };

    private static ICountTries Tries(TestSite site) => site.Services.GetRequiredService<ICountTries>();

    private static SharedFigures Shared(TestSite site) => site.Services.GetRequiredService<SharedFigures>();

    public sealed record ChangeTo(string Text);

    /// <summary>What is said of Redis and of caches.</summary>
    private sealed class Said : ILoggerProvider
    {
        public ConcurrentQueue<string> Words { get; } = new();

        public ConcurrentQueue<LogLevel> Levels { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Listener(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Listener(Said said, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel) && (category.Contains("Redis", StringComparison.Ordinal) || category.Contains("Caching", StringComparison.Ordinal)))
                {
                    said.Words.Enqueue(formatter(state, exception));
                    said.Levels.Enqueue(logLevel);
                }
            }
        }
    }
}
