using System.Security.Cryptography;
using Learning.Authoring.Files;

namespace Learning.Authoring.Clips;

/// <summary>The videos and sounds a course uses, each read and checked once, with the captions beside it.</summary>
internal sealed class ClipShelf(ContentTree tree, Problems problems)
{
    /// <summary>Of all clips of a course: with them it still is a zip that can be brought in again, and a draft that fits into memory.</summary>
    public const int MostBytes = 48 * 1024 * 1024;

    private readonly Dictionary<string, Clip?> _clips = new(StringComparer.Ordinal);
    private readonly Lock _one = new();
    private bool _isTooMuch;

    public IEnumerable<MediaFile> Files => _clips.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value).OfType<Clip>().SelectMany(c => c.Captions.Select(one => one.File).Prepend(c.File));

    /// <summary>Null when the file is no clip we take; what is wrong with it is reported at the file.</summary>
    /// <param name="own">The language of the course.</param>
    public Clip? Take(string path, string own)
    {
        lock (_one)
        {
            if (!_clips.TryGetValue(path, out var clip))
            {
                (clip, var fault) = Clip.Read(path, most => tree.Read(path, most, problems));
                if (fault is not null)
                {
                    problems.Add(Spot.Start(path), fault.Code, fault.Reason, fault.Remedy);
                }

                clip = clip is null ? null : clip with { Captions = [.. CaptionNames.Of(path, own, tree.FilesIn(ContentPath.Folder(path))).Select(c => CaptionsAt(c.Path, c.Language)).OfType<Captions>()] };
                _clips.Add(path, clip);
                ReportTooMuch(path);
            }

            return clip;
        }
    }

    private Captions? CaptionsAt(string path, string language)
    {
        if (tree.Read(path, WebVtt.MostBytes, problems) is not { } bytes || SourceText.Read(tree, path, problems) is not { } source || !WebVtt.Check(source, problems))
        {
            return null;
        }

        return new(language, new(Convert.ToHexStringLower(SHA256.HashData(bytes)), ContentPath.Name(path), "text/vtt", bytes));
    }

    private void ReportTooMuch(string path)
    {
        if (!_isTooMuch && _clips.Values.OfType<Clip>().DistinctBy(c => c.File.Hash).Sum(c => (long)c.File.Bytes.Length) > MostBytes)
        {
            _isTooMuch = true;   // said once, where it begins
            problems.Add(Spot.Start(path), "too-many-clips", $"With this file the videos and sounds of the course have more than {MostBytes / 1024 / 1024} MB.", "Make them smaller or shorter, or leave some out.");
        }
    }
}
