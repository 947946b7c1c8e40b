using Learning.Courses;
using Learning.Questions;

namespace Learning.Teaching.Care;

/// <summary>A lesson, the day on which somebody last held it against its sources, and when that is to be done again.</summary>
internal sealed record CheckedLesson(string Id, string Title, string Module, DateOnly Checked, DateOnly DueOn, bool IsDue, IReadOnlyList<Citation> Sources)
{
    /// <summary>The lessons of a course, the oldest day first, which puts those that are due before the others; of one day in the order of the course.</summary>
    public static IReadOnlyList<CheckedLesson> Of(Revision revision, RecheckRule rule, DateTimeOffset now) =>
    [
        .. revision.Activities.Where(a => !a.IsQuiz)
            .Select(a => (Outline: a, Text: revision.Lesson(a.Id)))
            .OrderBy(l => l.Text.Checked)
            .Select(l => new CheckedLesson(
                l.Outline.Id, l.Outline.Title, revision.ModuleOf(l.Outline.Id).Title, l.Text.Checked, rule.DueOn(l.Text.Checked), rule.IsDue(l.Text.Checked, now), l.Text.Sources)),
    ];
}
