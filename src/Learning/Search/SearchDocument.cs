using Learning.Authoring;
using Learning.Courses;
using Lucene.Net.Documents;

namespace Learning.Search;

/// <summary>One thing that can be found: a passage of a lesson, a course, a glossary term. Fields that hold words end in the language.</summary>
internal static class SearchDocument
{
    /// <summary>Change when the fields change: indexes of another version are built anew.</summary>
    public const string Version = "1";

    public const string Title = "title";
    public const string Heading = "heading";
    public const string Text = "text";
    public const string Href = "href";
    public const string Course = "course";
    public const string Language = "language";
    public const string StoredTitle = "stored-title";
    public const string StoredHeading = "stored-heading";
    public const string StoredText = "stored-text";

    public static readonly IReadOnlyList<string> TextFields = [Title, Heading, Text];

    public static IEnumerable<Document> Of(Revision revision)
    {
        var outline = revision.Outline;
        yield return Make(outline, outline.Title, null, $"{outline.Summary} {string.Join(". ", outline.Objectives.Select(o => o.Text))}", $"/courses/{outline.Slug}");

        foreach (var activity in revision.Activities)
        {
            var href = $"/learn/{outline.Slug}/{activity.Id}";
            if (activity.IsQuiz)
            {
                yield return Make(outline, activity.Title, null, revision.ModuleOf(activity.Id).Title, href);
                continue;
            }

            foreach (var passage in revision.Lesson(activity.Id).Passages.Where(p => p.Text.Length > 0 || p.Heading is not null))
            {
                yield return Make(outline, activity.Title, passage.Heading, passage.Text, passage.HeadingId is null ? href : $"{href}#{passage.HeadingId}");
            }
        }

        var terms = revision.Activities.Where(a => !a.IsQuiz)
            .SelectMany(a => revision.Lesson(a.Id).Terms.Select(term => (term, Href: $"/learn/{outline.Slug}/{a.Id}#term-{term.Id}")))
            .DistinctBy(t => t.term.Id);
        foreach (var (term, href) in terms)
        {
            yield return Make(outline, term.Name, null, term.Definition, href);
        }
    }

    private static Document Make(CourseOutline outline, string title, string? heading, string text, string href)
    {
        var suffix = Languages.Suffix(outline.Language);
        var document = new Document
        {
            new StringField(Course, outline.Title, Field.Store.YES),
            new StringField(Language, suffix, Field.Store.YES),
            new StoredField(Href, href),
            new StoredField(StoredTitle, title),
            new StoredField(StoredText, text),
            new TextField($"{Title}.{suffix}", title, Field.Store.NO),
            new TextField($"{Text}.{suffix}", text, Field.Store.NO),
        };
        if (heading is not null)
        {
            document.Add(new StoredField(StoredHeading, heading));
            document.Add(new TextField($"{Heading}.{suffix}", heading, Field.Store.NO));
        }

        return document;
    }
}
