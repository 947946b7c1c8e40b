using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Teaching.Care;

/// <summary>
/// How far the translations of each course in force are, and for one of them each lesson and quiz, what is open first. A language that the interface speaks and a course does not have stands
/// there as not begun. For editors. Refusal: 404 no such course, or not translated into that language.
/// </summary>
public static class ShowTranslations
{
    public static void MapShowTranslations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(CareAddresses.Translations, GetList).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowTranslations)}");
        routes.MapGet(CareAddresses.Translations + "/{slug}/{language}", GetTranslation).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ShowTranslation");
    }

    internal static async Task<IResult> GetList(LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        var courses = new List<CourseOfLanguages>();
        foreach (var course in await revisions.InForceAsync(db, cancellation))
        {
            var own = course.Own.Language;
            var languages = new List<LanguageRow>();
            foreach (var language in InterfaceTexts.Languages.Union(course.Own.Outline.Languages).Where(l => l != own))
            {
                languages.Add(course.Own.Outline.Languages.Contains(language)
                    ? new(CareAddresses.Translation(course.Slug, language), language, InterfaceCulture.NameOf(language), TranslationShare.Of(TranslatedPart.Of(await revisions.GetAsync(db, course.Own.Id, language, cancellation))))
                    : new(null, language, InterfaceCulture.NameOf(language), null));
            }

            courses.Add(new(course.Shown.Outline.Title, course.Shown.Language, own, InterfaceCulture.NameOf(own), $"/courses/{course.Slug}/languages", languages));
        }

        return new View("Teaching/ShowTranslations", new TranslationsModel(courses), texts["Translations.Title"]);
    }

    internal static async Task<IResult> GetTranslation(string slug, string language, LearningDb db, RevisionCache revisions, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await revisions.InForceAsync(db, slug, cancellation) is not { } own || own.Outline.Translations?.Contains(language) is not true || language == own.Language)
        {
            return NotThere("Translations.NoSuch");
        }

        var translation = await revisions.GetAsync(db, own.Id, language, cancellation);
        var parts = TranslatedPart.Of(translation);
        var rows = parts.OrderBy(p => p.Share.Open == 0).Select(p => new PartRow(
            p.Id is null ? null : CareAddresses.Text(slug, p.Id, language), p.Title, p.Module, p.Title == (p.Id is null ? null : own.Activity(p.Id)?.Title) ? own.Language : language, p.IsQuiz, p.Share));
        var name = InterfaceCulture.NameOf(language);
        return new View(
            "Teaching/ShowTranslation",
            new TranslationModel(translation.Outline.Title, language, name, TranslationShare.Of(parts), [.. rows]),
            $"{translation.Outline.Title} – {name}");
    }

    public sealed record TranslationsModel(IReadOnlyList<CourseOfLanguages> Courses);

    /// <param name="InSite">Where it is translated in the site.</param>
    public sealed record CourseOfLanguages(string Title, string Language, string Own, string OwnName, string InSite, IReadOnlyList<LanguageRow> Languages);

    /// <summary>Without address and share: not begun.</summary>
    public sealed record LanguageRow(string? Href, string Language, string Name, TranslationShare? Share);

    public sealed record TranslationModel(string Course, string Language, string Name, TranslationShare Share, IReadOnlyList<PartRow> Parts);

    /// <summary>Without address and title: the questions that tests draw from.</summary>
    public sealed record PartRow(string? Href, string? Title, string? Module, string Language, bool IsQuiz, TranslationShare Share);
}
