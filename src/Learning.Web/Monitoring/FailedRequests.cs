using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Learning.Web.Monitoring;

/// <summary>Tells the log of a bug that somebody met, in one line, with the number that her page shows. ASP.NET Core's own line has no number, so it is left out.</summary>
internal static partial class FailedRequests
{
    private const string Untold = "Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware";

    public static void AddFailedRequests(this ILoggingBuilder logging) => logging.AddFilter(Untold, LogLevel.None);

    public static void Tell(HttpContext http, IExceptionHandlerFeature? failed) => Failed(
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FailedRequests)),
        http.TraceIdentifier,
        http.Request.Method,
        (failed?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)",
        Activity.Current?.TraceId.ToString() ?? "",
        failed?.Error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed: {Method} {Route}, trace {TraceId}.")]
    private static partial void Failed(ILogger log, string requestId, string method, string route, string traceId, Exception? error);
}
