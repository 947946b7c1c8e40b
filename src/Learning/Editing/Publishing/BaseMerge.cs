namespace Learning.Editing.Publishing;

public enum MergedAs
{
    /// <summary>As in the revision in force: the draft had not changed it.</summary>
    Theirs,

    /// <summary>As in the draft: it was not changed elsewhere.</summary>
    Mine,

    /// <summary>Both changed it, in different places.</summary>
    Merged,

    /// <summary>Both changed it, and nobody but a person can say what it should be.</summary>
    Clash,
}

/// <summary>A file of a draft brought together with what was published meanwhile. Null bytes and files: not there.</summary>
public sealed record MergedFile(string Path, MergedAs As, HeldFile? Mine, HeldFile? Theirs, byte[]? Bytes);

/// <summary>Brings the files of a draft together with those of a later revision than the one it began from. Pure. Of every file that only one side changed, that side's is kept.</summary>
internal static class BaseMerge
{
    public static IReadOnlyList<MergedFile> Of(IReadOnlyDictionary<string, HeldFile> from, IReadOnlyDictionary<string, HeldFile> mine, IReadOnlyDictionary<string, HeldFile> theirs) =>
        [.. from.Keys.Union(mine.Keys).Union(theirs.Keys).Order(StringComparer.Ordinal).Select(path => Of(path, from.GetValueOrDefault(path), mine.GetValueOrDefault(path), theirs.GetValueOrDefault(path)))];

    private static MergedFile Of(string path, HeldFile? from, HeldFile? mine, HeldFile? theirs)
    {
        if (mine?.Hash == theirs?.Hash || mine?.Hash == from?.Hash)
        {
            return new(path, MergedAs.Theirs, mine, theirs, theirs?.Bytes);
        }

        if (theirs?.Hash == from?.Hash)
        {
            return new(path, MergedAs.Mine, mine, theirs, mine?.Bytes);
        }

        var merged = from is null || mine is null || theirs is null ? null : TextOfFile.Merge(from.Bytes, mine.Bytes, theirs.Bytes);
        return new(path, merged is null ? MergedAs.Clash : MergedAs.Merged, mine, theirs, merged);
    }
}
