using System.Text.Json;
using Learning.Authoring;

namespace Learning.Tests.Authoring;

public sealed class LessonNotesTests
{
    private const string Note = "> [!FACILITATOR]\n> Let **pairs** speak first.";

    [Fact]
    public void The_text_of_a_learner_is_the_one_without_the_note()
    {
        var with = new SmallCourse().WithText($"{Note}\n\n> [!KEY]\n> The one thing.\n\n| a | b |\n|---|---|\n| 1 | 2 |").LessonText();
        var without = new SmallCourse().WithText("> [!KEY]\n> The one thing.\n\n| a | b |\n|---|---|\n| 1 | 2 |").LessonText();

        Assert.Equal(without.Html, with.Html);
        Assert.Equal(without.Passages, with.Passages);
        Assert.Equal(without.Terms, with.Terms);
        Assert.Null(without.Notes);
    }

    [Fact]
    public void A_facilitator_finds_the_note_in_its_place()
    {
        var text = new SmallCourse().WithText($"Before.\n\n{Note}\n\nAfter.").LessonText();

        Assert.EndsWith(
            """
            <p id="at-4">Before.</p><aside class="callout callout-facilitator" role="note" aria-labelledby="note-1-callout-1"><p class="callout-title" id="note-1-callout-1">Only for facilitators</p>
            <p>Let <strong>pairs</strong> speak first.</p>
            </aside>
            <p id="at-5">After.</p>
            """,
            text.HtmlWithNotes(),
            StringComparison.Ordinal);
        Assert.Equal("A heading", Assert.Single(text.Notes!).Heading);
    }

