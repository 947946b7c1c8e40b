using System.Text;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.QuestionBanks;

/// <summary>
/// <c>POST /banks/checks</c>: says what the course's reader finds in the text. <c>POST /banks/texts</c>: gives it back as a file, to be kept in the course's folder; with its pictures, where
/// it shows any, as a zip. Nothing is kept here.
/// </summary>
public static class CheckBankText
{
    public static void MapCheckBankText(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/banks/checks", Check).RequireAuthorization(Policies.Author).WithMetadata(new BankTextPage.TextLimit()).WithName($"Learning.{nameof(CheckBankText)}");
        routes.MapPost("/banks/texts", Download).RequireAuthorization(Policies.Author).WithMetadata(new BankTextPage.TextLimit()).WithName("Learning.ServeBankText");
    }

    internal static async Task<IResult> Check(HttpRequest request, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var (posted, refusal) = await PostedText.ReadAsync(request, db, revisions, cancellation);
        return posted is null ? refusal! : BankTextPage.Show(posted, texts);
    }

    internal static async Task<IResult> Download(HttpRequest request, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var (posted, refusal) = await PostedText.ReadAsync(request, db, revisions, cancellation);
        return posted is null ? refusal!
            : posted.Pictures.Count > 0 ? TypedResults.File(posted.Zip(), "application/zip", posted.FileStem + ".zip")
            : TypedResults.File(Encoding.UTF8.GetBytes(posted.Text), "text/markdown; charset=utf-8", posted.FileName);
    }
}
