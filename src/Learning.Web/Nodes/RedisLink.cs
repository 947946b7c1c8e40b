using System.Security.Cryptography;
using System.Text;
using Learning.Web.Site;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Learning.Web.Nodes;

/// <summary>
/// The Redis that the nodes of this site share (<c>ConnectionStrings:Redis</c>). Nothing in it is missed when it is gone: who asks gets no answer, soon, and goes on without. All keys begin with an id of this site, so that sites on one Redis never
/// meet.
/// </summary>
internal sealed partial class RedisLink(ConfigurationOptions options, SiteSettings settings, TimeProvider clock, ILogger<RedisLink> log) : IHealthCheck, IAsyncDisposable
{
    /// <summary>Which sites have been here, by when they last were.</summary>
    private const string Sites = "learning:sites:seen";

    /// <summary>As earlier versions kept them: for ever.</summary>
    private const string EndlessSites = "learning:sites";

    /// <summary>Says that this site is here, forgets those that have not been for a month, and counts the others. By the clock of Redis, which all have in common.</summary>
    private const string Here = """
        local now = tonumber(redis.call('TIME')[1])
        redis.call('ZADD', KEYS[1], now, ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[2]))
        redis.call('EXPIRE', KEYS[1], ARGV[2])
        return redis.call('ZCARD', KEYS[1]) - 1
        """;

    private static readonly TimeSpan SeenFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromDays(1);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromMinutes(1);

    private readonly Lock _one = new();
    private Task<ConnectionMultiplexer>? _connecting;
    private DateTimeOffset _awayUntil;
    private DateTimeOffset? _saidAt;
    private bool _isAway;
    private DateTimeOffset _lookAgainAt;
    private long _others;

    /// <summary>Of a kind of keys of this site.</summary>
    public string Key(string kind, string name) => $"learning:{settings[SiteSetting.SiteId]}:{kind}:{name}";

    /// <summary>The same where the name is nobody's business, as an address is.</summary>
    public string SecretKey(string kind, string name) => Key(kind, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{settings[SiteSetting.SiteId]} {name}")))[..32]);

    /// <summary>Null where Redis gives no answer. After that nobody waits for it for two seconds.</summary>
    public async ValueTask<T?> AskAsync<T>(Func<IDatabaseAsync, Task<T>> ask)
        where T : struct
    {
        if (clock.GetUtcNow() < _awayUntil)
        {
            return null;
        }

        try
        {
            var redis = (await ConnectAsync()).GetDatabase();
            var answer = await ask(redis);
            await AnsweredAsync(redis);
            return answer;
        }
        catch (Exception e) when (e is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException)
        {
            Away(e);
            return null;
        }
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await AskAsync(redis => redis.PingAsync()) is null ? new HealthCheckResult(context.Registration.FailureStatus, "Redis does not answer; this node goes on without it.") : HealthCheckResult.Healthy();

    public async ValueTask DisposeAsync()
    {
        if (_connecting is { IsCompletedSuccessfully: true } connected)
        {
            await (await connected).DisposeAsync();
        }
    }

    /// <summary>It connects by itself again, for as long as the process lives.</summary>
    private Task<ConnectionMultiplexer> ConnectAsync()
    {
        lock (_one)
        {
            return _connecting is null or { IsFaulted: true } or { IsCanceled: true } ? _connecting = ConnectionMultiplexer.ConnectAsync(options) : _connecting;
        }
    }

    private async Task AnsweredAsync(IDatabaseAsync redis)
    {
        if (_isAway)
        {
            lock (_one)
            {
                _isAway = false;
                _saidAt = null;
            }

            IsBack(log);
        }

        var now = clock.GetUtcNow();
        if (now >= _lookAgainAt)
        {
            _lookAgainAt = now + BetweenLooks;
            await redis.KeyDeleteAsync(EndlessSites);
            var others = (long)await redis.ScriptEvaluateAsync(Here, [Sites], [settings[SiteSetting.SiteId], (long)SeenFor.TotalSeconds]);
            if (others > 0 && others != _others)
            {
                IsShared(log, others);
            }

            _others = others;
        }
    }

    /// <summary>Said once in a minute at most.</summary>
    private void Away(Exception why)
    {
        var now = clock.GetUtcNow();
        lock (_one)
        {
            _isAway = true;
            _awayUntil = now + Rest;
            if (_saidAt is { } said && now - said < BetweenWords)
            {
                return;
            }

            _saidAt = now;
        }

        IsGone(log, why.Message.Split(';', 2)[0]);   // what follows is for those who mend the client
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer; this node goes on without it, and limits are counted by each node for itself: {Why}")]
    private static partial void IsGone(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis answers again.")]
    private static partial void IsBack(ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "This Redis also has keys of {Others} other sites. That does no harm: keys begin with an id of the site.")]
    private static partial void IsShared(ILogger log, long others);
}
