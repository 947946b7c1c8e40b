using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text;
using Learning.Accounts;
using Learning.Courses;
using Learning.Editing.Publishing;
using Learning.OrchardCore.Site;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Documents;
using YesSql;

namespace Learning.OrchardCore.Writing;

/// <summary>What became of the courses of this tenant on this node: what stands in the library, and why something does not.</summary>
public sealed class PublicationState
{
    internal ConcurrentDictionary<string, string> InForce { get; } = new(StringComparer.Ordinal);

    internal ConcurrentDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Puts a course into the library as its published content items say, and withdraws it there where none is published any more. Idempotent: it runs after a session that was rolled back too, and again by itself
/// (<see cref="Reconcile"/>). What fails is told to the log and to every editor (<see cref="PublicationNotice"/>) until it succeeds.
/// </summary>
public sealed partial class PutInForce(
    ReadWriting writing, IDocumentManager<CoursesInForce> inForce, PublishCourse publish, ChangeCatalogue catalogue, TenantDatabase database, PublicationState state, ILogger<PutInForce> log)
{
    /// <param name="by">Whose act it was; null: nobody's, it is done again.</param>
    public async Task RunAsync(string courseItemId, ClaimsPrincipal? by = null)
    {
        by = by?.LearnerIdOrNull is null ? null : by;
        try
        {
            await database.EnsureAsync();
            if (await writing.ReadAsync(courseItemId) is not { } read)
            {
                await StandsForAsync(courseItemId, null, by);
            }
            else if (read.Reading.Draft is { } draft)
            {
                await publish.PublishAsync(draft, CancellationToken.None);
                await StandsForAsync(courseItemId, draft.Outline.Id, by);
                await catalogue.BringBackAsync(draft.Outline.Id, by, ifBefore: read.PublishedAt, CancellationToken.None);   // whoever withdrew it later, on a page of the product, meant that
            }
            else
            {
                throw new InvalidOperationException(string.Join(' ', read.Reading.Problems.Take(3).Select(read.Course.Say)));
            }

            state.Failures.TryRemove(courseItemId, out _);
        }
        catch (Exception e)
        {
            state.Failures[courseItemId] = e.Message;
            state.InForce.TryRemove(courseItemId, out _);
            Failed(log, courseItemId, e);
        }
    }

    /// <summary>Notes which course of the library an item stands for. One that no item stands for any more is withdrawn; whoever is in it may finish.</summary>
    private async Task StandsForAsync(string courseItemId, string? id, ClaimsPrincipal? by)
    {
        var before = (await inForce.GetOrCreateImmutableAsync()).Ids.GetValueOrDefault(courseItemId);
        if (before == id)
        {
            return;
        }

        var known = await inForce.GetOrCreateMutableAsync();
        if (id is null)
        {
            known.Ids.Remove(courseItemId);
        }
        else
        {
            known.Ids[courseItemId] = id;
        }

        if (before is not null && !known.Ids.ContainsValue(before))
        {
            await catalogue.WithdrawAsync(before, isClosed: false, by, CancellationToken.None);
        }

        await inForce.UpdateAsync(known);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The course of the content item {Item} could not be put in force. It is tried again.")]
    private static partial void Failed(ILogger log, string item, Exception e);
}

/// <summary>Looks whether the library holds what the published content items say, and puts right what does not: a process may end between the two.</summary>
[BackgroundTask(
    Title = "Learning: courses written in the admin",
    Description = "Puts in force what was published or withdrawn in the admin and did not reach the learners yet.",
    Schedule = "* * * * *",
    LockTimeout = 3_000,
    LockExpiration = 300_000)]
public sealed class Reconcile : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var state = serviceProvider.GetRequiredService<PublicationState>();
        var session = serviceProvider.GetRequiredService<ISession>();
        var inForce = await serviceProvider.GetRequiredService<IDocumentManager<CoursesInForce>>().GetOrCreateImmutableAsync();
        var published = await session.QueryIndex<ContentItemIndex>(x => x.Published && x.ContentType == WritingTypes.Course).ListAsync(cancellationToken);
        var courses = published.Select(x => x.ContentItemId).Union(inForce.Ids.Keys, StringComparer.Ordinal).ToArray();
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
        foreach (var course in courses.Where(course => state.InForce.GetValueOrDefault(course) != now))
        {
            await serviceProvider.GetRequiredService<PutInForce>().RunAsync(course);
            if (!state.Failures.ContainsKey(course))
            {
                state.InForce[course] = now;
            }
        }
    }
}
