using Learning.Analysis;
using Learning.Assessment;

namespace Learning.Web.Site;

/// <summary>
/// What the site does by itself, each minute: attempts whose time is over are handed in, and those whose key was corrected are marked again; and once a
/// day weak questions are looked for. Each round has a scope of its own; one that fails is told to the log and comes again.
/// </summary>
public sealed partial class Rounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Rounds> log) : BackgroundService
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(EachMinuteAsync(stoppingToken), EachDayAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops; what was not done is done after the next start.
        }
    }

    private async Task EachMinuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Minute, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await RunAsync<HandInOverdue>(round => round.RunOnceAsync(stopping), stopping);
            await RunAsync<RemarkAttempts>(round => round.RunOnceAsync(stopping), stopping);
        }
    }

    /// <summary>By itself, since it takes seconds for each large quiz; the first time when the site has been up for a minute.</summary>
    private async Task EachDayAsync(CancellationToken stopping)
    {
        await Task.Delay(Minute, clock, stopping);
        using var timer = new PeriodicTimer(Day, clock);
        do
        {
            await RunAsync<OpenItemTasks>(round => round.RunOnceAsync(stopping), stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The round {Round} failed; it comes again.")]
    private static partial void Failed(ILogger log, string round, Exception e);
}
