using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Learning.Theming;

/// <summary>Metadata of an endpoint that has more to say to a post without a valid token than no: what somebody typed is in it.</summary>
public interface IAnswerWithoutToken
{
    IResult Answer(HttpContext http, IFormCollection? form);
}

/// <summary>Metadata of an endpoint that can say more about a post that is too large than that it is: how large it may be, and where to go back to.</summary>
public interface IAnswerToTooMuch
{
    /// <summary>Nothing of the post could be read.</summary>
    IResult AnswerToTooMuch(HttpContext http);
}

/// <summary>
/// Metadata of an endpoint whose posts come from elsewhere and carry no token of a page of ours: what it does has to be harmless whoever asks, and proved by something else in the request.
/// </summary>
/// <param name="Why">What proves it.</param>
public sealed record NeedsNoToken(string Why);

/// <summary>
/// Refuses a post without the antiforgery token of a page of ours. A filter rather than the middleware: it sees the same requests in every host, and posts
/// of JSON too.
/// </summary>
public sealed class CheckToken(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method);
        if (http.GetEndpoint()?.Metadata.GetMetadata<NeedsNoToken>() is not null)
        {
            return await next(context);
        }

        try
        {
            return isSafe || await antiforgery.IsRequestValidAsync(http)
                ? await next(context)
                : await AnswerAsync(http);
        }
        catch (AntiforgeryValidationException e)
        {
            // The form could not be read: too large, too many fields, broken.
            return e.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? http.GetEndpoint()?.Metadata.GetMetadata<IAnswerToTooMuch>()?.AnswerToTooMuch(http) ?? Refusals.Refuse(StatusCodes.Status413PayloadTooLarge, "Record.TooMuch")
                : Refusals.Refuse(StatusCodes.Status400BadRequest, "Record.NotUnderstood");
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAnswerWithoutToken>() is { } endpoint
            ? endpoint.Answer(http, http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null)
            : Refusals.Refuse(StatusCodes.Status400BadRequest, "Refusal.Token");
}
