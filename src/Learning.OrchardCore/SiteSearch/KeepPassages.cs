using Learning.Courses;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Environment.Shell.Scope;
using YesSql;

namespace Learning.OrchardCore.SiteSearch;

/// <summary>
/// Keeps a content item for each passage of the courses in force, so that any index of Orchard's may hold them. Looks what is there and puts right what differs; harmless to repeat.
/// </summary>
public sealed class KeepPassages(LearningDb db, RevisionCache revisions, ISession session, IContentManager content)
{
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        var there = (await session.Query<ContentItem, ContentItemIndex>(x => x.ContentType == PassagePart.ContentType && x.Published).ListAsync(cancellation))
            .ToLookup(item => item.GetOrCreate<PassagePart>().RevisionId);
        var inForce = await db.Courses.AsNoTracking().Where(c => c.WithdrawnAt == null).Select(c => c.CurrentRevisionId).ToListAsync(cancellation);
        foreach (var old in there.Where(group => !inForce.Select(id => id.ToString()).Contains(group.Key)))
        {
            foreach (var item in old)
            {
                await content.RemoveAsync(item);
            }
        }

        foreach (var id in inForce.Where(id => !there.Contains(id.ToString())))
        {
            await AddAsync(await revisions.GetAsync(db, id, cancellation), id);
        }
    }

    private async Task AddAsync(Revision revision, Guid id)
    {
        var outline = revision.Outline;
        foreach (var lesson in revision.Activities.Where(a => !a.IsQuiz))
        {
            foreach (var passage in revision.Lessons[lesson.Id].Passages)
            {
                var item = await content.NewAsync(PassagePart.ContentType);
                item.DisplayText = passage.Heading is null ? lesson.Title : $"{passage.Heading} – {lesson.Title}";
                item.Alter<PassagePart>(part =>
                {
                    part.RevisionId = id.ToString();
                    part.Href = $"/learn/{outline.Slug}/{lesson.Id}{(passage.HeadingId is null ? "" : "#" + passage.HeadingId)}";
                    part.Course = outline.Title;
                    part.Language = outline.Language;
                    part.Text = passage.Text;
                });
                await content.CreateAsync(item, VersionOptions.Published);
            }
        }
    }
}

/// <summary>A course was published: its passages follow when the request is over, in a session of their own.</summary>
public sealed class FollowPublication : IListen<PublishCourse.CoursePublished>
{
    public Task HearAsync(PublishCourse.CoursePublished what, CancellationToken cancellation)
    {
        ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<KeepPassages>().RunOnceAsync(CancellationToken.None));
        return Task.CompletedTask;
    }
}

/// <summary>Passages that did not follow, since a process ended or the feature came later.</summary>
[BackgroundTask(
    Title = "Learning: passages for the site's search",
    Description = "Keeps the passages of the courses in force where the site's search finds them.",
    Schedule = "*/5 * * * *",
    LockTimeout = 3_000,
    LockExpiration = 300_000)]
public sealed class CatchUpPassages : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        await serviceProvider.GetRequiredService<Site.TenantDatabase>().EnsureAsync();
        await serviceProvider.GetRequiredService<KeepPassages>().RunOnceAsync(cancellationToken);
    }
}
