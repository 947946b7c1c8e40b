using Learning.Authoring;

namespace Learning.Editing.Folders;

/// <summary>What becomes of a file of a draft when a folder is brought in.</summary>
public enum FileFate
{
    /// <summary>The folder has a new one.</summary>
    Added,

    /// <summary>The folder has another one, and nobody changed it here.</summary>
    Changed,

    /// <summary>The folder has none any more, and nobody changed it here.</summary>
    Removed,

    /// <summary>Both changed it, in different places.</summary>
    Merged,

    /// <summary>Both changed it, and a person has to choose.</summary>
    Conflict,
}

/// <summary>A file that would become another one. In a conflict, <paramref name="Folder"/> is what the folder has and <paramref name="Site"/> what the draft has; null: none.</summary>
/// <param name="Bytes">What it would be; null where it would be none, or a person has to choose.</param>
public sealed record FileChange(string Path, FileFate Fate, byte[]? Bytes, byte[]? Folder, byte[]? Site);

/// <summary>
/// Brings the files of a folder together with those of a draft, file by file, against the revision both came from. What only one side changed is as that side has it; what both changed is merged line by line where that can
/// be. Where nobody knows what they came from, a file that differs is a conflict and nothing is taken out. How lines end is no difference. Pure.
/// </summary>
public static class MergeFolders
{
    /// <param name="from">The files both came from, by path; null where nobody knows.</param>
    public static IReadOnlyList<FileChange> Of(IReadOnlyDictionary<string, byte[]>? from, IReadOnlyDictionary<string, byte[]> folder, IReadOnlyDictionary<string, byte[]> site) =>
        [.. folder.Keys.Union(site.Keys).Order(StringComparer.Ordinal).Select(path => Of(path, from?.GetValueOrDefault(path), folder.GetValueOrDefault(path), site.GetValueOrDefault(path), from is not null)).OfType<FileChange>()];

    private static FileChange? Of(string path, byte[]? from, byte[]? folder, byte[]? site, bool isKnown)
    {
        if (IsSame(folder, site) || (isKnown && IsSame(folder, from)) || (folder is null && (!isKnown || IsShared(path))))
        {
            return null;   // the folder says nothing new
        }

        if (isKnown ? IsSame(site, from) : site is null)
        {
            return new(path, folder is null ? FileFate.Removed : site is null ? FileFate.Added : FileFate.Changed, folder, folder, site);
        }

        if (from is not null && folder is not null && site is not null && TextOfFile.Merge(from, site, folder) is { } merged)
        {
            return IsSame(merged, site) ? null : new(path, FileFate.Merged, merged, folder, site);
        }

        return new(path, FileFate.Conflict, null, folder, site);
    }

    /// <summary>A register that courses share may be left out of the folder of one.</summary>
    private static bool IsShared(string path) => !path.Contains('/', StringComparison.Ordinal);

    internal static bool IsSame(byte[]? one, byte[]? other) =>
        one is null || other is null ? one is null && other is null
        : one.AsSpan().SequenceEqual(other) || (TextOfFile.Read(one) is { } text && TextOfFile.Read(other) == text);

    internal static IReadOnlyDictionary<string, byte[]> ByPath(IEnumerable<ContentFile> files) => files.DistinctBy(f => f.Path).ToDictionary(f => f.Path, f => f.Bytes, StringComparer.Ordinal);
}
