using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Learning.Authoring;
using Learning.Data;
using Learning.Events;
using Learning.Questions;
using Learning.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses;

/// <summary>
/// Turns a draft into the next numbered revision of its course and puts it in force. A draft equal to the revision in force
/// changes nothing, so importing a folder twice is harmless. Where media lie in a store of their own, new ones are put there first, and nothing is published if that cannot be done (<see cref="MediaStoreException"/>).
/// </summary>
public sealed class PublishCourse(LearningDb db, CourseFiles files, MediaBytes media, DomainEvents events, TimeProvider clock)
{
    public sealed record CoursePublished(string CourseId, Guid RevisionId, int Number, DateTimeOffset At) : IDomainEvent;

    /// <summary>What publishing did: the revision in force, and whether it is new.</summary>
    public sealed record Published(string CourseId, Guid RevisionId, int Number, bool IsNew);

    /// <exception cref="SlugTakenException">Another course already has the address.</exception>
    public async Task<Published> PublishAsync(CourseDraft draft, CancellationToken cancellation) => (await PublishAsync([draft], cancellation))[0];

    /// <summary>Publishes what was made of a revision, if that one is still in force.</summary>
    /// <exception cref="RevisionMovedException">Somebody else published meanwhile.</exception>
    public async Task<Published> PublishAsync(CourseDraft draft, Guid madeOf, Publication publication, CancellationToken cancellation)
    {
        var (_, parts, hash) = await PrepareAsync(draft, cancellation);
        return await db.WriteAsync(
            Turn.Alone,   // everybody's outcome is decided anew
            async () => await db.Courses.AnyAsync(c => c.Id == draft.Outline.Id && c.CurrentRevisionId == madeOf, cancellation)
                ? await PublishAsync(draft, parts, hash, publication, cancellation)
                : throw new RevisionMovedException(),
            cancellation);
    }

    /// <summary>Publishes all of them or none.</summary>
    /// <exception cref="SlugTakenException">One has the address of another course.</exception>
    public async Task<IReadOnlyList<Published>> PublishAsync(IReadOnlyList<CourseDraft> drafts, CancellationToken cancellation)
    {
        var prepared = new List<Prepared>();
        foreach (var draft in drafts)
        {
            prepared.Add(await PrepareAsync(draft, cancellation));
        }

        return await db.WriteAsync<IReadOnlyList<Published>>(
            Turn.Alone,
            async () =>
            {
                var published = new List<Published>();
                foreach (var (draft, parts, hash) in prepared)
                {
                    published.Add(await PublishAsync(draft, parts, hash, new(), cancellation));
                }

                return published;
            },
            cancellation);
    }

    /// <summary>A draft with all that takes time about it done, so that a transaction need not wait for it.</summary>
    internal sealed record Prepared(CourseDraft Draft, IReadOnlyList<Part> Parts, string Hash);

    /// <exception cref="MediaStoreException">Its media cannot be kept.</exception>
    internal async Task<Prepared> PrepareAsync(CourseDraft draft, CancellationToken cancellation)
    {
        var parts = Parts(draft);
        await media.PutAsync(draft.Media, cancellation);
        return new(draft, parts, Hash(parts, draft.Media));
    }

    /// <summary>Within a transaction of the caller's, who has its turn alone: a new revision, also where only files differ and not what they say.</summary>
    internal Task<Published> PublishWithinAsync(Prepared prepared, Publication publication, CancellationToken cancellation) =>
        PublishAsync(prepared.Draft, prepared.Parts, prepared.Hash, publication, cancellation, isAlwaysNew: true);

    /// <summary>Within a transaction of the caller's, who has its turn alone: a new revision that says what an earlier one said, with its files.</summary>
    /// <exception cref="SlugTakenException">Another course has the address it had then.</exception>
    internal async Task<Published> PutBackWithinAsync(Course course, CourseRevision earlier, Publication publication, CancellationToken cancellation)
    {
        var slug = RevisionCache.OutlineOf(earlier).Slug;
        if (await db.Courses.AnyAsync(c => c.Slug == slug && c.Id != course.Id, cancellation))
        {
            throw new SlugTakenException(slug);
        }

        var now = clock.GetUtcNow();
        var began = Stopwatch.GetTimestamp();
        var last = await db.Revisions.Where(r => r.CourseId == course.Id).MaxAsync(r => r.Number, cancellation);
        var revision = new CourseRevision(course.Id, last + 1, earlier.Hash, earlier.Outline, now, publication);
        db.Add(revision);
        db.AddRange((await db.RevisionTexts.AsNoTracking().Where(t => t.RevisionId == earlier.Id).ToListAsync(cancellation)).Select(t => new RevisionText(revision.Id, t.ActivityId, t.Text)));
        db.AddRange((await db.Set<RevisionTranslation>().AsNoTracking().Where(t => t.RevisionId == earlier.Id).ToListAsync(cancellation)).Select(t => new RevisionTranslation(revision.Id, t.Language, t.ActivityId, t.Text)));
        db.AddRange((await db.Set<RevisionFile>().AsNoTracking().Where(f => f.RevisionId == earlier.Id).ToListAsync(cancellation)).Select(f => new RevisionFile(revision.Id, f.Path, f.Hash)));
        course.PutInForce(revision, slug);
        await db.SaveChangesAsync(cancellation);
        await events.PublishAsync(new CoursePublished(course.Id, revision.Id, revision.Number, now), cancellation);
        Measures.PublicationTime.RecordSince(began);
        return new(course.Id, revision.Id, revision.Number, IsNew: true);
    }

