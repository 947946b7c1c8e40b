using System.Text;
using System.Text.RegularExpressions;
using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Learning.Authoring.Translations;

namespace Learning.Editing.Outlines;

/// <summary>
/// Files under other names, so that the course says what it said: links to them and from them lead where they led, the pictures that only they show go along into their module, and a translation is as fresh as it was. Pure.
/// </summary>
internal static partial class MoveFiles
{
    /// <param name="files">All files of the draft.</param>
    /// <param name="moves">Old paths with new ones.</param>
    /// <returns>What becomes of which path; null: nothing is there any more.</returns>
    public static IReadOnlyDictionary<string, byte[]?> Apply(IReadOnlyDictionary<string, HeldFile> files, IReadOnlyDictionary<string, string> moves)
    {
        var all = WithPictures(files, moves);
        var texts = new Dictionary<string, (string Before, string After)>(StringComparer.Ordinal);
        foreach (var file in files.Values.Where(f => DraftOutline.IsText(f.Path)))
        {
            if (TextOfFile.Read(file.Bytes) is { } text)
            {
                texts[file.Path] = (text, Relinked(text, file.Path, all, files));
            }
        }

        var changed = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        foreach (var from in all.Keys)
        {
            changed[from] = null;
        }

        foreach (var file in files.Values)
        {
            var to = all.GetValueOrDefault(file.Path, file.Path);
            var after = texts.TryGetValue(file.Path, out var text) ? Restamped(file.Path, text.After, texts) : null;
            if (after is not null && after != text.Before)
            {
                changed[to] = TextOfFile.Write(after, file.Bytes);
            }
            else if (to != file.Path)
            {
                changed[to] = file.Bytes;
            }
        }

        return changed;
    }

    /// <summary>The addresses in a text that lead to files beside it.</summary>
    public static IEnumerable<string> LinkedFrom(string text, string path) => Link().Matches(text).Select(m => Target(m.Groups["to"].Value, path)?.Path).OfType<string>();

    /// <summary>With the pictures that are shown by nothing but texts which leave their module for the same other one.</summary>
    private static Dictionary<string, string> WithPictures(IReadOnlyDictionary<string, HeldFile> files, IReadOnlyDictionary<string, string> moves)
    {
        var all = new Dictionary<string, string>(moves, StringComparer.Ordinal);
        var shown = files.Values.Where(f => DraftOutline.IsText(f.Path)).SelectMany(f => LinkedFrom(TextOfFile.Read(f.Bytes) ?? "", f.Path).Select(to => (f.Path, To: to)))
            .Where(l => files.ContainsKey(l.To) && !DraftOutline.IsText(l.To)).ToLookup(l => l.To, l => l.Path, StringComparer.Ordinal);
        foreach (var picture in shown.Where(p => !moves.ContainsKey(p.Key) && ContentPath.Name(ContentPath.Folder(p.Key)) == "media"))
        {
            var home = ContentPath.Folder(ContentPath.Folder(picture.Key));
            var folders = picture.Select(text => moves.TryGetValue(text, out var to) ? ContentPath.Folder(to) : "").Distinct().ToList();
            if (folders is not [{ Length: > 0 } folder] || folder == home || picture.Any(text => ContentPath.Folder(text) != home))
            {
                continue;
            }

            var target = $"{folder}/media/{ContentPath.Name(picture.Key)}";
            if (!files.ContainsKey(target) && !all.ContainsValue(target))
            {
                all.Add(picture.Key, target);
                TakeCaptions(picture.Key, folder, files, all);
            }
        }

        return all;
    }

    /// <summary>No text names them: they go where their clip goes.</summary>
    private static void TakeCaptions(string clip, string folder, IReadOnlyDictionary<string, HeldFile> files, Dictionary<string, string> all)
    {
        var beside = files.Keys.Where(path => Clip.IsNamed(clip) && ContentPath.Folder(path) == ContentPath.Folder(clip)).Select(ContentPath.Name);
        foreach (var (captions, _) in CaptionNames.Of(clip, "", beside))
        {
            if (!files.ContainsKey($"{folder}/media/{ContentPath.Name(captions)}"))
            {
                all.TryAdd(captions, $"{folder}/media/{ContentPath.Name(captions)}");
            }
        }
    }

