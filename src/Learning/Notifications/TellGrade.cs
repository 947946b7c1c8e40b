using System.Globalization;
using Learning.Assessment;
using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>A learner hears that what she wrote has been read, when all of that attempt has been. What it came to she sees on the site: a mail may be read by others.</summary>
public sealed class TellGrade(LearningDb db, RevisionCache revisions, PostMessage post) : IListen<EssayGraded>
{
    public async Task HearAsync(EssayGraded what, CancellationToken cancellation)
    {
        if (what.AwaitsGrading)
        {
            return;
        }

        var current = await db.Courses.Where(c => c.Id == what.CourseId).Select(c => c.CurrentRevisionId).SingleAsync(cancellation);
        var revision = await revisions.GetAsync(db, current, cancellation);
        var activity = revision.Activity(what.ActivityId);
        await post.PostAsync(
            new Letter
            {
                Topic = Topic.Grade,
                LearnerId = what.LearnerId,
                Key = $"grade {what.GradeId.ToString("D", CultureInfo.InvariantCulture)}",
                Words = new GradeWords(revision.Outline.Title, activity is null ? revision.Outline.Title : revision.Outline.NameOf(activity)),
                Href = activity is null ? "/my" : $"/learn/{revision.Outline.Slug}/{activity.Id}?attempt={what.AttemptId.ToString("D", CultureInfo.InvariantCulture)}",
            },
            cancellation);
    }

    public sealed record GradeWords(string Course, string Quiz);
}
