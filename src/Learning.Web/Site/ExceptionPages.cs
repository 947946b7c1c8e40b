using Learning.Theming;
using Learning.Web.Monitoring;
using Learning.Web.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace Learning.Web.Site;

/// <summary>A page with a sentence for whatever went wrong: a bug (500, with a number to quote), a database or a media store that cannot be used (503, <see cref="DatabaseTrouble"/>, <see cref="MediaTrouble"/>), an address that leads nowhere, a body that is too large.</summary>
public static class ExceptionPages
{
    public static void UseExceptionPages(this IApplicationBuilder app)
    {
        var trouble = app.ApplicationServices.GetRequiredService<DatabaseTrouble>();
        var media = app.ApplicationServices.GetRequiredService<MediaTrouble>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = context => DatabaseTrouble.IsTold(context) || MediaTrouble.IsTold(context),
            ExceptionHandler = async http =>
            {
                var failed = http.Features.Get<IExceptionHandlerFeature>();
                var refusal = trouble.Answer(http, failed?.Error) ?? media.Answer(http, failed?.Error) ?? (failed?.Error is BadHttpRequestException bad ? Refusals.Refuse(bad.StatusCode, Sentence(bad.StatusCode)) : Bug(http, failed));
                await refusal.ExecuteAsync(http);
            },
        });

        app.UseStatusCodePages(async context =>
        {
            var http = context.HttpContext;
            await Refusals.Refuse(http.Response.StatusCode, Sentence(http.Response.StatusCode)).ExecuteAsync(http);
        });
    }

    private static Refusal Bug(HttpContext http, IExceptionHandlerFeature? failed)
    {
        FailedRequests.Tell(http, failed);
        return Refusals.Refuse(StatusCodes.Status500InternalServerError, "Refusal.Bug", http.TraceIdentifier);
    }

    private static string Sentence(int status) => status switch
    {
        StatusCodes.Status404NotFound => "Refusal.NotFound",
        StatusCodes.Status405MethodNotAllowed => "Refusal.Method",
        StatusCodes.Status413PayloadTooLarge => "Record.TooMuch",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "Refusal.NotAllowed",
        _ => "Refusal.NotUnderstood",
    };
}
