using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Analysis;

/// <summary>
/// Looks through the quizzes for weak questions and opens a task for an editor for each thing found. May be repeated as often as one likes: a quiz about which nothing changed is passed
/// over, and what has a task gets no second one. A round for the host's scheduler; once a day is enough. An editor may also ask for it on the page of a quiz.
/// </summary>
public sealed class OpenItemTasks(LearningDb db, RevisionCache revisions, AnalyseQuiz analyse, DomainEvents events, TimeProvider clock)
{
    public sealed record ItemTaskOpened(Guid TaskId, string CourseId, string ActivityId, string QuestionId, DateTimeOffset At) : IDomainEvent;

    /// <summary>All quizzes of all courses. Returns how many tasks it opened.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var opened = 0;
        foreach (var revisionId in await db.Courses.AsNoTracking().OrderBy(c => c.Id).Select(c => c.CurrentRevisionId).ToListAsync(cancellation))
        {
            var revision = await revisions.GetAsync(db, revisionId, cancellation);
            foreach (var activity in revision.Activities.Where(a => a.IsQuiz))
            {
                opened += await RunAsync(revision, activity, cancellation);
            }
        }

        return opened;
    }

    /// <summary>One quiz. Returns how many tasks it opened.</summary>
    public async Task<int> RunAsync(Revision revision, ActivityOutline activity, CancellationToken cancellation)
    {
        var (courseId, activityId) = (revision.Outline.Id, activity.Id);
        var basis = await analyse.BasisAsync(revision, activity, cancellation);
        if (await db.QuizMeasures.AnyAsync(m => m.CourseId == courseId && m.ActivityId == activityId && m.Basis == basis, cancellation))
        {
            return 0;
        }

        // Worked out before the one writer of the database is taken.
        var analysis = await analyse.AnalyseAsync(revision, activity, cancellation);
        return await db.WriteAsync(() => WriteAsync(courseId, activityId, analysis, cancellation), cancellation);
    }

    private async Task<int> WriteAsync(string courseId, string activityId, QuizAnalysis analysis, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var measure = await db.QuizMeasures.FindAsync([courseId, activityId], cancellation);
        if (measure is null)
        {
            measure = new(courseId, activityId);
            db.Add(measure);
        }

        measure.Measure(analysis, now);
        var earlier = await db.ItemTasks.AsNoTracking().Where(t => t.CourseId == courseId && t.ActivityId == activityId).ToListAsync(cancellation);
        var handedIn = await HandedInSinceAsync(courseId, activityId, earlier, cancellation);
        var opened = 0;
        foreach (var item in analysis.Items)
        {
            foreach (var found in item.Found)
            {
                var about = earlier.Where(t => t.QuestionId == item.Item.Question.Id && t.Finding == found.Finding).ToArray();
                if (ItemTask.MayOpen(about, item.Item.Version, since => handedIn[since]))
                {
                    var task = ItemTask.Open(courseId, activityId, item, found, now);
                    db.Add(task);
                    await events.PublishAsync(new ItemTaskOpened(task.Id, courseId, activityId, task.QuestionId, now), cancellation);
                    opened++;
                }
            }
        }

        return opened;
    }

    private async Task<Dictionary<DateTimeOffset, int>> HandedInSinceAsync(string courseId, string activityId, List<ItemTask> tasks, CancellationToken cancellation)
    {
        var counts = new Dictionary<DateTimeOffset, int>();
        foreach (var closed in tasks.Select(t => t.ClosedAt).OfType<DateTimeOffset>().Distinct())
        {
            counts.Add(closed, await new ReadAnswers(db).CountAsync(courseId, activityId, closed, cancellation));
        }

        return counts;
    }
}