    [Fact]
    public void A_title_of_its_own_still_says_whose_it_is() => Assert.Contains(
        ">Only for facilitators: A case for the hall</p>",
        new SmallCourse().WithText("> [!FACILITATOR] A case for the hall\n> Ask who was ever ill.").LessonText().HtmlWithNotes(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("fr", "Réservé aux animateurs")]
    [InlineData("es", "Solo para quien facilita")]
    [InlineData("ar", "للميسّرين فقط")]
    public void The_mark_is_in_the_language_of_the_course(string language, string words) => Assert.Contains(
        words,
        new SmallCourse().Change(SmallCourse.Course, "language: en", "language: " + language).WithText(Note).LessonText().HtmlWithNotes(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("> [!FACILITATOR]\n> First words of all.\n\n")]
    [InlineData("> [!FACILITATOR]\n> One.\n\n> [!FACILITATOR]\n> Two.\n\n")]
    public void A_note_may_begin_the_lesson(string notes)
    {
        var course = new SmallCourse().Change(SmallCourse.Lesson, "The opening paragraph.", notes + "The opening paragraph.");

        var text = course.LessonText();

        Assert.Equal(new SmallCourse().LessonText().Html, text.Html);
        Assert.StartsWith("<aside class=\"callout callout-facilitator\"", text.HtmlWithNotes(), StringComparison.Ordinal);
        Assert.All(text.Notes!, note => Assert.Null(note.Heading));
    }

    [Theory]
    [InlineData("1. One\n\n   > [!FACILITATOR]\n   > Secret words.\n\n2. Two")]
    [InlineData("> [!CASE]\n> A case.\n>\n> > [!FACILITATOR]\n> > Secret words.")]
    [InlineData("<details>\n\n> [!FACILITATOR]\n> Secret words.\n\n</details>")]
    [InlineData("<div><p>Open\n\n> [!FACILITATOR]\n> Secret <b>words.\n\nAfter.")]
    [InlineData("> [!FACILITATOR]\n> Secret words: social security, Convention.\nSecret: a lazy line of the same quotation.")]
    [InlineData("> [!FACILITATOR]\n> > Secret: a quotation in it.\n>\n> - Secret: a list\n>\n> ![Secret](media/nine.svg)")]
    public void Wherever_it_stands_no_word_of_it_is_in_what_learners_get(string markdown)
    {
        var course = new SmallCourse().WithText(markdown);

        var text = course.LessonText();

        var learners = JsonSerializer.Serialize(text with { Notes = null }) + JsonSerializer.Serialize(course.Draft().Quizzes) + JsonSerializer.Serialize(course.Draft().Outline);
        Assert.DoesNotContain("Secret", learners, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\\u0004", learners, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0004", text.HtmlWithNotes(), StringComparison.Ordinal);
        Assert.Contains("Secret", text.HtmlWithNotes(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_the_glossary_in_a_note_is_still_explained_where_learners_meet_it_first()
    {
        var text = new SmallCourse().WithText("> [!FACILITATOR]\n> Ask what a Convention is.\n\nA Convention binds.").LessonText();

        Assert.Contains("A <a class=\"term\"", text.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"term\"", text.Notes![0].Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> [!FACILITATOR ]\n> Words.", "unread-note")]
    [InlineData("> [! facilitator]\n> Words.", "unread-note")]
    [InlineData("[!FACILITATOR] Words.", "unread-note")]
    [InlineData("> First words.\n> [!FACILITATOR]\n> Words.", "unread-note")]
    [InlineData("> [!KEY]\n> Words.\n>\n> [!FACILITATOR]\n> More.", "unread-note")]
    [InlineData("> [!Facilitator]\n> Words.", "unknown-callout")]
    [InlineData("> [!FACILITATOR]\n> ### A heading", "heading-in-note")]
    [InlineData("> [!FACILITATOR]\n> Words.[^1]\n\n[^1]: A secret.", "footnote-in-note")]
    public void What_learners_might_read_after_all_is_a_fault(string markdown, string code) =>
        Assert.Contains(new SmallCourse().WithText(markdown).Read().Problems, p => p.Code == code);

    [Fact]
    public void Code_may_show_how_one_is_written() => Assert.Empty(new SmallCourse().WithText("Write `> [!FACILITATOR]`.").Read().Problems);

    [Theory]
    [InlineData(SmallCourse.Course)]
    [InlineData(SmallCourse.Module)]
    public void It_stands_in_lessons_only(string file) =>
        Assert.Equal("note-outside-lesson", new SmallCourse().With(file, new SmallCourse().Content[file] + "\n" + Note + "\n").Problem().Code);

    [Theory]
    [InlineData("Take your time.")]
    [InlineData("> Nine branches, Parts II to X.")]
    [InlineData("  > Yes: Part VIII.")]
    public void A_quiz_takes_none_anywhere(string place)
    {
        var indent = place.Length - place.TrimStart().Length;
        var note = string.Join('\n', Note.Split('\n').Select(line => new string(' ', indent) + line));

        var reading = new SmallCourse().Change(SmallCourse.Quiz, place, note).Read();

        Assert.Contains(reading.Problems, p => p.Code == "note-outside-lesson");
        Assert.Null(reading.Draft);
    }

    [Fact]
    public void A_lesson_of_notes_alone_is_empty()
    {
        var lesson = new SmallCourse().Content[SmallCourse.Lesson];
        var front = lesson[..(lesson.IndexOf("checked: 2026-11-23\n---", StringComparison.Ordinal) + "checked: 2026-11-23\n---".Length)];

        Assert.Contains(new SmallCourse().With(SmallCourse.Lesson, front + "\n\n" + Note + "\n").Read().Problems, p => p.Code == "empty-lesson");
    }

    [Fact]
    public void A_revision_from_before_there_were_notes_still_reads()
    {
        const string Stored = """{"html":"<p>Old.</p>","passages":[],"sources":[],"checked":"2026-11-23","terms":[]}""";

        var text = JsonSerializer.Deserialize<LessonText>(Stored, JsonSerializerOptions.Web)!;

        Assert.Null(text.Notes);
        Assert.Equal("<p>Old.</p>", text.HtmlWithNotes());
    }
}
