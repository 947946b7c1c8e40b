using System.Text.Json;
using Learning.Authoring;
using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Learning.Courses;

/// <summary>Reads revisions and keeps the ones in use in memory. A revision never changes, so nothing has to be told when one is published.</summary>
public sealed class RevisionCache : IDisposable
{
    /// <summary>Revisions kept at most; the least used go first. One takes about one to three megabytes.</summary>
    private const int Most = 64;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Most });

    public void Dispose() => _cache.Dispose();

    /// <summary>The revision, or an exception: whoever names one has its id from the database.</summary>
    public ValueTask<Revision> GetAsync(LearningDb db, Guid id, CancellationToken cancellation) =>
        _cache.TryGetValue(id, out Revision? revision) ? ValueTask.FromResult(revision!) : new(LoadAsync(db, id, cancellation));

    /// <summary>The outline of a revision, for whoever acts within a transaction that may have published it: it is not kept before others can see it.</summary>
    internal async ValueTask<CourseOutline> OutlineWithinAsync(LearningDb db, Guid id, CancellationToken cancellation) =>
        _cache.TryGetValue(id, out Revision? revision) ? revision!.Outline : OutlineOf(await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == id, cancellation));

    private async Task<Revision> LoadAsync(LearningDb db, Guid id, CancellationToken cancellation)
    {
        var row = await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
        var texts = await db.RevisionTexts.AsNoTracking().Where(t => t.RevisionId == id).ToListAsync(cancellation);
        var revision = Read(row, texts);
        return _cache.Set(id, revision, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(6) });
    }

    internal static CourseOutline OutlineOf(CourseRevision row) => JsonSerializer.Deserialize(row.Outline, CourseJson.Default.CourseOutline)!;

    private static Revision Read(CourseRevision row, List<RevisionText> texts)
    {
        var outline = OutlineOf(row);
        var quizzes = outline.Activities.Where(a => a.IsQuiz).Select(a => a.Id).ToHashSet();
        return new Revision(
            row.Id,
            row.Number,
            outline,
            texts.Where(t => t.ActivityId != RevisionText.Pool && !quizzes.Contains(t.ActivityId))
                .Select(t => KeyValuePair.Create(t.ActivityId, JsonSerializer.Deserialize(t.Text, CourseJson.Default.LessonText)!)),
            texts.Where(t => quizzes.Contains(t.ActivityId))
                .Select(t => KeyValuePair.Create(t.ActivityId, JsonSerializer.Deserialize(t.Text, CourseJson.Default.QuizText)!)),
            texts.Where(t => t.ActivityId == RevisionText.Pool)
                .Select(t => JsonSerializer.Deserialize(t.Text, CourseJson.Default.IReadOnlyListQuestion)!)
                .FirstOrDefault() ?? Array.Empty<Question>());
    }
}
