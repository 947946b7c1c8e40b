using Learning.Authoring.Files;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Questions;

namespace Learning.Authoring.Parts;

/// <summary>Makes of a rendered lesson what a revision holds: safe, with its terms linked, its notes apart and its passages read. In its own language and in every other.</summary>
internal static class LessonWriting
{
    /// <param name="places">The places in its sources, in the words of the language.</param>
    public static LessonText Text(
        LessonPage lesson, string rendered, IReadOnlyList<NotePlace> notes, IEnumerable<string?> places, CourseKnowledge course, Glossary glossary, Problems problems)
    {
        var body = SafeHtml.Clean(rendered);
        BlockIds.Put(body);
        var terms = TermLinks.Put(body, glossary);
        var (html, cut) = LessonNotes.Cut(body, notes, course.Labels);
        return new()
        {
            Html = html,
            Notes = cut,
            Passages = Passages.Of(body),
            Sources = [.. lesson.Sources.Zip(places, (source, place) => course.Cite(source.Key.Value, place, source.Key.Spot, problems)).OfType<Citation>()],
            Checked = lesson.Checked,
            Terms = terms,
        };
    }
}
