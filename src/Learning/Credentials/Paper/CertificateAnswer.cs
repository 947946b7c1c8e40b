using Learning.Courses;
using Learning.Credentials.Holding;
using Learning.Data;
using Learning.Theming;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Learning.Credentials.Paper;

/// <summary>What is said over a certificate that goes out as a file, paper or picture.</summary>
internal static class CertificateAnswer
{
    /// <summary>Why it does not go out as a file; null: it does. One that was revoked is on no new paper.</summary>
    /// <param name="seen">Null where there is none.</param>
    public static IResult? RefusalOf(SeenCredential? seen) => seen switch
    {
        null => Refusals.NotThere("Credential.NotFound"),
        { IsStateOnly: true } => Refusals.NotThere("Credential.NotShown"),
        { Credential.IsRevoked: true } => Refusals.Refuse(StatusCodes.Status410Gone, "Check.Revoked"),
        _ => null,
    };

    /// <summary>To look at, with a name to keep it by; kept nowhere on the way, for a name may be corrected or forgotten.</summary>
    public static async Task HeadAsync(HttpContext http, LearningDb db, Credential credential, string extension, CancellationToken cancellation)
    {
        var slug = await db.Courses.AsNoTracking().Where(c => c.Id == credential.CourseId).Select(c => c.Slug).SingleOrDefaultAsync(cancellation);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName($"certificate-{slug ?? credential.SubjectId}.{extension}");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
