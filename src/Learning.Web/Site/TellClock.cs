using System.Data.Common;
using Learning.Data;

namespace Learning.Web.Site;

/// <summary>At the start: a clock that is off is said in the log. The site runs all the same, since people can learn by it; <c>/health/ready</c> goes on saying it.</summary>
internal static partial class TellClock
{
    public static async Task TellClockAsync(this WebApplication app, CancellationToken cancellation)
    {
        try
        {
            if (await ClockSkew.SentenceAsync(app.Services.GetRequiredService<LearningDatabase>(), app.Services.GetRequiredService<TimeProvider>(), cancellation) is { } sentence)
            {
                IsOff(app.Logger, sentence);
            }
        }
        catch (DbException)
        {
            // What is wrong with the database was told before this, or will be.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sentence}")]
    private static partial void IsOff(ILogger log, string sentence);
}
