using Learning.Web.Site;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Learning.Web.Nodes;

/// <summary>The setting <c>ConnectionStrings:Redis</c>: <c>redis.example.org:6379,password=…</c>. Without it each node keeps and counts for itself.</summary>
internal static class RedisSetup
{
    private const string Setting = "Redis";

    /// <exception cref="SettingException">It cannot be read.</exception>
    public static ConfigurationOptions? Read(IConfiguration configuration)
    {
        if (configuration.GetConnectionString(Setting) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            var options = ConfigurationOptions.Parse(text);
            if (options.EndPoints.Count == 0)
            {
                throw new ArgumentException("There is no server in it.");
            }

            options.AbortOnConnectFail = false;
            options.ConnectTimeout = Math.Min(options.ConnectTimeout, 2000);
            options.AsyncTimeout = Math.Min(options.AsyncTimeout, 500);
            options.SyncTimeout = Math.Min(options.SyncTimeout, 500);
            options.ConnectRetry = 1;
            options.ReconnectRetryPolicy = new LinearRetry(1000);
            options.BacklogPolicy = BacklogPolicy.FailFast;   // who asks goes on without rather than wait
            options.ClientName = "learning";
            return options;
        }
        catch (ArgumentException e)
        {
            throw new SettingException($"The setting ConnectionStrings:{Setting} cannot be read: {e.Message.TrimEnd('.')}. It has to be like redis.example.org:6379,password=…");   // it has a password in it
        }
    }

    public static void AddRedis(this IServiceCollection services, ConfigurationOptions? options)
    {
        if (options is null)
        {
            return;
        }

        services.AddSingleton(provider => new RedisLink(options, provider.GetRequiredService<SiteSettings>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisLink>>()));
        services.AddSingleton<IDistributedCache, RedisCache>();
        services.AddSingleton<CountTriesHere>();
        services.Replace(ServiceDescriptor.Singleton<ICountTries, CountTriesTogether>());
        services.AddHealthChecks().AddCheck<RedisLink>("redis", HealthStatus.Degraded);   // pages go on without it
    }

    /// <summary>An id by which keys of this site are known from those of others. It stays what it is.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var settings = services.GetRequiredService<SiteSettings>();
        if (services.GetService<RedisLink>() is not null && settings[SiteSetting.SiteId] is null)
        {
            await settings.WriteOnceAsync(SiteSetting.SiteId, $"{Guid.CreateVersion7():N}", cancellation);
        }
    }
}