    private async Task<Published> PublishAsync(
        CourseDraft draft, IReadOnlyList<Part> parts, string hash, Publication publication, CancellationToken cancellation, bool isAlwaysNew = false)
    {
        var outline = draft.Outline;
        var now = clock.GetUtcNow();
        var began = Stopwatch.GetTimestamp();
        using var span = Measures.Source.StartActivity("publish");
        if (await db.Courses.AnyAsync(c => c.Slug == outline.Slug && c.Id != outline.Id, cancellation))
        {
            throw new SlugTakenException(outline.Slug);
        }

        var course = await db.Courses.FindAsync([outline.Id], cancellation);
        if (course is not null)
        {
            var current = await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == course.CurrentRevisionId, cancellation);
            if (!isAlwaysNew && (current.Hash == hash || IsSame(current, draft)))
            {
                await files.KeepAsync(current.Id, draft.Files, cancellation);
                return new(course.Id, current.Id, current.Number, IsNew: false);
            }
        }
        else
        {
            course = new Course(outline.Id, outline.Slug, now);
            db.Add(course);
        }

        var last = await db.Revisions.Where(r => r.CourseId == course.Id).MaxAsync(r => (int?)r.Number, cancellation) ?? 0;
        var revision = new CourseRevision(course.Id, last + 1, hash, parts[0].Text, now, publication);
        db.Add(revision);
        db.AddRange(parts.Skip(1).Select(part => part.Language.Length == 0
            ? new RevisionText(revision.Id, part.Id, part.Text)
            : (object)new RevisionTranslation(revision.Id, part.Language, part.Id, part.Text)));
        course.PutInForce(revision, outline.Slug);
        await KeepMediaAsync(draft.Media, cancellation);
        await files.KeepAsync(revision.Id, draft.Files, cancellation);

        // Listeners recount learners against the new outline, so it has to be readable in this transaction.
        await db.SaveChangesAsync(cancellation);
        await events.PublishAsync(new CoursePublished(course.Id, revision.Id, revision.Number, now), cancellation);
        Measures.PublicationTime.RecordSince(began);
        return new(course.Id, revision.Id, revision.Number, IsNew: true);
    }

    private async Task KeepMediaAsync(IReadOnlyList<MediaFile> shown, CancellationToken cancellation)
    {
        var hashes = shown.Select(m => m.Hash).ToList();
        var kept = await db.Media.Where(m => hashes.Contains(m.Hash)).Select(m => m.Hash).ToListAsync(cancellation);
        db.AddRange(shown.DistinctBy(m => m.Hash).Where(m => !kept.Contains(m.Hash)).Select(media.RowOf));
    }

    /// <summary>A text of a revision: its language (empty: the course's own), the id it is kept under, and its JSON.</summary>
    internal readonly record struct Part(string Language, string Id, string Text);

    /// <summary>The outline first, then each text under its activity's id; then the same in every other language.</summary>
    internal static IReadOnlyList<Part> Parts(CourseDraft draft) => Parts(draft, CourseJson.Kept);

    private static IReadOnlyList<Part> Parts(CourseDraft draft, CourseJson json) =>
        SideBySide.Make<Func<Part>, Part>(
            [
                () => new("", "", Written(draft.Outline, json)),
                .. Texts("", draft.Lessons, draft.Quizzes, draft.Pool, json),
                .. draft.Translations.OrderBy(t => t.Key, StringComparer.Ordinal)
                    .SelectMany(t => Texts(t.Key, t.Value.Lessons, t.Value.Quizzes, t.Value.Pool, json).Prepend(() => new(t.Key, RevisionTranslation.Outline, Written(t.Value.Outline, json)))),
            ],
            write => write());

    private static string Written(CourseOutline outline, CourseJson json) => JsonSerializer.Serialize(outline, json.CourseOutline);

    private static IEnumerable<Func<Part>> Texts(string language, IReadOnlyDictionary<string, LessonText> lessons, IReadOnlyDictionary<string, QuizText> quizzes, IReadOnlyList<Question> pool, CourseJson json) =>
    [
        .. lessons.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => (Func<Part>)(() => new(language, l.Key, JsonSerializer.Serialize(l.Value, json.LessonText)))),
        .. quizzes.OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => (Func<Part>)(() => new(language, q.Key, JsonSerializer.Serialize(q.Value, json.QuizText)))),
        () => new(language, RevisionText.Pool, JsonSerializer.Serialize(pool, json.IReadOnlyListQuestion)),
    ];

    /// <summary>Whether a revision says the same in the writing of its time.</summary>
    private static bool IsSame(CourseRevision revision, CourseDraft draft) =>
        CourseJson.MayBeEscaped(revision.Outline) && revision.Hash == Hash(Parts(draft, CourseJson.Default), draft.Media);

    private static string Hash(IReadOnlyList<Part> parts, IReadOnlyList<MediaFile> shown)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (language, id, text) in parts)
        {
            // As before there were languages, so that a course without translations has the hash it had.
            Append(language.Length == 0 ? $"{id}\0" : $"{language}\0{id}\0");
            Append(text);
            Append("\0");
        }

        foreach (var file in shown.Select(m => m.Hash).Order(StringComparer.Ordinal))
        {
            Append(file);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
            hash.AppendData(bytes, 0, Encoding.UTF8.GetBytes(text, bytes));
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}

/// <summary>Two courses cannot have one address: rename the folder of one of them.</summary>
public sealed class SlugTakenException(string slug)
    : Exception($"Another course already has the address \"{slug}\". Rename this course's folder, or give it the id of the course it is meant to be.")
{
    public string Slug { get; } = slug;
}

/// <summary>The revision that a draft was made of is no longer in force: read it again, and publish then.</summary>
public sealed class RevisionMovedException : Exception;
