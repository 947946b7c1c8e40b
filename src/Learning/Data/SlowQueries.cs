using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Learning.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Learning.Data;

/// <summary>
/// Tells the log of each query that took as long as <see cref="LearningOptions.SlowQuery"/>: its text without values, who asked, how many rows were read. From the question to the last row, so what is written to somebody while it is
/// read waits for her too. What EF Core asks, and SQL of our own (<see cref="Asked"/>). Where nothing is slow this compares two numbers.
/// </summary>
public sealed partial class SlowQueries(LearningOptions options, ILogger<SlowQueries> log, IHttpContextAccessor? http = null) : DbCommandInterceptor
{
    private const int LongestText = 4000;

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (eventData.Duration >= options.SlowQuery)
        {
            Tell(command.CommandText, eventData.Duration, eventData.ReadCount);
        }

        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Note(command, eventData, result);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData, result);
        return ValueTask.FromResult(result);
    }

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Note(command, eventData, 1);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData, 1);
        return ValueTask.FromResult(result);
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Note(command, eventData, null);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Note(command, eventData, null);
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => Note(command, eventData, null);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Note(command, eventData, null);
        return Task.CompletedTask;
    }

    /// <summary>SQL of our own, when it is over.</summary>
    internal void Note(DbCommand command, long began)
    {
        if (Stopwatch.GetElapsedTime(began) is var took && took >= options.SlowQuery)
        {
            Tell(command.CommandText, took, null);
        }
    }

    private void Note(DbCommand command, CommandEndEventData ended, int? rows)
    {
        if (ended.Duration >= options.SlowQuery)
        {
            Tell(command.CommandText, ended.Duration, rows);
        }
    }

    /// <param name="rows">Null: nobody counted them.</param>
    private void Tell(string text, TimeSpan took, int? rows)
    {
        var context = http?.HttpContext;
        Measures.SlowQueries.Add(1);
        Slow(
            log,
            (long)took.TotalMilliseconds,
            Asker.Of(context),
            context?.TraceIdentifier ?? "",
            Activity.Current?.TraceId.ToString() ?? "",
            rows is >= 0 ? rows : null,
            Space().Replace(text.Length <= LongestText ? text : text[..LongestText], " ").Trim());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A query took {Milliseconds} ms. Asked by {Asker}, request {RequestId}, trace {TraceId}, rows {Rows}: {Statement}")]
    private static partial void Slow(ILogger log, long milliseconds, string asker, string requestId, string traceId, int? rows, string statement);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
