using System.Globalization;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Teaching.Care;

/// <summary>
/// A lesson, a quiz or one question of a course in force as those who write read it: without enrolling, with its notes and keys, in any language of the course (<c>?language=</c>; the reader's
/// where nothing is said). For editors. Refusal: 404 no such course, thing or language.
/// </summary>
public static class ShowText
{
    public static void MapShowText(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/texts/{slug}/{id}", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowText)}");

    internal static async Task<IResult> Get(string slug, string id, string? language, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        if (await revisions.InForceAsync(db, slug, cancellation) is not { } own || (language is not null && !own.Outline.Languages.Contains(language)))
        {
            return NotThere("ReadText.NoSuch");
        }

        var revision = await revisions.GetAsync(db, own.Id, language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, cancellation);
        var languages = own.Outline.Languages.Select(l => new LanguageLink(CareAddresses.Text(slug, id, l), l, InterfaceCulture.NameOf(l), l == revision.Language)).ToArray();
        var model = new TextModel(revision.Outline.Title, revision.Language, "", languages);
        var inCourse = $"/learn/{slug}/{id}";
        var found = (revision.Activity(id), revision.Question(id)) switch
        {
            ({ IsQuiz: false } lesson, _) => Lesson(model, lesson, revision.Lesson(id), inCourse),
            ({ } quiz, _) => model with { Title = quiz.Title, InCourse = inCourse, Html = new(revision.Quiz(id).Introduction), Questions = [.. revision.Quiz(id).Questions.Select(WithKey)] },
            (_, { } question) => model with { Title = revision.Outline.Title, Questions = [WithKey(question)] },
            _ => null,
        };
        return found is null ? NotThere("ReadText.NoSuch") : new View("Teaching/ShowText", found, found.Title);
    }

    private static TextModel Lesson(TextModel model, ActivityOutline lesson, LessonText text, string inCourse) => model with
    {
        Title = lesson.Title, InCourse = inCourse, Html = new(text.HtmlWithNotes()), Terms = text.Terms, Sources = text.Sources, Checked = text.Checked,
    };

    private static QuestionView WithKey(Question question)
    {
        var asked = question.For("");
        return asked.Show(asked.RightResponse, asked.Mark(asked.RightResponse), null);
    }

    public sealed record TextModel(string Course, string Language, string Title, IReadOnlyList<LanguageLink> Languages)
    {
        /// <summary>Where learners meet it; null for a question, which has no page of its own there.</summary>
        public string? InCourse { get; init; }

        public HtmlString? Html { get; init; }

        public IReadOnlyList<Term> Terms { get; init; } = [];

        public IReadOnlyList<Citation> Sources { get; init; } = [];

        public DateOnly? Checked { get; init; }

        public IReadOnlyList<QuestionView> Questions { get; init; } = [];
    }

    public sealed record LanguageLink(string Href, string Language, string Name, bool IsCurrent);
}
