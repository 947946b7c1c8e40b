using System.Security.Claims;
using Learning.Accounts;
using Learning.Record;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Study;

/// <summary>
/// <c>/my/answers</c>: she hands in a file of answers that her browser saved because it could not send them, from any device and as often as she likes. Only her own: nobody does it for
/// her. Each entry goes the way of all entries (<see cref="RecordEntries"/>) and gets a receipt in words. At most 256 KB.
/// </summary>
public static class HandInAnswers
{
    public const string Path = "/my/answers";

    public static void MapHandInAnswers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Get).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(HandInAnswers)}");
        routes.MapPost(Path, Post).RequireAuthorization().AllowCookieRedirect().WithMetadata(new BodyLimit());
    }

    internal static View Get(InterfaceTexts texts) => Page(texts, StatusCodes.Status200OK);

    internal static async Task<IResult> Post(
        HttpContext http, ClaimsPrincipal user, RecordEntries record, NameEntries names, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(cancellation)).Files.GetFile("file") is not { Length: > 0 } upload)
        {
            return Page(texts, StatusCodes.Status422UnprocessableEntity, "Answers.NoFile");
        }

        if (upload.Length > AnswersFile.Largest)
        {
            return Page(texts, StatusCodes.Status413PayloadTooLarge, "Answers.TooLarge");
        }

        using var bytes = new MemoryStream((int)upload.Length);
        await upload.CopyToAsync(bytes, cancellation);
        var file = AnswersFile.Read(bytes.ToArray());
        if (file is null)
        {
            return Page(texts, StatusCodes.Status422UnprocessableEntity, "Answers.Unreadable");
        }

        if (file.Learner != user.LearnerId)
        {
            return Page(texts, StatusCodes.Status403Forbidden, "Answers.NotYours");
        }

        if (file.Entries.Count == 0)
        {
            return Page(texts, StatusCodes.Status422UnprocessableEntity, file.Unreadable > 0 ? "Answers.Unreadable" : "Answers.Nothing");
        }

        var receipts = new List<Receipt>();
        var entries = file.Entries.OrderBy(e => e.At).ToArray();
        foreach (var part in entries.Chunk(RecordEntries.Most))
        {
            receipts.AddRange(await record.RecordAsync(user.LearnerId, part, cancellation));
        }

        return Page(texts, StatusCodes.Status200OK, null, await names.NameAsync(entries, receipts, cancellation), file.Unreadable);
    }

    private static View Page(InterfaceTexts texts, int status, string? problem = null, IReadOnlyList<NamedReceipt>? receipts = null, int unreadable = 0) => new(
        "Study/HandInAnswers", new HandInModel(problem is null ? [] : [new("file", texts[problem])], receipts ?? [], unreadable), texts["Answers.Title"])
    {
        Status = status,
        Scripts = ["scripts/record.js"],
        Shape = "form",
    };

    public sealed record HandInModel(IReadOnlyList<Problem> Problems, IReadOnlyList<NamedReceipt> Receipts, int Unreadable);

    public sealed record Problem(string Field, string Text);

    /// <summary>The file, and the form around it.</summary>
    private sealed class BodyLimit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => AnswersFile.Largest + (16 * 1024);

        public IResult AnswerToTooMuch(HttpContext http) => Page(http.RequestServices.GetRequiredService<InterfaceTexts>(), StatusCodes.Status413PayloadTooLarge, "Answers.TooLarge");
    }
}
