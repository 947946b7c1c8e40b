using System.Text;
using System.Text.RegularExpressions;
using Learning.Data;
using Learning.Telemetry;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Badges;

/// <summary>
/// Where anybody checks a certificate of this site that somebody gave her: <c>/check</c> takes the address on it (or its number) and leads there, or a file: an Open Badge is judged in plain words, alone or baked into a picture, a PDF leads to the page it has to be the same
/// as. Nothing is kept of it, and nobody is asked. For everybody. Refusals: 400 nothing given; 413 more than 1 MB; 422 nothing of a certificate in it.
/// </summary>
public static partial class CheckFile
{
    private const string Address = "/check";
    private const int LongestAddress = 2000;
    private const int RoomForTheForm = 16 * 1024;

    public static void MapCheckFile(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Get).WithName($"Learning.{nameof(CheckFile)}");
        routes.MapPost(Address, Post).WithMetadata(new Limit()).WithName("Learning.JudgeFile");
    }

    internal static IResult Get(string? address, InterfaceTexts texts) => address switch
    {
        null or "" => Show(texts, null, null, StatusCodes.Status200OK),
        { Length: <= LongestAddress } when NumberIn(address) is { } id => TypedResults.LocalRedirect(LinkIn(address) is { } link ? $"~/credentials/{id}?link={link}" : $"~/credentials/{id}"),
        _ => Show(texts, texts["Check.NoNumber"], null, StatusCodes.Status422UnprocessableEntity),
    };

    internal static async Task<IResult> Post(
        HttpContext http, LearningDb db, IssuerKeys keys, InterfaceTexts texts, SiteIdentity site, LearningOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        if (form.Files.GetFile("file") is not { Length: > 0 } sent)
        {
            return Show(texts, texts["Check.NoFile"], null, StatusCodes.Status400BadRequest);
        }

        if (sent.Length > JudgeBadge.MostBytes)
        {
            return TooMuch();
        }

        using var file = new MemoryStream();
        await sent.CopyToAsync(file, cancellation);
        var bytes = file.ToArray();
        if (bytes.AsSpan().StartsWith("%PDF-"u8))
        {
            return NumberIn(Encoding.Latin1.GetString(bytes)) is { } id
                ? TypedResults.LocalRedirect($"~/credentials/{id}?from=paper")
                : Show(texts, texts["Check.NoNumberInPdf"], null, StatusCodes.Status422UnprocessableEntity);
        }

        if (Baking.IsPicture(bytes))
        {
            if (Baking.Read(bytes) is not { } baked)
            {
                return Show(texts, texts["Check.NoBadgeInPicture"], null, StatusCodes.Status422UnprocessableEntity);
            }

            bytes = baked;
        }

        var issuer = IssuerAddresses.Of(http.Request, options, site);
        var revoked = await db.Set<CredentialStatus>().AsNoTracking().Where(s => s.RevokedAt != null).Select(s => s.Place).ToListAsync(cancellation);
        var places = revoked.Select(issuer.Place).ToHashSet();
        var judged = JudgeBadge.Judge(bytes, issuer.Document(await keys.BelievedAsync(cancellation)), IsRevoked, clock.GetUtcNow());
        Measures.CertificatesChecked.Add(1, Measures.As(judged.Verdict.ToString()));
        return Show(texts, null, judged, judged.Verdict == Verdict.NotABadge ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

        // Signed by us, so the place is one we gave.
        bool? IsRevoked(string list, long index) => index < StatusList.Length ? places.Contains(new(list, (int)index)) : null;
    }

    /// <summary>The number of a certificate in an address, or by itself.</summary>
    private static Guid? NumberIn(string text) =>
        Number().Match(text) is { Success: true } found ? Guid.Parse(found.Groups["id"].Value) : Guid.TryParse(text.Trim(), out var alone) ? alone : null;

    private static Refusal TooMuch() => new(StatusCodes.Status413PayloadTooLarge, "Check.TooMuch") { WayBack = new(Address, "Check.Link") };

    private static View Show(InterfaceTexts texts, string? problem, Judgement? judged, int status) => new(
        "Credentials/CheckFile",
        new CheckModel(
            Address,
            problem,
            judged is null ? null : texts[$"Check.{judged.Verdict}"],
            judged is null ? null : texts[$"Check.{judged.Verdict}.Means"],
            judged?.Verdict == Verdict.Genuine,
            judged?.Claims is not { } claims ? null : new(claims.Holder, claims.IsPseudonym, claims.Course, claims.IssuerName, claims.From, claims.Until, claims.Hours, claims.Test, NumberIn(claims.Id) is { } id && judged.Verdict is not Verdict.OtherIssuer ? $"/credentials/{id}" : null)),
        texts["Check.Title"]) { Status = status };

    /// <param name="Verdict">What the file turned out to be, in a few words; null where none was given.</param>
    public sealed record CheckModel(string Action, string? Problem, string? Verdict, string? Means, bool IsGenuine, ClaimsView? Claims);

    /// <param name="Href">The page of the certificate, within the site.</param>
    public sealed record ClaimsView(string Holder, bool IsPseudonym, string Course, string Issuer, DateTimeOffset? From, DateTimeOffset? Until, string Hours, string Test, string? Href);

    /// <summary>The token of the link of a holder, behind the number.</summary>
    private static string? LinkIn(string text) => Link().Match(text) is { Success: true } found ? found.Groups["token"].Value : null;

    [GeneratedRegex("[?&]link=(?<token>[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("/credentials/(?<id>[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private sealed class Limit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => JudgeBadge.MostBytes + RoomForTheForm;

        public IResult AnswerToTooMuch(HttpContext http) => TooMuch();
    }
}
