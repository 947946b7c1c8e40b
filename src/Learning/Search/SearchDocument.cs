using System.Net;
using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Courses;
using Learning.Questions;
using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Learning.Search;

/// <summary>What can be found.</summary>
public enum FoundKind
{
    Lesson,
    Course,
    Quiz,
    Term,

    /// <summary>Why an answer of a practice quiz is right; found by whoever has handed that quiz in.</summary>
    Explanation,
}

/// <summary>One thing that can be found: a passage of a lesson, a course, a quiz, a glossary term, an explanation. Fields that hold words end in the language.</summary>
internal static partial class SearchDocument
{
    /// <summary>Change when the fields change: indexes of another version are built anew.</summary>
    public const string Version = "2";

    public const string Title = "title";
    public const string Heading = "heading";
    public const string Text = "text";

    /// <summary>All words as they are written.</summary>
    public const string Words = "words";

    /// <summary>The words of titles, headings and terms: what is suggested.</summary>
    public const string Label = "label";

    public const string Href = "href";
    public const string Course = "course";
    public const string Slug = "slug";
    public const string Kind = "kind";
    public const string Language = "language";

    /// <summary>The quiz whose explanation it is: "slug/activity".</summary>
    public const string Quiz = "quiz";

    /// <summary>The course's slug and revision: what is replaced together.</summary>
    public const string Revision = "revision";

    public const string StoredTitle = "stored-title";
    public const string StoredHeading = "stored-heading";
    public const string StoredText = "stored-text";

    public static readonly IReadOnlyList<string> TextFields = [Title, Heading, Text];

    public static readonly IReadOnlyList<string> WordFields = [Words, Label];

    /// <summary>The fields that results are counted by.</summary>
    public static readonly IReadOnlyList<string> Facets = [Language, Slug, Kind];

    /// <summary>A revision in one language. What is not translated stands in the course's own language already.</summary>
    public static IEnumerable<Document> Of(Revision revision)
    {
        var outline = revision.Outline;
        yield return Make(revision, FoundKind.Course, outline.Title, null, $"{outline.Summary} {string.Join(". ", outline.Objectives.Select(o => o.Text))}", $"/courses/{outline.Slug}");
        foreach (var activity in revision.Activities.Where(a => a.Translation is not { Current: 0, Stale: 0 }))
        {
            foreach (var document in activity.IsQuiz ? OfQuiz(revision, activity) : OfLesson(revision, activity))
            {
                yield return document;
            }
        }

        var terms = revision.Activities.Where(a => !a.IsQuiz)
            .SelectMany(a => revision.Lesson(a.Id).Terms.Select(term => (term, Href: $"/learn/{outline.Slug}/{a.Id}#term-{term.Id}")))
            .DistinctBy(t => t.term.Id);
        foreach (var (term, href) in terms)
        {
            yield return Make(revision, FoundKind.Term, term.Name, null, term.Definition, href);
        }
    }

    private static IEnumerable<Document> OfLesson(Revision revision, ActivityOutline lesson)
    {
        var href = $"/learn/{revision.Outline.Slug}/{lesson.Id}";
        return revision.Lesson(lesson.Id).Passages.Where(p => p.Text.Length > 0 || p.Heading is not null)
            .Select(passage => Make(revision, FoundKind.Lesson, lesson.Title, passage.Heading, passage.Text, passage.HeadingId is null ? href : $"{href}#{passage.HeadingId}"));
    }

    /// <summary>Explanations of practice only, where each is given with its answer; those of a test would give its answers away.</summary>
    private static IEnumerable<Document> OfQuiz(Revision revision, ActivityOutline quiz)
    {
        var href = $"/learn/{revision.Outline.Slug}/{quiz.Id}";
        yield return Make(revision, FoundKind.Quiz, revision.Outline.NameOf(quiz), null, revision.ModuleOf(quiz.Id).Title, href);
        if (quiz.Kind != ActivityKind.Practice)
        {
            yield break;
        }

        foreach (var question in revision.Quiz(quiz.Id).Questions.Where(q => q is not Calculation && q.InLanguage is null))
        {
            var document = Make(revision, FoundKind.Explanation, revision.Outline.NameOf(quiz), Plain(question.Prompt), Plain(question.Explanation), $"{href}#q-{question.Id}");
            document.Add(new StringField(Quiz, QuizKey(revision.Outline.Id, quiz.Id), Field.Store.NO));
            yield return document;
        }
    }

    public static string QuizKey(string courseId, string activityId) => $"{courseId}/{activityId}";

    public static string RevisionKey(string slug, Guid id) => $"{slug}={id}";

    private static Document Make(Revision revision, FoundKind kind, string title, string? heading, string text, string href)
    {
        var outline = revision.Outline;
        var suffix = Languages.Suffix(outline.Language);
        var document = new Document
        {
            new StringField(Course, outline.Title, Field.Store.YES),
            new StringField(Revision, RevisionKey(outline.Slug, revision.Id), Field.Store.NO),
            new StoredField(Href, href),
            new StoredField(StoredTitle, title),
            new StoredField(StoredText, text),
            new TextField($"{Title}.{suffix}", title, Field.Store.NO),
            new TextField($"{Text}.{suffix}", text, Field.Store.NO),
            new TextField($"{Words}.{suffix}", $"{title} {heading} {text}", Field.Store.NO),
        };
        foreach (var (field, value) in new[] { (Language, outline.Language), (Slug, outline.Slug), (Kind, kind.ToString()) })
        {
            document.Add(new StringField(field, value, Field.Store.YES));
            document.Add(new SortedDocValuesField(field, new BytesRef(value)));
        }

        if (kind != FoundKind.Explanation)
        {
            document.Add(new TextField($"{Label}.{suffix}", heading ?? title, Field.Store.NO));
        }

        if (heading is not null)
        {
            document.Add(new StoredField(StoredHeading, heading));
            document.Add(new TextField($"{Heading}.{suffix}", heading, Field.Store.NO));
        }

        return document;
    }

    private static string Plain(string html) => WebUtility.HtmlDecode(Spaces().Replace(Marks().Replace(html, " "), " ")).Trim();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
