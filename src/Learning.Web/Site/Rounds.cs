using Learning.Assessment;

namespace Learning.Web.Site;

/// <summary>
/// What the site does by itself, each minute: attempts whose time is over are handed in, and those whose key was corrected are marked again. Each round has a scope of its own; one that
/// fails is told to the log and comes again.
/// </summary>
public sealed partial class Rounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Rounds> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunAsync<HandInOverdue>(round => round.RunOnceAsync(stoppingToken), stoppingToken);
                await RunAsync<RemarkAttempts>(round => round.RunOnceAsync(stoppingToken), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops; what was not done is done after the next start.
        }
    }

    private async Task RunAsync<T>(Func<T, Task> run, CancellationToken stopping)
        where T : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await run(scope.ServiceProvider.GetRequiredService<T>());
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            Failed(log, typeof(T).Name, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The round {Round} failed; it comes again in a minute.")]
    private static partial void Failed(ILogger log, string round, Exception e);
}
