namespace Learning.Web.Site;

/// <summary>
/// Runs what the site does by itself (<see cref="Round"/>), each round beside the others: one may take seconds. The first time when the site has been up for a minute. Each run has a scope of its own;
/// one that fails is told to the log and comes again.
/// </summary>
public sealed partial class Rounds(IServiceScopeFactory scopes, LearningOptions options, TimeProvider clock, ILogger<Rounds> log) : BackgroundService
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(Minute, clock, stoppingToken);
            await Task.WhenAll(Round.For(options).Select(round => RepeatAsync(round, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops; what was not done is done after the next start.
        }
    }

    private async Task RepeatAsync(Round round, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(round.Each, clock);
        do
        {
            await RunAsync(round, stopping);
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task RunAsync(Round round, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await round.RunOnceAsync(scope.ServiceProvider, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            Failed(log, round.Name, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The round {Round} failed; it comes again.")]
    private static partial void Failed(ILogger log, string round, Exception e);
}
