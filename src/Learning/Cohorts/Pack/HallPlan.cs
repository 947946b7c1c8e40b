using Learning.Authoring;
using Learning.Courses;
using Microsoft.AspNetCore.Html;

namespace Learning.Cohorts.Pack;

/// <summary>A step of the plan: which part of the module, from which minute to which, and what only facilitators read about it.</summary>
public sealed record PlanStep(string Title, string Kind, int Minutes, int From, int To, IReadOnlyList<PlanNote> Notes)
{
    /// <summary>The id of the part.</summary>
    public string Id { get; init; } = "";
}

/// <summary>A note of a lesson, and the words of the heading above it.</summary>
public sealed record PlanNote(string? Heading, HtmlString Html, bool HasRecording)
{
    internal static PlanNote Of(LessonNote note)
    {
        var (html, hasRecording) = LessonExcerpts.OnPaper(note.Html);
        return new(note.Heading, html, hasRecording);
    }
}

/// <summary>How an evening with a module can go: its parts one after the other, with the minutes their author gave them. Pure.</summary>
public static class HallPlan
{
    public static IReadOnlyList<PlanStep> Of(Revision revision, ModuleOutline module)
    {
        var steps = new List<PlanStep>();
        var minute = 0;
        foreach (var activity in module.Activities)
        {
            var notes = activity.IsQuiz ? null : revision.Lesson(activity.Id).Notes;
            steps.Add(new(activity.Title, KindOf(activity.Kind), activity.Minutes, minute, minute + activity.Minutes, [.. (notes ?? []).Select(PlanNote.Of)]) { Id = activity.Id });
            minute += activity.Minutes;
        }

        return steps;
    }

    private static string KindOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Lesson => "lesson",
        ActivityKind.Practice => "practice",
        ActivityKind.Survey => "survey",
        ActivityKind.PreTest => "pre-test",
        _ => "test",
    };
}
