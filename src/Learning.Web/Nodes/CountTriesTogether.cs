using StackExchange.Redis;

namespace Learning.Web.Nodes;

/// <summary>Over all nodes where Redis answers, and by this node where it does not. This node always counts too, so that nobody begins anew when Redis goes away.</summary>
internal sealed class CountTriesTogether(RedisLink redis, CountTriesHere here) : ICountTries
{
    /// <summary>The count and the end of the window are one step: a key without an end would lock somebody out for ever.</summary>
    private const string Once = """
        local count = redis.call('INCR', KEYS[1])
        if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
        return count
        """;

    public async ValueTask<long> CountAsync(string what)
    {
        var ours = await here.CountAsync(what);
        return await redis.AskAsync(r => r.StringGetAsync(NameOf(what))) is { } value && value.TryParse(out long all) ? Math.Max(all, ours) : ours;
    }

    public async ValueTask<long> AddAsync(string what, TimeSpan window)
    {
        var ours = await here.AddAsync(what, window);
        var all = await redis.AskAsync(async r => (long)await r.ScriptEvaluateAsync(Once, [NameOf(what)], [(long)window.TotalMilliseconds]));
        return Math.Max(all ?? 0, ours);
    }

    private RedisKey NameOf(string what) => redis.SecretKey("tries", what);
}
