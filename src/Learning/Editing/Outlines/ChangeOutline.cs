namespace Learning.Editing.Outlines;

/// <summary>Changes several files of a draft at once. What somebody else wrote meanwhile is never written over: then it is all worked out again.</summary>
public sealed class ChangeOutline(ReadDraft drafts, WriteDraft write)
{
    private const int MostTries = 6;

    /// <param name="change">From the draft as it is now to what becomes of which path; it may be asked more than once.</param>
    internal async Task<Written> ChangeAsync(Guid draftId, string by, Func<DraftFolder, DraftOutline, IReadOnlyDictionary<string, byte[]?>> change, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            if (await drafts.ReadAsync(draftId, cancellation) is not { Draft.IsOpen: true } folder)
            {
                return new(WrittenAs.Closed);
            }

            var files = change(folder, DraftOutline.Of(folder));
            var written = files.Count == 0 ? new(WrittenAs.Kept) : await write.ManyAsync(draftId, files, folder.Draft.Version, by, cancellation);
            if (written.As != WrittenAs.Clash || tries == MostTries)
            {
                return written;
            }
        }
    }
}
