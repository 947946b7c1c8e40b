using System.Globalization;
using System.Text.Json;
using Learning.Authoring;
using Learning.Data;
using Learning.Questions;
using Learning.Telemetry;
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

    /// <summary>The revision in the course's own language, or an exception: whoever names one has its id from the database.</summary>
    public ValueTask<Revision> GetAsync(LearningDb db, Guid id, CancellationToken cancellation) =>
        Find(id, "") is { } revision ? ValueTask.FromResult(revision) : new(LoadAsync(db, id, cancellation));

    /// <summary>The revision in a language, where the course has it; else in its own. Ids, keys and rules are the same in all.</summary>
    public async ValueTask<Revision> GetAsync(LearningDb db, Guid id, string language, CancellationToken cancellation)
    {
        if (Find(id, language) is { } revision)
        {
            return revision;
        }

        var own = await GetAsync(db, id, cancellation);
        return own.Outline.Translations?.Contains(language, StringComparer.Ordinal) == true && language != own.Language ? await LoadAsync(db, own, language, cancellation) : own;
    }

    /// <summary>The revision in the language of whoever reads.</summary>
    public ValueTask<Revision> ForReaderAsync(LearningDb db, Guid id, CancellationToken cancellation) =>
        GetAsync(db, id, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, cancellation);

    /// <summary>The outline of a revision, for whoever acts within a transaction that may have published it: it is not kept before others can see it.</summary>
    internal async ValueTask<CourseOutline> OutlineWithinAsync(LearningDb db, Guid id, CancellationToken cancellation) =>
        _cache.TryGetValue((id, ""), out Revision? revision) ? revision!.Outline : OutlineOf(await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == id, cancellation));

    private Revision? Find(Guid id, string language)
    {
        if (!_cache.TryGetValue((id, language), out Revision? revision))
        {
            return null;
        }

        Measures.RevisionLookups.Add(1, Measures.Hit);
        return revision;
    }

    private async Task<Revision> LoadAsync(LearningDb db, Guid id, CancellationToken cancellation)
    {
        Measures.RevisionLookups.Add(1, Measures.Miss);
        var row = await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
        var texts = await db.RevisionTexts.AsNoTracking().Where(t => t.RevisionId == id).Select(t => KeyValuePair.Create(t.ActivityId, t.Text)).ToListAsync(cancellation);
        return Keep((id, ""), Read(row.Id, row.Number, OutlineOf(row), texts));
    }

    private async Task<Revision> LoadAsync(LearningDb db, Revision own, string language, CancellationToken cancellation)
    {
        Measures.RevisionLookups.Add(1, Measures.Miss);
        var texts = await db.Set<RevisionTranslation>().AsNoTracking().Where(t => t.RevisionId == own.Id && t.Language == language).Select(t => KeyValuePair.Create(t.ActivityId, t.Text)).ToListAsync(cancellation);
        var outline = JsonSerializer.Deserialize(texts.Single(t => t.Key == RevisionTranslation.Outline).Value, CourseJson.Default.CourseOutline)!;
        return Keep((own.Id, language), Read(own.Id, own.Number, outline, texts, language));
    }

    private Revision Keep((Guid Id, string Language) key, Revision revision) => _cache.Set(key, revision, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(6) });

    internal static CourseOutline OutlineOf(CourseRevision row) => JsonSerializer.Deserialize(row.Outline, CourseJson.Default.CourseOutline)!;

    private static Revision Read(Guid id, int number, CourseOutline outline, List<KeyValuePair<string, string>> texts, string? language = null)
    {
        var quizzes = outline.Activities.Where(a => a.IsQuiz).Select(a => a.Id).ToHashSet();
        return new Revision(
            id,
            number,
            outline,
            texts.Where(t => !t.Key.StartsWith('*') && !quizzes.Contains(t.Key)).Select(t => KeyValuePair.Create(t.Key, JsonSerializer.Deserialize(t.Value, CourseJson.Default.LessonText)!)),
            texts.Where(t => quizzes.Contains(t.Key)).Select(t => KeyValuePair.Create(t.Key, JsonSerializer.Deserialize(t.Value, CourseJson.Default.QuizText)!)),
            texts.Where(t => t.Key == RevisionText.Pool).Select(t => JsonSerializer.Deserialize(t.Value, CourseJson.Default.IReadOnlyListQuestion)!).FirstOrDefault() ?? Array.Empty<Question>(),
            language);
    }
}
