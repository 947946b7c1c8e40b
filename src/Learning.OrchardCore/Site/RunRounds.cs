using System.Collections.Concurrent;
using Learning.Accounts;
using Learning.Data;
using Learning.OrchardCore.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.BackgroundTasks;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Users.Indexes;
using YesSql;
using YesSql.Services;

namespace Learning.OrchardCore.Site;

/// <summary>When each round of this tenant ran last, as far as this node knows.</summary>
public sealed class RoundTimes
{
    internal ConcurrentDictionary<string, DateTimeOffset> Last { get; } = new(StringComparer.Ordinal);

    /// <summary>All are due.</summary>
    public void Forget() => Last.Clear();
}

/// <summary>What the learning site does by itself (<see cref="Round"/>), each minute those that are due; and once a day learners are forgotten whose user is gone. One that fails comes again.</summary>
[BackgroundTask(
    Title = "Learning: rounds",
    Description = "Hands in attempts whose time is over, marks again after a corrected key, sends mail, reminders and notices, publishes what is scheduled, looks for weak questions.",
    Schedule = "* * * * *",
    LockTimeout = 3_000,
    LockExpiration = 600_000)]
public sealed partial class RunRounds(ILogger<RunRounds> log) : IBackgroundTask
{
    /// <summary>Users asked for in one query.</summary>
    private const int AtOnce = 500;

    private static readonly Round Forget = new(
        "ForgetDeletedUsers",
        TimeSpan.FromDays(1),
        null,
        async (services, cancellation) =>
        {
            var session = services.GetRequiredService<ISession>();
            foreach (var learners in (await services.GetRequiredService<LearningDb>().Learners.Select(l => l.Id).ToListAsync(cancellation)).Chunk(AtOnce))
            {
                var users = (await session.QueryIndex<UserIndex>(user => user.UserId.IsIn(learners)).ListAsync(cancellation)).Select(user => user.UserId);
                foreach (var learner in learners.Except(users))
                {
                    await EraseDeletedUser.IfGoneAsync(services, learner, cancellation);
                }
            }
        });

    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        if (!ShellScope.Context.HasPipeline())
        {
            return;   // what the tenant is configured to be is known with its first request, also where Orchard begins its background work before
        }

        await serviceProvider.GetRequiredService<TenantDatabase>().EnsureAsync();
        var times = serviceProvider.GetRequiredService<RoundTimes>().Last;
        var now = serviceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var round in Round.For(serviceProvider.GetRequiredService<LearningOptions>()).Append(Forget))
        {
            if (times.TryGetValue(round.Name, out var last) && now - last < round.Each)
            {
                continue;
            }

            times[round.Name] = now;
            try
            {
                await using var scope = serviceProvider.CreateAsyncScope();
                await round.RunOnceAsync(scope.ServiceProvider, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                times.TryRemove(round.Name, out _);
                Failed(log, round.Name, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The round {Round} failed; it comes again.")]
    private static partial void Failed(ILogger log, string round, Exception e);
}
