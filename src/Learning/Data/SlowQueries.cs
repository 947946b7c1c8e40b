using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Learning.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Learning.Data;

/// <summary>
/// Tells the log of each query that took as long as <see cref="LearningOptions.SlowQuery"/>: its text without values, who asked. What EF Core asks is told by its parts, the answering and the reading of the rows, whichever took so
/// long; where rows are sent on to somebody while they are read, the reading waits for her too. SQL of our own (<see cref="Asked"/>) is told as a whole. Where nothing is slow this compares two numbers.
/// </summary>
public sealed partial class SlowQueries(LearningOptions options, ILogger<SlowQueries> log, IHttpContextAccessor? http = null) : DbCommandInterceptor
{
    private const int LongestText = 4000;

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Note(command, eventData, null);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData, null);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (eventData.Duration >= options.SlowQuery)
        {
            Tell(command.CommandText, eventData.Duration, "to be read", eventData.ReadCount);   // counted with the look whether there is one more
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
            Tell(command.CommandText, took, "to be answered and read", null);
        }
    }

    private void Note(DbCommand command, CommandEndEventData ended, int? rows)
    {
        if (ended.Duration >= options.SlowQuery)
        {
            Tell(command.CommandText, ended.Duration, "to be answered", rows);
        }
    }

    /// <param name="rows">Null: nobody counted them.</param>
    private void Tell(string text, TimeSpan took, string part, int? rows)
    {
        var context = http?.HttpContext;
        Measures.SlowQueries.Add(1);
        Slow(
            log,
            (long)took.TotalMilliseconds,
            part,
            Asker.Of(context),
            context?.TraceIdentifier ?? "",
            Activity.Current?.TraceId.ToString() ?? "",
            rows is >= 0 ? rows : null,
            Space().Replace(text.Length <= LongestText ? text : text[..LongestText], " ").Trim());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A query took {Milliseconds} ms {Part}. Asked by {Asker}, request {RequestId}, trace {TraceId}, rows {Rows}: {Statement}")]
    private static partial void Slow(ILogger log, long milliseconds, string part, string asker, string requestId, string traceId, int? rows, string statement);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
