using System.Text.Json;
using Learning.Authoring;
using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses;

/// <summary>One difference between the revision in force and a draft, named by the id of what differs.</summary>
public sealed record CourseChange(ChangeKind Kind, string Thing, string Id, string Title)
{
    public override string ToString() => $"{Kind switch { ChangeKind.Added => "+", ChangeKind.Removed => "-", _ => "~" }} {Thing} {Id}  {Title}";
}

public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>What publishing a draft would change, by id, in the order of the outline. Pure but for <see cref="AgainstCurrentAsync"/>, which reads.</summary>
public static class CourseDiff
{
    public static async Task<IReadOnlyList<CourseChange>> AgainstCurrentAsync(LearningDb db, CourseDraft draft, CancellationToken cancellation)
    {
        var after = Things(PublishCourse.Parts(draft));
        var revisionId = await db.Courses.Where(c => c.Id == draft.Outline.Id).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation);
        if (revisionId is null)
        {
            return Compare([], after);
        }

        var row = await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == revisionId, cancellation);
        var texts = await db.RevisionTexts.AsNoTracking().Where(t => t.RevisionId == revisionId).ToListAsync(cancellation);
        var translations = await db.Set<RevisionTranslation>().AsNoTracking().Where(t => t.RevisionId == revisionId).ToListAsync(cancellation);
        IReadOnlyList<PublishCourse.Part> before =
        [
            new("", "", row.Outline),
            .. texts.Select(t => new PublishCourse.Part("", t.ActivityId, t.Text)),
            .. translations.Select(t => new PublishCourse.Part(t.Language, t.ActivityId, t.Text)),
        ];
        return Compare(Things(before), after);
    }

    /// <summary>All of it, where the course has not been published yet.</summary>
    public static IReadOnlyList<CourseChange> AgainstNothing(CourseDraft draft) => Compare([], Things(PublishCourse.Parts(draft)));

    internal static IReadOnlyList<CourseChange> Compare(IReadOnlyList<Thing> before, IReadOnlyList<Thing> after)
    {
        var old = before.ToDictionary(t => (t.Kind, t.Id));
        var now = after.Select(t => (t.Kind, t.Id)).ToHashSet();
        return
        [
            .. after.Where(t => !old.ContainsKey((t.Kind, t.Id))).Select(t => new CourseChange(ChangeKind.Added, t.Kind, t.Id, t.Title)),
            .. after.Where(t => old.TryGetValue((t.Kind, t.Id), out var was) && was.Text != t.Text).Select(t => new CourseChange(ChangeKind.Changed, t.Kind, t.Id, t.Title)),
            .. before.Where(t => !now.Contains((t.Kind, t.Id))).Select(t => new CourseChange(ChangeKind.Removed, t.Kind, t.Id, t.Title)),
        ];
    }

    /// <summary>Everything in a revision that has an id, with all that is said of it as one text to compare.</summary>
    internal static IReadOnlyList<Thing> Things(IReadOnlyList<PublishCourse.Part> parts) =>
        [.. parts.GroupBy(p => p.Language, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(language => ThingsIn(language.Key, language.ToDictionary(p => p.Id, p => p.Text, StringComparer.Ordinal)))];

    /// <summary>What is said in one language; the id of a translation has the language behind it.</summary>
    private static IEnumerable<Thing> ThingsIn(string language, Dictionary<string, string> texts)
    {
        var things = OfLanguage(texts, texts[language.Length == 0 ? "" : RevisionTranslation.Outline]);
        return language.Length == 0 ? things : things.Select(thing => thing with { Id = $"{thing.Id}.{language}" });
    }

    private static List<Thing> OfLanguage(Dictionary<string, string> texts, string outlineText)
    {
        var outline = JsonSerializer.Deserialize(outlineText, CourseJson.Default.CourseOutline)!;
        var things = new List<Thing>
        {
            new("course", outline.Id, outline.Title, JsonSerializer.Serialize(outline with { Modules = [] }, CourseJson.Default.CourseOutline)),
        };

        foreach (var (module, place) in outline.Modules.Select((m, place) => (m, place)))
        {
            things.Add(new("module", module.Id, module.Title, $"{place} {module.Title} {module.Summary} {module.Introduction}"));
            foreach (var (activity, order) in module.Activities.Select((a, order) => (a, order)))
            {
                var text = texts.GetValueOrDefault(activity.Id, "");
                var head = $"{module.Id} {order} {activity.Title} {activity.Kind} {activity.Minutes} {activity.Pass} {activity.Questions} {string.Join(' ', activity.Objectives)}";
                if (!activity.IsQuiz)
                {
                    things.Add(new("lesson", activity.Id, activity.Title, head + Kept(text)));
                    continue;
                }

                var quiz = JsonSerializer.Deserialize(text, CourseJson.Default.QuizText)!;
                things.Add(new("quiz", activity.Id, activity.Title, head + JsonSerializer.Serialize(quiz with { Questions = [] }, CourseJson.Default.QuizText)));
                things.AddRange(quiz.Questions.Select(Question));
            }
        }

        var pool = JsonSerializer.Deserialize(texts.GetValueOrDefault(RevisionText.Pool, "[]"), CourseJson.Default.IReadOnlyListQuestion)!;
        things.AddRange(pool.Select(Question));
        return things;
    }

    /// <summary>A lesson as it is written today, so that one of an old revision is not another because of that.</summary>
    private static string Kept(string lesson) =>
        CourseJson.MayBeEscaped(lesson) ? JsonSerializer.Serialize(JsonSerializer.Deserialize(lesson, CourseJson.Default.LessonText)!, CourseJson.Kept.LessonText) : lesson;

    private static Thing Question(Question question) =>
        new("question", question.Id, Calculation.Unmarked(question.Prompt), JsonSerializer.Serialize([question], CourseJson.Default.IReadOnlyListQuestion));

    internal sealed record Thing(string Kind, string Id, string Title, string Text);
}
