using System.Collections.Concurrent;
using System.Text;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Tests.Authoring;
using Learning.Tests.Monitoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Editing;

/// <summary>Several courses have come to their time, and the files of one cannot be kept.</summary>
[NeedsDatabase]
public sealed class PublishScheduledTests : IAsyncLifetime
{
    private const string Duties = "courses/duties";

    private readonly Shelf _shelf = new();
    private readonly KeptLog _log = new();
    private readonly DraftSite _at;

    public PublishScheduledTests() => _at = new() { Site = new() { Log = _log, Replace = services => services.AddSingleton<IMediaStore>(_shelf) } };

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _at.InitializeAsync();

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task While_the_media_store_is_away_a_course_with_new_files_waits_and_the_others_are_published()
    {
        await _at.Put($"{SmallCourse.Folder}/01-first/media/street.webp", TestPictures.Grain(600, 400, SkiaSharp.SKEncodedImageFormat.Webp));
        await _at.Change("Some text.", "Some text.\n\n![A street](media/street.webp)");
        await _at.Site.Publish(OfDuties());
        var other = await _at.Begin("duties");
        var folder = (await _at.Site.With<ReadDraft, DraftFolder?>(read => read.ReadAsync(other, Cancellation)))!;
        var lesson = $"{Duties}{SmallCourse.Lesson[SmallCourse.Folder.Length..]}";
        await _at.Site.With<WriteDraft, Written>(write => write.BytesAsync(other, lesson, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(folder.Files[lesson].Bytes).Replace("Some text.", "Some other text.", StringComparison.Ordinal)), "eva", Cancellation));
        await ScheduleAsync(_at.Draft, TimeSpan.FromHours(1));
        await ScheduleAsync(other, TimeSpan.FromHours(2));   // comes after
        _at.Site.Clock.Ahead = TimeSpan.FromHours(3);
        _shelf.IsAway = true;

        await _at.Round();

        Assert.Equal((DraftState.Scheduled, DraftState.Published), (await StateAsync(_at.Draft), await StateAsync(other)));
        Assert.Equal(1, (await _at.InForce()).Number);
        var told = Assert.Single(_log.Lines, line => line.Contains("was to be published by now and waits", StringComparison.Ordinal));
        Assert.Contains("The course rights ", told, StringComparison.Ordinal);
        Assert.Contains("The shelf is away.", told, StringComparison.Ordinal);

        _shelf.IsAway = false;
        await _at.Round();

        Assert.Equal(DraftState.Published, await StateAsync(_at.Draft));
        Assert.Equal(2, (await _at.InForce()).Number);
    }

    private static CourseDraft OfDuties()
    {
        var content = new SmallCourse().Content;
        foreach (var path in content.GetPaths().Where(path => path.StartsWith(SmallCourse.Folder + "/", StringComparison.Ordinal)))
        {
            content[$"{Duties}{path[SmallCourse.Folder.Length..]}"] = content[path].Replace("id: rights", "id: duties", StringComparison.Ordinal);
        }

        return CourseReader.Read(content, Duties, today: SmallCourse.Today).Draft!;
    }

    private Task<DraftState> StateAsync(Guid draft) => _at.Site.Db(db => db.Drafts.Where(d => d.Id == draft).Select(d => d.State).SingleAsync(Cancellation));

    private Task<bool> ScheduleAsync(Guid draft, TimeSpan from) => _at.Site.Db(db => db.WriteAsync(
        async () =>
        {
            (await db.Drafts.SingleAsync(d => d.Id == draft, Cancellation)).Schedule(_at.Site.Clock.GetUtcNow() + from, "UTC", "eva");
            return true;
        },
        Cancellation));

    /// <summary>Bytes by their names, where a test says so.</summary>
    private sealed class Shelf : IMediaStore
    {
        private readonly ConcurrentDictionary<string, byte[]> _bytes = new(StringComparer.Ordinal);

        public bool IsAway { get; set; }

        public string Place => "the shelf";

        public Task PutAsync(string name, byte[] bytes, string contentType, CancellationToken cancellation)
        {
            _bytes[name] = IsAway ? throw new MediaStoreException(MediaFault.Away, "The shelf is away.") { IsOfWriting = true } : bytes;
            return Task.CompletedTask;
        }

        public Task<byte[]> ReadAsync(string name, long from, int count, CancellationToken cancellation) => IsAway || !_bytes.TryGetValue(name, out var bytes)
            ? throw new MediaStoreException(MediaFault.Away, "The shelf is away.")
            : Task.FromResult(bytes.AsSpan((int)from, count).ToArray());
    }
}
