using System.Diagnostics;

namespace Learning.Telemetry;

/// <summary>Runs a round, and tells how long it took and how it ended.</summary>
internal static class MeasureRound
{
    private const string Label = "learning.round";

    public static async Task RunAsync(string name, TimeProvider clock, Func<Task> run)
    {
        Asker.Is($"round {name}");
        using var span = Measures.Source.StartActivity($"round {name}");
        var began = Stopwatch.GetTimestamp();
        try
        {
            await run();
            Measures.RoundTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>(Label, name));
            Measures.RoundDone.Record(clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0, new KeyValuePair<string, object?>(Label, name));
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            Measures.RoundTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new(Label, name), new("error.type", e.GetType().FullName));
            throw;
        }
    }
}
