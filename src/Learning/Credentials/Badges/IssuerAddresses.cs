using Learning.Texts;
using Microsoft.AspNetCore.Http;

namespace Learning.Credentials.Badges;

/// <summary>Where the site stands for its certificates.</summary>
internal static class IssuerAddresses
{
    public const string Lists = "/credentials/status";

    /// <summary>As it is set, or as it was asked.</summary>
    public static Issuer Of(HttpRequest request, LearningOptions options, SiteIdentity site) =>
        new(options.PublicAddress?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}", site.Name);

    public static string Credential(this Issuer issuer, Guid id) => $"{issuer.Address}/credentials/{id}";

    /// <summary>The course that a certificate is about, whatever its address becomes.</summary>
    public static string Achievement(this Issuer issuer, string courseId) => $"{issuer.Address}/achievements/{Uri.EscapeDataString(courseId)}";

    public static string Pathway(this Issuer issuer, string id) => $"{issuer.Address}/pathways/{Uri.EscapeDataString(id)}";

    /// <param name="place">In all lists together, from 1.</param>
    public static StatusPlace Place(this Issuer issuer, int place) => new(issuer.List(ListOf(place)), (place - 1) % StatusList.Length);

    /// <summary>The number, from 1, of the list that a place is in.</summary>
    public static int ListOf(int place) => ((place - 1) / StatusList.Length) + 1;

    /// <param name="number">From 1.</param>
    public static string List(this Issuer issuer, int number) => $"{issuer.Address}{Lists}/{number}";

    /// <summary>Other programs read it from wherever they run: it is public, and says nothing of who asks.</summary>
    public static void OpenToAll(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
