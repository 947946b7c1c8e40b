using Learning.Data;
using Learning.Theming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Reviewing;

/// <summary>What the posts of a review share: the draft has to be open, and the answer leads back to its page.</summary>
internal static class ReviewPost
{
    public static async Task<IResult> ChangeAsync(Guid id, HttpContext http, LearningDb db, Func<Draft, IFormCollection, Task<IResult>> change, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        return await db.WriteAsync(
            async () => await db.Drafts.SingleOrDefaultAsync(d => d.Id == id, cancellation) is not { } draft ? NotThere("Publication.NoSuchDraft")
                : draft.IsOpen ? await change(draft, form)
                : Refused(id, StatusCodes.Status409Conflict, "Publication.Closed"),
            cancellation);
    }

    /// <summary>Control characters are nobody's words.</summary>
    public static string Words(string? typed) => string.Concat((typed ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();

    public static RedirectHttpResult Done(Guid id, string did) => TypedResults.LocalRedirect($"~/drafts/{id}/review?did={did}");

    public static Refusal Refused(Guid id, int status, string code, params object[] arguments) => new(status, code, arguments) { WayBack = new($"/drafts/{id}/review", "Publication.Back") };
}
