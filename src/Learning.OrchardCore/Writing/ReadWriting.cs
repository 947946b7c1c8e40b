using Learning.Authoring;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Lists.Indexes;
using OrchardCore.Media;
using YesSql;

namespace Learning.OrchardCore.Writing;

/// <summary>Reads a course from its published content items, as if it lay in a folder.</summary>
public sealed class ReadWriting(IContentManager content, ISession session, IMediaFileStore media)
{
    /// <summary>Pictures of a course at most, so that a full media library does not come into memory.</summary>
    private const int MostPictures = 500;
    private const long LargestPicture = 2 * 1024 * 1024;

    /// <param name="with">Taken in place of its published version: what is about to be published.</param>
    /// <param name="without">Left out: what is about to be taken away.</param>
    /// <returns>Null where there is no such course that is published or about to be.</returns>
    internal async Task<(CourseReading Reading, WrittenCourse Course, DateTimeOffset? PublishedAt)?> ReadAsync(string courseItemId, ContentItem? with = null, string? without = null)
    {
        var course = with?.ContentItemId == courseItemId ? with : await content.GetAsync(courseItemId, VersionOptions.Published);
        if (course is null || course.ContentItemId == without)
        {
            return null;
        }

        var modules = new List<(WrittenItem, IReadOnlyList<WrittenItem>)>();
        foreach (var module in await InAsync(courseItemId, with, without))
        {
            modules.Add((module, await InAsync(module.Item.ContentItemId, with, without)));
        }

        var written = new WrittenItem(course);
        var folder = new WrittenCourse(written, modules, await MediaAsync(written));
        return (CourseReader.Read(folder, folder.Folder), folder, course.PublishedUtc is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null);
    }

    /// <summary>The course an item belongs to: itself, or the list it stands in, or the one that stands in.</summary>
    internal async Task<string?> CourseOfAsync(ContentItem item)
    {
        for (var at = item; at is not null;)
        {
            if (at.ContentType == WritingTypes.Course)
            {
                return at.ContentItemId;
            }

            at = new WrittenItem(at).ParentId is { } parent ? await content.GetAsync(parent, VersionOptions.Latest) : null;
        }

        return null;
    }

    private async Task<IReadOnlyList<WrittenItem>> InAsync(string listId, ContentItem? with, string? without)
    {
        var items = (await session.Query<ContentItem, ContainedPartIndex>(x => x.ListContentItemId == listId)
            .With<ContentItemIndex>(x => x.Published)
            .ListAsync()).Where(item => item.ContentItemId != with?.ContentItemId && item.ContentItemId != without).Select(item => new WrittenItem(item));
        return [.. (with is not null && new WrittenItem(with) is var given && given.ParentId == listId ? items.Append(given) : items)
            .OrderBy(item => item.Order).ThenBy(item => item.Item.CreatedUtc).ThenBy(item => item.Item.ContentItemId, StringComparer.Ordinal)];
    }

    /// <summary>The pictures that editors put into the folder <c>courses/{address}</c> of the media library; a text names them <c>media/name.svg</c>.</summary>
    private async Task<IReadOnlyList<(string Name, byte[] Bytes)>> MediaAsync(WrittenItem course)
    {
        var folder = $"courses/{(course.Text("Address") is { Length: > 0 } address ? address : course.Id)}";
        var files = new List<(string, byte[])>();
        if (await media.GetDirectoryInfoAsync(folder) is null)
        {
            return files;
        }

        await foreach (var entry in media.GetDirectoryContentAsync(folder))
        {
            if (entry.IsDirectory || entry.Length > LargestPicture)
            {
                continue;
            }

            await using var stream = await media.GetFileStreamAsync(entry.Path);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            files.Add((entry.Name, bytes.ToArray()));
            if (files.Count == MostPictures)
            {
                break;
            }
        }

        return files;
    }
}
