using System.Collections.Concurrent;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring.Files;

/// <summary>
/// The files of a content root, wherever they come from. Names are compared letter by letter, so that a course that passes on one
/// machine passes on all.
/// </summary>
internal sealed class ContentTree(IFileProvider provider)
{
    /// <summary>How many folders may lie inside each other; more means a link that leads back to itself.</summary>
    public const int DeepestFolder = 8;

    private readonly ConcurrentDictionary<string, Lazy<(IReadOnlyList<IFileInfo> InOrder, Dictionary<string, IFileInfo> ByName)>> _listings = new(StringComparer.Ordinal);
    private readonly Lock _one = new();
    private readonly SortedDictionary<string, byte[]> _read = new(StringComparer.Ordinal);

    /// <summary>What was read whole so far, by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Opened => _read;

    public IEnumerable<string> FilesIn(string folder) => Listing(folder).Where(e => !e.IsDirectory).Select(e => e.Name);

    public IEnumerable<string> FoldersIn(string folder) => Listing(folder).Where(e => e.IsDirectory).Select(e => e.Name);

    public bool HasFile(string path) => Find(path) is { IsDirectory: false };

    public bool HasFolder(string path) => path.Length == 0 || Find(path) is { IsDirectory: true };

    /// <summary>The bytes of a file, or null (and a problem) when it is not there, cannot be opened or is larger than allowed.</summary>
    public byte[]? Read(string path, int mostBytes, Problems problems)
    {
        var file = Find(path);
        if (file is null or { IsDirectory: true })
        {
            problems.Add(Spot.Start(path), "missing-file", "There is no such file.", "Check its name, letter by letter.");
            return null;
        }

        try
        {
            return ReadAtMost(file, path, mostBytes, problems);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(Spot.Start(path), "unreadable-file", "The file cannot be opened.", "Check its permissions, and that it is not a dead link.");
            return null;
        }
    }

    private byte[]? ReadAtMost(IFileInfo file, string path, int mostBytes, Problems problems)
    {
        // a file may have grown since its length was asked for
        if (file.Length <= mostBytes && (ReadWhole(file, (int)file.Length) ?? ReadWhole(file, mostBytes)) is { } bytes)
        {
            lock (_one)
            {
                _read[path] = bytes;
            }

            return bytes;
        }

        problems.Add(
            Spot.Start(path),
            "file-too-large",
            $"The file is larger than {mostBytes / 1024} KB.",
            "Make it smaller: a phone on a weak connection has to load it.");
        return null;
    }

    private static byte[]? ReadWhole(IFileInfo file, int mostBytes)
    {
        using var stream = file.CreateReadStream();
        var bytes = GC.AllocateUninitializedArray<byte>(mostBytes);
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read < mostBytes ? bytes[..read] : stream.ReadByte() < 0 ? bytes : null;
    }

    private IFileInfo? Find(string path) => At(ContentPath.Folder(path)).ByName.GetValueOrDefault(ContentPath.Name(path));

    private IReadOnlyList<IFileInfo> Listing(string folder) => At(folder).InOrder;

    private (IReadOnlyList<IFileInfo> InOrder, Dictionary<string, IFileInfo> ByName) At(string folder)
    {
        return _listings.GetOrAdd(folder, path => new(() =>
        {
            IReadOnlyList<IFileInfo> inOrder = [.. provider.GetDirectoryContents(path).Where(e => !e.Name.StartsWith('.')).OrderBy(e => e.Name, StringComparer.Ordinal)];
            return (inOrder, inOrder.DistinctBy(e => e.Name).ToDictionary(e => e.Name, StringComparer.Ordinal));
        })).Value;
    }
}
