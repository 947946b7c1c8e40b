using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Handlers;
using OrchardCore.DisplayManagement.ModelBinding;
using OrchardCore.DisplayManagement.Notify;
using OrchardCore.Documents;
using OrchardCore.Environment.Shell.Scope;

namespace Learning.OrchardCore.Writing;

/// <summary>
/// Publishing, withdrawing or deleting what was written in the admin is refused while the course's reader finds something to mend, and the editor is told what. What is done goes into the
/// library in one direction, when the session is over (<see cref="PutInForce"/>): a course that is not published any more is withdrawn there. A course that is not published yet is written in peace: its
/// parts are looked at when it is.
/// </summary>
public sealed class PublishWriting(IServiceProvider services) : ContentHandlerBase
{
    /// <summary>Named at once, so that a page of a hundred problems stays a page.</summary>
    private const int MostNamed = 10;

    public override async Task PublishingAsync(PublishContentContext context) =>
        context.Cancel |= !await IsFitAsync(context.ContentItem, with: context.ContentItem);

    public override Task PublishedAsync(PublishContentContext context) => QueueAsync(context.ContentItem);

    public override async Task UnpublishingAsync(PublishContentContext context) =>
        context.Cancel |= !await IsFitAsync(context.ContentItem, without: context.ContentItem.ContentItemId);

    public override async Task UnpublishedAsync(PublishContentContext context)
    {
        await SayAsync(context.ContentItem);
        await QueueAsync(context.ContentItem);
    }

    public override async Task RemovingAsync(RemoveContentContext context) =>
        context.Cancel |= !await IsFitAsync(context.ContentItem, without: context.ContentItem.ContentItemId);

    public override async Task RemovedAsync(RemoveContentContext context)
    {
        if (context.NoActiveVersionLeft)
        {
            await SayAsync(context.ContentItem);
        }

        await QueueAsync(context.ContentItem);
    }

    /// <summary>A new order of a list is an update without a publication.</summary>
    public override Task UpdatedAsync(UpdateContentContext context) => context.ContentItem.Published ? QueueAsync(context.ContentItem) : Task.CompletedTask;

    private IHtmlLocalizer H => services.GetRequiredService<IHtmlLocalizer<PublishWriting>>();

    private async Task<bool> IsFitAsync(ContentItem item, ContentItem? with = null, string? without = null)
    {
        if (!WritingTypes.All.Contains(item.ContentType))
        {
            return true;
        }

        var writing = services.GetRequiredService<ReadWriting>();
        if (await writing.CourseOfAsync(item) is not { } courseId || await writing.ReadAsync(courseId, with, without) is not { } read || read.Reading.Problems.Count == 0)
        {
            return true;
        }

        var problems = read.Reading.Problems.Select(read.Course.Say).ToArray();
        var named = problems.Take(MostNamed).Append(problems.Length > MostNamed ? $"And {problems.Length - MostNamed} more." : "").Where(p => p.Length > 0);
        var model = services.GetService<IUpdateModelAccessor>()?.ModelUpdater?.ModelState;
        foreach (var problem in named)
        {
            model?.AddModelError("", problem);
            await services.GetRequiredService<INotifier>().ErrorAsync(new LocalizedHtmlString(problem, System.Net.WebUtility.HtmlEncode(problem)));
        }

        return false;
    }

    /// <summary>What becomes of those who are in a course that goes.</summary>
    private async Task SayAsync(ContentItem item)
    {
        if (item.ContentType == WritingTypes.Course && (await services.GetRequiredService<IDocumentManager<CoursesInForce>>().GetOrCreateImmutableAsync()).Ids.ContainsKey(item.ContentItemId))
        {
            await services.GetRequiredService<INotifier>().InformationAsync(
                H["The course is taken from the catalogue, and nobody new joins it. Whoever is in it can finish it, and certificates stay. Publishing it again brings it back."]);
        }
    }

    private async Task QueueAsync(ContentItem item)
    {
        if (!WritingTypes.All.Contains(item.ContentType) || await services.GetRequiredService<ReadWriting>().CourseOfAsync(item) is not { } courseId)
        {
            return;
        }

        var queued = ShellScope.GetOrCreateFeature<QueuedCourses>();
        if (queued.Ids.Add(courseId))
        {
            var by = services.GetService<IHttpContextAccessor>()?.HttpContext?.User;
            ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<PutInForce>().RunAsync(courseId, by));
        }
    }

    private sealed class QueuedCourses
    {
        public HashSet<string> Ids { get; } = [];
    }
}
