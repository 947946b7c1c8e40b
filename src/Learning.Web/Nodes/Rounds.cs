using Learning.Data;
using Npgsql;
using Quartz;

namespace Learning.Web.Nodes;

/// <summary>What this site does by itself, and how long after its start it begins with that.</summary>
internal sealed record SiteRounds(IReadOnlyList<Round> All, TimeSpan After);

/// <summary>
/// Runs what the site does by itself (<see cref="Round"/>), each round beside the others: one may take seconds. Nodes on one PostgreSQL share the work: a round is run by one of them at a time, and once in its interval over all of them; of one
/// that dies the others take the rounds over within half a minute. The schedule stands in the database there, and in memory on SQLite. Nothing in it is worth keeping: it is written anew where it is missing.
/// </summary>
internal sealed partial class Rounds(ISchedulerFactory schedulers, SiteRounds rounds, LearningDatabase database, ILogger<Rounds> log) : BackgroundService
{
    private const string Group = "rounds";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private IScheduler? _scheduler;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(rounds.After, stoppingToken);
            while (!await TryAsync(ReachAsync, stoppingToken) || !await TryAsync(BeginAsync, stoppingToken))
            {
                await Task.Delay(Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops; what was not done is done after the next start.
        }
    }

    /// <summary>False where the database cannot be used now: a site serves on without its rounds, and begins with them when it can.</summary>
    private async Task<bool> TryAsync(Func<CancellationToken, Task> act, CancellationToken stopping)
    {
        try
        {
            await act(stopping);
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            NotBegun(log, e.GetBaseException().Message);
            return false;
        }
    }

    /// <summary>Before Quartz is made: one that met no database when it was made cannot be made again in this process.</summary>
    private async Task ReachAsync(CancellationToken stopping)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(stopping);
        await using var command = connection.CreateCommand();   // one out of the pool has to be asked, to know that it is still there
        command.CommandText = "SELECT 1";
        await command.ExecuteScalarAsync(stopping);
    }

    /// <summary>All of it may be done again.</summary>
    private async Task BeginAsync(CancellationToken stopping)
    {
        _scheduler = await schedulers.GetScheduler(stopping);
        foreach (var round in rounds.All)
        {
            await ScheduleAsync(_scheduler, round, stopping);
        }

        await _scheduler.Start(stopping);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_scheduler is { } scheduler)
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the site does by itself (mail, reminders, handing in) cannot begin yet and is tried again: {Reason}")]
    private static partial void NotBegun(ILogger log, string reason);

    /// <summary>A schedule that is there stays, so that a daily round comes daily however often nodes start. What was missed while no node ran is made good once.</summary>
    private static async Task ScheduleAsync(IScheduler scheduler, Round round, CancellationToken cancellation)
    {
        var (job, key) = (new JobKey(round.Name, Group), new TriggerKey(round.Name, Group));
        var trigger = TriggerBuilder.Create(scheduler.TimeProvider).WithIdentity(key).ForJob(job).StartNow()
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(round.Each).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithRemainingCount)).Build();
        var there = await scheduler.GetTrigger(key, cancellation);
        if (there is ISimpleTrigger known && known.RepeatInterval == round.Each)
        {
            await scheduler.ResetTriggerFromErrorState(key, cancellation);   // does nothing to one that is well
            return;
        }

        if (there is not null)
        {
            await scheduler.RescheduleJob(key, trigger, cancellation);
            return;
        }

        try
        {
            await scheduler.ScheduleJob(JobBuilder.Create<RunRound>().WithIdentity(job).RequestRecovery().Build(), trigger, cancellationToken: cancellation);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another node was first.
        }
    }
}

/// <summary>
/// One run of a round, in a scope of its own. One that fails is told to the log and comes again; when the site stops it ends between two of its steps. The schedule names this class, and nodes of the version before read it: it keeps its name.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class RunRound(SiteRounds rounds, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<RunRound> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        if (rounds.All.FirstOrDefault(r => r.Name == name) is not { } round)
        {
            return;   // of a node that has more
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await round.RunOnceAsync(scope.ServiceProvider, stopping.Token);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            Failed(log, name, e);
        }
        catch (OperationCanceledException)
        {
            // The site stops; it comes again, here or elsewhere.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The round {Round} failed; it comes again.")]
    private static partial void Failed(ILogger log, string round, Exception e);
}

internal static class RoundsSetup
{
    /// <summary>
    /// Names the form of the tables that Quartz makes for itself where they are missing (it never changes those that are there). With a Quartz whose tables have more columns this is another name, and the old ones may be dropped.
    /// </summary>
    public const string TablePrefix = "rounds_4_7_";

    private const int AtOnce = 6;

    public static void AddRounds(this IServiceCollection services, LearningDatabase database)
    {
        services.AddSingleton(provider => new SiteRounds([.. Round.For(provider.GetRequiredService<LearningOptions>())], TimeSpan.FromMinutes(1)));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "learning");
            quartz.UseDefaultThreadPool(AtOnce);
            quartz.UseTimeProvider(TimeProvider.System);
            if (!database.IsPostgres)
            {
                quartz.UseInMemoryStore();
                return;
            }

            quartz.ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(NpgsqlFactory.Instance, new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = "learning rounds", MaxPoolSize = AtOnce, MinPoolSize = 0 }.ToString());
                store.ConfigureStore(options => options.TablePrefix = TablePrefix);
                store.ProvisionSchema();
                store.UseClustering();
            });
        });
        services.AddHostedService<Rounds>();
    }
}
