using System.Security.Claims;
using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Languages;

/// <summary>
/// The way from a published course to where it is translated: <c>GET /courses/{slug}/languages</c> leads to its open draft (with <c>language</c>: to that one), and <c>POST</c> opens one. Posted twice, there is one. For authors.
/// Refusals: 404 no such course; 409 it was published before its files were kept.
/// </summary>
public static class OpenLanguages
{
    private const string Address = "/courses/{slug}/languages";

    public static void MapOpenLanguages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(OpenLanguages)}");
        routes.MapPost(Address, Post).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.BeginTranslating");
    }

    internal static async Task<IResult> Get(string slug, string? language, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Slug == slug, cancellation) is not { } course)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        if (await db.Drafts.AsNoTracking().Where(d => d.OpenCourseId == course.Id).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellation) is { } open)
        {
            return TypedResults.LocalRedirect($"~{LanguageAddresses.Of(open)}{(IsLanguage(language) ? $"#f-{language}" : "")}");
        }

        var own = await revisions.GetAsync(db, course.CurrentRevisionId, cancellation);
        return new View("Editing/OpenLanguages", new OpenModel($"/courses/{slug}/languages{(IsLanguage(language) ? $"?language={language}" : "")}", own.Outline.Title, own.Language), $"{texts["Languages.Here"]} – {own.Outline.Title}");
    }

    internal static async Task<IResult> Post(string slug, string? language, ClaimsPrincipal user, LearningDb db, BeginDraft begin, CancellationToken cancellation)
    {
        if (!await db.Courses.AnyAsync(c => c.Slug == slug, cancellation))
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        return await begin.OfCourseAsync(slug, user.LearnerId, cancellation) is { } draft
            ? TypedResults.LocalRedirect($"~{LanguageAddresses.Of(draft.Id)}{(IsLanguage(language) ? $"#f-{language}" : "")}")
            : Refuse(StatusCodes.Status409Conflict, "Languages.NoFiles");
    }

    private static bool IsLanguage(string? language) => language is { Length: > 0 and <= 8 } && language.All(sign => char.IsAsciiLetterLower(sign) || sign == '-');

    public sealed record OpenModel(string Address, string Title, string Language);
}
