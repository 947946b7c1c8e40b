using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.QuestionBanks;

/// <summary>What a form with the Markdown of a pool says.</summary>
internal sealed record PostedText(Revision Revision, string Name, string Text)
{
    /// <summary>The posted text, or why it is refused.</summary>
    public static async Task<(PostedText? Text, IResult? Refusal)> ReadAsync(HttpRequest request, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var revision = await BankTextPage.RevisionAsync($"{form["course"]}", db, revisions, cancellation);
        var text = $"{form["text"]}".ReplaceLineEndings("\n");
        return revision is null ? (null, NotThere("Refusal.NoSuchCourse"))
            : string.IsNullOrWhiteSpace(text) ? (null, BankTextPage.Refused(StatusCodes.Status400BadRequest, BankTextPage.Start, "QuestionBanks.NoText"))
            : System.Text.Encoding.UTF8.GetByteCount(text) > Authoring.AddedText.MostBytes ? (null, BankTextPage.Refused(StatusCodes.Status413PayloadTooLarge, BankTextPage.Start, "QuestionBanks.TooMuchText"))
            : (new(revision, BankTidy.Plain($"{form["name"]}"), text), null);
    }
}

/// <summary><c>POST /banks/checks</c>: says what the course's reader finds in the text. <c>POST /banks/texts</c>: gives it back as a file, to be kept in the course's folder. Nothing is kept here.</summary>
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
        return posted is null ? refusal! : BankTextPage.Show(posted.Revision, posted.Name, posted.Text, texts);
    }

    internal static async Task<IResult> Download(HttpRequest request, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var (posted, refusal) = await PostedText.ReadAsync(request, db, revisions, cancellation);
        return posted is null ? refusal! : TypedResults.File(System.Text.Encoding.UTF8.GetBytes(posted.Text), "text/markdown; charset=utf-8", BankTextPage.FileName(posted.Name));
    }
}
