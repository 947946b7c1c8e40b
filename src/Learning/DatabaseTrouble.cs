using Learning.Data;
using Learning.Theming;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Learning;

/// <summary>
/// A request that met a fault of the database itself: 503, when to come again, and a sentence that says no more than is known of what was sent. A script that sent entries keeps them and comes again by itself. The log is told in one line what to do,
/// once in ten seconds, and not once for each request. A host asks for it where it answers what its pages threw.
/// </summary>
public sealed partial class DatabaseTrouble(LearningDatabase database, TimeProvider clock, ILogger<DatabaseTrouble> log)
{
    private const string Seconds = "30";
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private DateTimeOffset _toldAt = DateTimeOffset.MinValue;

    /// <summary>Null: it is something else.</summary>
    public Refusal? Answer(HttpContext http, Exception? error)
    {
        if (DatabaseFaults.Of(error) is not { } fault)
        {
            return null;
        }

        Tell(fault, error!);
        http.Response.Headers.RetryAfter = Seconds;
        return Refusals.Refuse(StatusCodes.Status503ServiceUnavailable, Sentence(http.Request, fault));
    }

    /// <summary>Whether the log has been told, or is about to be, by <see cref="Answer"/>.</summary>
    public static bool IsTold(ExceptionHandlerSuppressDiagnosticsContext context) => DatabaseFaults.Of(context.Exception) is not null;

    private static string Sentence(HttpRequest request, DatabaseFault fault) => fault switch
    {
        DatabaseFault.NoRoom or DatabaseFault.ReadOnly => "Refusal.NothingKept",
        _ when HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) => "Refusal.NoDatabase",
        _ when request.Path == "/record" => "Refusal.SendAgain",   // the id of each entry makes that harmless
        _ => "Refusal.LookAgain",
    };

    private void Tell(DatabaseFault fault, Exception error)
    {
        lock (_lock)
        {
            if (clock.GetUtcNow() - _toldAt < Quiet)
            {
                return;
            }

            _toldAt = clock.GetUtcNow();
        }

        Told(log, fault, DatabaseFaults.Advice(fault, error, database), error.GetBaseException().Message);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database cannot be used ({Fault}). {Advice} It said: {Words}")]
    private static partial void Told(ILogger log, DatabaseFault fault, string advice, string words);
}
