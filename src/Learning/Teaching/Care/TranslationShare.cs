using Learning.Authoring.Translations;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Teaching.Care;

/// <summary>
/// How many pieces of something are translated from the wording of today, from an earlier one, and not at all. A piece is a block of a lesson, a question, or what the head of a page says.
/// Pure. The share never rounds up to all: 100 per cent means that nothing is left.
/// </summary>
public sealed record TranslationShare(int Current, int Stale, int Missing)
{
    public int Pieces => Current + Stale + Missing;

    public int Open => Stale + Missing;

    public int Percent => Pieces == 0 ? 100 : (int)(100L * Current / Pieces);

    /// <summary>Of an activity that nobody has counted, all that is known is that it stands in the original.</summary>
    internal static TranslationShare Of(TranslationCount? count) => count is null ? new(0, 0, 1) : new(count.Current, count.Stale, count.Missing);

    internal static TranslationShare Of(IReadOnlyList<Question> questions) => new(
        questions.Count(q => q is { InLanguage: null, IsStale: false }), questions.Count(q => q is { InLanguage: null, IsStale: true }), questions.Count(q => q.InLanguage is not null));

    internal static TranslationShare Of(IEnumerable<TranslatedPart> parts) => parts.Aggregate(new TranslationShare(0, 0, 0), (sum, part) =>
        new(sum.Current + part.Share.Current, sum.Stale + part.Share.Stale, sum.Missing + part.Share.Missing));
}

/// <summary>A lesson or a quiz in a translation, or (without an id) the questions that tests draw from, and how much of it is translated.</summary>
internal sealed record TranslatedPart(string? Id, string? Title, string? Module, bool IsQuiz, TranslationShare Share)
{
    /// <summary>The parts of a course in the language of a translation, in their order.</summary>
    public static IReadOnlyList<TranslatedPart> Of(Revision translation) =>
    [
        .. translation.Activities.Select(a => new TranslatedPart(a.Id, a.Title, translation.ModuleOf(a.Id).Title, a.IsQuiz, TranslationShare.Of(a.Translation))),
        .. translation.Pool.Count == 0 ? Array.Empty<TranslatedPart>() : [new(null, null, null, true, TranslationShare.Of(translation.Pool))],
    ];
}
