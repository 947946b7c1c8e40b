using System.Collections.Concurrent;
using System.Text;
using Learning.Courses;
using Learning.OrchardCore.Site;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using YesSql;

namespace Learning.OrchardCore.Writing;

/// <summary>What became of the courses of this tenant on this node: what stands in the library, and why something does not.</summary>
public sealed class PublicationState
{
    internal ConcurrentDictionary<string, string> InForce { get; } = new(StringComparer.Ordinal);

    internal ConcurrentDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Puts a course into the library as its published content items say. Idempotent: it runs after a session that was rolled back too, and again by itself (<see cref="Reconcile"/>). What fails is
/// told to the log and to every editor (<see cref="PublicationNotice"/>) until it succeeds.
/// </summary>
public sealed partial class PutInForce(ReadWriting writing, PublishCourse publish, TenantDatabase database, PublicationState state, ILogger<PutInForce> log)
{
    public async Task RunAsync(string courseItemId)
    {
        try
        {
            if (await writing.ReadAsync(courseItemId) is not { } read)
            {
                state.Failures.TryRemove(courseItemId, out _);
                return;
            }

            if (read.Reading.Draft is not { } draft)
            {
                throw new InvalidOperationException(string.Join(' ', read.Reading.Problems.Take(3).Select(read.Course.Say)));
            }

            await database.EnsureAsync();
            await publish.PublishAsync(draft, CancellationToken.None);
            state.Failures.TryRemove(courseItemId, out _);
        }
        catch (Exception e)
        {
            state.Failures[courseItemId] = e.Message;
            state.InForce.TryRemove(courseItemId, out _);
            Failed(log, courseItemId, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The course of the content item {Item} could not be put in force. It is tried again.")]
    private static partial void Failed(ILogger log, string item, Exception e);
}

/// <summary>Looks whether the library holds what the published content items say, and puts right what does not: a process may end between the two.</summary>
[BackgroundTask(
    Title = "Learning: courses written in the admin",
    Description = "Puts in force what was published in the admin and did not reach the learners yet.",
    Schedule = "* * * * *",
    LockTimeout = 3_000,
    LockExpiration = 300_000)]
public sealed class Reconcile : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var state = serviceProvider.GetRequiredService<PublicationState>();
        var session = serviceProvider.GetRequiredService<ISession>();
        var courses = (await session.Query<ContentItem, ContentItemIndex>(x => x.Published && x.ContentType == WritingTypes.Course).ListAsync(cancellationToken)).ToArray();
        if (courses.Length == 0)
        {
            return;
        }

        // What any of them says can only have changed with the version or the time of an item.
        var print = new StringBuilder();
        foreach (var item in await session.QueryIndex<ContentItemIndex>(x => x.Published).ListAsync(cancellationToken))
        {
            if (WritingTypes.All.Contains(item.ContentType))
            {
                print.Append(item.ContentItemVersionId).Append(item.ModifiedUtc?.Ticks).Append(' ');
            }
        }

        var now = print.ToString();
        foreach (var course in courses.Where(course => state.InForce.GetValueOrDefault(course.ContentItemId) != now))
        {
            await serviceProvider.GetRequiredService<PutInForce>().RunAsync(course.ContentItemId);
            if (!state.Failures.ContainsKey(course.ContentItemId))
            {
                state.InForce[course.ContentItemId] = now;
            }
        }
    }
}