    private static string Relinked(string text, string path, Dictionary<string, string> moves, IReadOnlyDictionary<string, HeldFile> files)
    {
        var here = moves.GetValueOrDefault(path, path);
        return Link().Replace(text, match =>
        {
            var written = match.Groups["to"];
            if (Target(written.Value, path) is not { } target || !files.ContainsKey(target.Path))
            {
                return match.Value;
            }

            var to = moves.GetValueOrDefault(target.Path, target.Path);
            if (to == target.Path && ContentPath.Folder(here) == ContentPath.Folder(path))
            {
                return match.Value;
            }

            var at = written.Index - match.Index;
            return string.Concat(match.Value.AsSpan(0, at), Relative(ContentPath.Folder(here), to), target.Tail, match.Value.AsSpan(at + written.Length));
        });
    }

    private static (string Path, string Tail)? Target(string written, string path)
    {
        var end = written.IndexOfAny(['#', '?']);
        var (address, rest) = end < 0 ? (written, "") : (written[..end], written[end..]);
        return address.Length == 0 || address.StartsWith('/') || address.Contains(':', StringComparison.Ordinal) || ContentPath.Resolve(ContentPath.Folder(path), Uri.UnescapeDataString(address)) is not { } to
            ? null
            : (to, rest);
    }

    private static string Relative(string folder, string to)
    {
        var (from, target) = (folder.Split('/', StringSplitOptions.RemoveEmptyEntries), to.Split('/'));
        var same = 0;
        while (same < from.Length && same < target.Length - 1 && from[same] == target[same])
        {
            same++;
        }

        var steps = Enumerable.Repeat("..", from.Length - same).Concat(target[same..]);
        return string.Join('/', steps).Replace(" ", "%20", StringComparison.Ordinal);
    }

    /// <summary>Another address in the source makes it no other text: a translation made from the one is made from the other.</summary>
    private static string Restamped(string path, string text, Dictionary<string, (string Before, string After)> texts)
    {
        if (Translation.LanguageOf(path) is null || !texts.TryGetValue(Translation.SourceOf(path), out var source) || source.Before == source.After)
        {
            return text;
        }

        var (before, after) = (HashesOf(path, source.Before), HashesOf(path, source.After));
        if (before.Count != after.Count)
        {
            return text;
        }

        var now = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (old, hash) in before.Zip(after))
        {
            now[old] = hash;
        }

        return Stamp().Replace(text, stamp => Hash().Replace(stamp.Value, hash => now.GetValueOrDefault(hash.Value, hash.Value)), 1);
    }

    private static IReadOnlyList<string> HashesOf(string path, string text)
    {
        var isQuiz = path.Contains(".quiz.", StringComparison.Ordinal) || path.Contains(".pool.", StringComparison.Ordinal);
        var tree = new ContentTree(new FewFiles([new(path, Encoding.UTF8.GetBytes(text))]));
        if (PageFile.Read(tree, path, isQuiz ? MarkdownForms.Questions : MarkdownForms.Page, new(), takesNotes: true) is not { } page)
        {
            return [];
        }

        if (!isQuiz)
        {
            return [Segments.HashOf(page.Front), .. Segments.Blocks(page.Text).Select(b => Segments.HashOf(b, page.Source))];
        }

        var parts = QuestionParts.Read(page, new Ids(new()), new());
        return [Segments.HashOf(page.Front), Segments.HashOf(Segments.TextOf(parts.Introduction, page.Source)), .. parts.Questions.Select(q => Segments.HashOf(q, page.Source))];
    }

    [GeneratedRegex(@"(?:\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)(?<to>[^\s<>()]+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"^made-from:[^\n]*(\n[ \t]+[^\n]*)*", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"(?<![0-9a-z-])[0-9a-f]{8}(?![0-9a-z-])", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
