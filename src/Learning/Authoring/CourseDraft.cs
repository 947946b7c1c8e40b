using System.Text;
using Learning.Questions;
using Learning.Theming;

namespace Learning.Authoring;

/// <summary>A course as read from its folder, whole and without error: what publishing turns into a revision.</summary>
public sealed record CourseDraft
{
    public required CourseOutline Outline { get; init; }

    public required IReadOnlyDictionary<string, LessonText> Lessons { get; init; }

    public required IReadOnlyDictionary<string, QuizText> Quizzes { get; init; }

    /// <summary>Questions that tests draw from, by objective.</summary>
    public required IReadOnlyList<Question> Pool { get; init; }

    public required IReadOnlyList<MediaFile> Media { get; init; }

    /// <summary>The same course in other languages, by language; complete, since what is not translated stands there in the original.</summary>
    public IReadOnlyDictionary<string, TranslatedCourse> Translations { get; init; } = new Dictionary<string, TranslatedCourse>();

    /// <summary>The files it was read from: the course's folder in <c>courses</c>, the registers beside that. Empty where it was not read from files.</summary>
    public IReadOnlyList<ContentFile> Files { get; init; } = [];
}

/// <summary>A course in another language than its own: ids, keys, minutes and rules are those of the course.</summary>
public sealed record TranslatedCourse(
    CourseOutline Outline, IReadOnlyDictionary<string, LessonText> Lessons, IReadOnlyDictionary<string, QuizText> Quizzes, IReadOnlyList<Question> Pool);

/// <summary>A file of a content root: its path with forward slashes, and what is in it.</summary>
public sealed record ContentFile(string Path, byte[] Bytes);

/// <summary>A lesson's text, as it is held in a revision.</summary>
public sealed record LessonText
{
    /// <summary>Safe HTML; addresses in it are site-relative and start with the placeholder <see cref="BasePlaceholder"/>.</summary>
    public required string Html { get; init; }

    /// <summary>The same without markup, for search: one passage a heading.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    public required IReadOnlyList<Citation> Sources { get; init; }

    public required DateOnly Checked { get; init; }

    /// <summary>The glossary terms linked in the text, in order of their first use.</summary>
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>What only facilitators see, in the order of the text; nothing of it is in anything else here. Null where there is none, as in all revisions before there were any.</summary>
    public IReadOnlyList<LessonNote>? Notes { get; init; }

    /// <summary>The text with the notes in their places.</summary>
    public string HtmlWithNotes()
    {
        var html = new StringBuilder();
        var done = 0;
        foreach (var note in Notes ?? [])
        {
            html.Append(Html, done, note.At - done).Append(note.Html);
            done = note.At;
        }

        return html.Append(Html, done, Html.Length - done).ToString();
    }

    /// <summary>Starts every address of the site in stored HTML; see <see cref="SiteBase"/>.</summary>
    public const string BasePlaceholder = SiteBase.Placeholder;
}

/// <summary>A note for facilitators: safe HTML, where in the HTML of its lesson it belongs, and the words of the heading above it (null before the first).</summary>
public sealed record LessonNote(int At, string? Heading, string Html);

/// <summary>A stretch of text under one heading; the first one of a lesson has neither id nor heading.</summary>
public sealed record Passage(string? HeadingId, string? Heading, string Text);

public sealed record Term(string Id, string Name, string Definition);

/// <summary>A quiz's introduction (safe HTML) and its own questions, or how many to draw from the pool for each objective.</summary>
public sealed record QuizText
{
    public string Introduction { get; init; } = "";

    public IReadOnlyList<Question> Questions { get; init; } = [];

    public IReadOnlyDictionary<string, int> Draw { get; init; } = new Dictionary<string, int>();
}

/// <summary>A picture of a course. Addressed by the hash of its bytes (SHA-256, lower-case hex), so it may be cached for ever.</summary>
public sealed record MediaFile(string Hash, string FileName, string ContentType, byte[] Bytes);
