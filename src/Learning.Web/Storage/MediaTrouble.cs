using Learning.Courses;
using Learning.Theming;
using Microsoft.AspNetCore.Diagnostics;

namespace Learning.Web.Storage;

/// <summary>A request that needed the media store and could not use it: 503, when to come again, and a sentence. The log is told in one line what to do, once in ten seconds for each thing that is wrong, and not once for each request.</summary>
internal sealed partial class MediaTrouble(TimeProvider clock, ILogger<MediaTrouble> log)
{
    private const string Seconds = "30";
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private (MediaFault? Fault, DateTimeOffset At) _told;

    /// <summary>Null: it is something else.</summary>
    public Refusal? Answer(HttpContext http, Exception? error)
    {
        if (error is not MediaStoreException trouble)
        {
            return null;
        }

        Tell(trouble);
        http.Response.Headers.RetryAfter = Seconds;
        return Refusals.Refuse(StatusCodes.Status503ServiceUnavailable, trouble.IsOfWriting ? "Refusal.MediaNotKept" : "Refusal.MediaAway");
    }

    /// <summary>Whether the log has been told, or is about to be, by <see cref="Answer"/>.</summary>
    public static bool IsTold(ExceptionHandlerSuppressDiagnosticsContext context) => context.Exception is MediaStoreException;

    private void Tell(MediaStoreException trouble)
    {
        lock (_lock)
        {
            if (_told.Fault == trouble.Fault && clock.GetUtcNow() - _told.At < Quiet)
            {
                return;
            }

            _told = (trouble.Fault, clock.GetUtcNow());
        }

        Told(log, trouble.Fault, trouble.Message);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Files of courses cannot be used ({Fault}). {Advice}")]
    private static partial void Told(ILogger log, MediaFault fault, string advice);
}
