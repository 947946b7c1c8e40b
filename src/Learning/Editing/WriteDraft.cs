using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Courses;
using Learning.Data;
using Learning.Editing.Reviewing;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing;

/// <summary>
/// Changes the files of a draft. Nobody writes over what they have not seen: a text says which one it was made from, and is merged with what has come since, or comes back as a clash.
/// </summary>
public sealed class WriteDraft(LearningDb db, ReadDraft drafts, DomainEvents events, TimeProvider clock)
{
    /// <summary>The hash of a file that is not there.</summary>
    public const string NoFile = "";

    /// <summary>Writes a text.</summary>
    /// <param name="madeFrom">The hash of the file she began from; <see cref="NoFile"/> where she makes it new.</param>
    public Task<Written> TextAsync(Guid draftId, string path, string madeFrom, string text, string by, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            if (await db.Drafts.SingleOrDefaultAsync(d => d.Id == draftId, cancellation) is not { IsOpen: true } draft)
            {
                return new Written(WrittenAs.Closed);
            }

            if (!MayHold(draft, path))
            {
                return new(WrittenAs.Misplaced);
            }

            var now = await drafts.FileAsync(draft, path, cancellation);
            var mine = text.ReplaceLineEndings("\n");
            var theirs = now is null ? null : TextOfFile.Read(now.Bytes);
            if (now?.Hash == (madeFrom.Length == 0 ? null : madeFrom) || theirs == mine)
            {
                return await KeepAsync(draft, now, path, theirs == mine ? now!.Bytes : TextOfFile.Write(mine, now?.Bytes), WrittenAs.Kept, by, cancellation);
            }

            var from = madeFrom.Length == 0 ? null : await drafts.EarlierAsync(draft, path, madeFrom, cancellation);
            if (from is not null && theirs is not null && TextOfFile.Read(from) is { } fromText && MergeTexts.Merge(fromText, mine, theirs) is { } merged)
            {
                return await KeepAsync(draft, now, path, merged == theirs ? now!.Bytes : TextOfFile.Write(merged, now!.Bytes), WrittenAs.Merged, by, cancellation);
            }

            return new(WrittenAs.Clash) { Hash = now?.Hash ?? NoFile, Text = theirs };
        },
        cancellation);

    /// <summary>Puts bytes there, whatever was there: a picture, a file that is brought in. Null takes the file out.</summary>
    public Task<Written> BytesAsync(Guid draftId, string path, byte[]? bytes, string by, CancellationToken cancellation) =>
        ManyAsync(draftId, new Dictionary<string, byte[]?> { [path] = bytes }, by, cancellation);

    /// <summary>The same for several files, all or none: a lesson that moves, a course that is brought in.</summary>
    public Task<Written> ManyAsync(Guid draftId, IReadOnlyDictionary<string, byte[]?> files, string by, CancellationToken cancellation) =>
        ManyAsync(draftId, files, null, by, cancellation);

    /// <summary>The same, where they were made from the draft as it was: of another version by now, it is a clash.</summary>
    /// <param name="madeFrom">The version of the draft; null: whatever it is.</param>
    public Task<Written> ManyAsync(Guid draftId, IReadOnlyDictionary<string, byte[]?> files, int? madeFrom, string by, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            if (await db.Drafts.SingleOrDefaultAsync(d => d.Id == draftId, cancellation) is not { IsOpen: true } draft)
            {
                return new Written(WrittenAs.Closed);
            }

            if (madeFrom is { } version && version != draft.Version)
            {
                db.ChangeTracker.Clear();   // whoever asks reads it again and comes back
                return new(WrittenAs.Clash);
            }

            if (files.Keys.Any(path => !MayHold(draft, path)))
            {
                return new(WrittenAs.Misplaced);
            }

            var written = new Written(WrittenAs.Kept);
            foreach (var (path, bytes) in files)
            {
                written = await KeepAsync(draft, await drafts.FileAsync(draft, path, cancellation), path, bytes, WrittenAs.Kept, by, cancellation);
            }

            return written;
        },
        cancellation);

    /// <summary>Whether a draft may hold a file there: in its course's folder, or one of the registers beside that. Nothing leads out, nothing is hidden.</summary>
    internal static bool MayHold(Draft draft, string path) =>
        path.Length is > 0 and <= RevisionFile.LongestPath
        && ContentPath.Resolve("", path) == path
        && !path.Split('/').Any(step => step.StartsWith('.'))
        && path.All(sign => sign >= ' ' && sign is not ('\\' or ':' or '"' or '<' or '>' or '|' or '?' or '*' or '\u007F'))
        && (path is "sources.csv" or "glossary.csv" || (path.StartsWith($"courses/{draft.Slug}/", StringComparison.Ordinal) && !path.EndsWith('/')));

    private async Task<Written> KeepAsync(Draft draft, HeldFile? before, string path, byte[]? bytes, WrittenAs how, string by, CancellationToken cancellation)
    {
        var file = bytes is null ? null : HeldFile.Of(path, bytes);
        if (before?.Hash != file?.Hash)
        {
            var now = clock.GetUtcNow();
            if (DraftMoved.CallOff(draft, by, "Publication.Trouble.Changed") is { } off)
            {
                await events.PublishAsync(off, cancellation);
            }

            draft.Touch(now);
            if (await db.Set<DraftHand>().FindAsync([draft.Id, by], cancellation) is null)
            {
                db.Add(new DraftHand(draft.Id, by));
            }

            var row = await db.DraftFiles.FindAsync([draft.Id, path], cancellation);
            if (row is null)
            {
                db.Add(DraftFile.Of(draft.Id, path, file?.Hash, by, now));
            }
            else
            {
                row.Change(file?.Hash, by, now);
            }

            if (file is not null && await db.Set<DraftBytes>().FindAsync([draft.Id, file.Hash], cancellation) is null)
            {
                db.Add(new DraftBytes(draft.Id, file.Hash, file.Bytes, now));
            }
        }

        return new(how) { Hash = file?.Hash ?? NoFile, Text = bytes is null ? null : TextOfFile.Read(bytes) };
    }
}

/// <summary>What came of writing a text. Hash and text are those of the file as it is now; the text is null where the file is none, or is not there.</summary>
public sealed record Written(WrittenAs As)
{
    public string Hash { get; init; } = WriteDraft.NoFile;

    public string? Text { get; init; }
}

public enum WrittenAs
{
    /// <summary>As she wrote it.</summary>
    Kept,

    /// <summary>Together with what somebody else changed meanwhile.</summary>
    Merged,

    /// <summary>Not: somebody changed the same lines meanwhile, or took the file out, or made it first. What they made of it comes back.</summary>
    Clash,

    /// <summary>Not: there is no such draft, or it is published or given up.</summary>
    Closed,

    /// <summary>Not: a course has no file there.</summary>
    Misplaced,
}
