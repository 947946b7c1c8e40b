using System.Globalization;
using Learning.Analysis;
using Learning.Authoring;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Teaching.Care;

/// <summary>A source of the registers, and every place in the courses in force that cites it. Courses that name the same key are taken to mean the same source.</summary>
internal sealed record CitedSource(Citation Source, string Language, IReadOnlyList<CitedPlace> Places)
{
    /// <summary>Every title that the courses give it, in the languages they were written in and read in.</summary>
    public required IReadOnlyList<string> Titles { get; init; }

    /// <summary>Courses of one language say different things of it: two sources under one key, or a register that was not mended.</summary>
    public required bool IsToldDifferently { get; init; }

    public string Key => Source.Key;

    public int Lessons => Places.Where(p => !p.IsQuestion).DistinctBy(p => (p.Slug, p.Id)).Count();

    public int Questions => Places.Where(p => p.IsQuestion).DistinctBy(p => (p.Slug, p.Id)).Count();

    /// <summary>Whether a part of its key or of one of its titles is this, whatever the case and the accents.</summary>
    public bool IsCalled(string part) => Titles.Append(Key).Any(name => CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);

    /// <summary>Every source that the courses cite, by its key. Pure.</summary>
    /// <param name="courses">The courses.</param>
    /// <param name="language">The reader's: titles and places are told in it where a course has them.</param>
    public static IReadOnlyList<CitedSource> Of(IEnumerable<CourseInForce> courses, string language)
    {
        var cited = courses.SelectMany(course => CitedPlace.In(course.Shown).Select(place => (Place: place, place.Citation, course.Shown.Language, IsShown: true))
            .Concat(CitedPlace.In(course.Own).Select(place => (Place: place, place.Citation, course.Own.Language, IsShown: false)))).ToList();
        return [.. cited.GroupBy(c => c.Citation.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(same =>
        {
            var shown = same.Where(c => c.IsShown).ToList();
            var told = shown.Find(c => c.Language == language) is { Place: not null } hers ? hers : shown[0];
            return new CitedSource(told.Citation with { Place = null }, told.Language, [.. shown.Select(c => c.Place)])
            {
                Titles = [.. same.Select(c => c.Citation.Title).Distinct(StringComparer.Ordinal)],
                IsToldDifferently = same.GroupBy(c => c.Language).Any(g => g.Select(c => c.Citation with { Place = null }).Distinct().Count() > 1),
            };
        })];
    }
}

/// <summary>A place that cites a source: a lesson, or a question with the quiz it stands in (none where tests draw it), and the day on which the lesson, or the one to study for the question, was last held against its sources.</summary>
internal sealed record CitedPlace(string Slug, string Language, string Id, bool IsQuestion, string Title, string? Module, string? Quiz, Citation Citation, DateOnly? Checked)
{
    public string Href => CareAddresses.Text(Slug, Id);

    public string? Place => Citation.Place;

    /// <summary>In the order of the course, what tests draw behind it.</summary>
    public static IEnumerable<CitedPlace> In(Revision revision)
    {
        foreach (var activity in revision.Activities)
        {
            var module = revision.ModuleOf(activity.Id).Title;
            var places = activity.IsQuiz
                ? revision.Quiz(activity.Id).Questions.SelectMany(q => Of(revision, q, module, activity))
                : revision.Lesson(activity.Id).Sources.Select(source => new CitedPlace(
                    revision.Outline.Slug, revision.Language, activity.Id, false, activity.Title, module, null, source, revision.Lesson(activity.Id).Checked));
            foreach (var place in places)
            {
                yield return place;
            }
        }

        foreach (var place in revision.Pool.SelectMany(q => Of(revision, q, null, null)))
        {
            yield return place;
        }
    }

    private static IEnumerable<CitedPlace> Of(Revision revision, Question question, string? module, ActivityOutline? quiz) => question.Sources.Select(source => new CitedPlace(
        revision.Outline.Slug, question.InLanguage ?? revision.Language, question.Id, true, Figure.Plain(question), module, quiz?.Title, source, revision.Lessons.GetValueOrDefault(question.Lesson)?.Checked));
}
