namespace Learning.Web.Site;

/// <summary>
/// A process that was told to stop closes each connection with the answer on it. A proxy keeps connections to send the next request on; one that is closed while a form is under way loses the form, and only a request that may be sent twice is
/// sent to another node then.
/// </summary>
internal static class LastAnswers
{
    public static void UseLastAnswers(this WebApplication app) => app.Use((http, next) =>
    {
        if (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            http.Response.Headers.Connection = "close";
        }

        return next(http);
    });
}
