using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Pictures;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>A page a link may lead to: its address on the site (null: it has none), and the places in it by the name an author uses.</summary>
internal sealed record LinkTarget(string? Address, IReadOnlyDictionary<string, string> Places);

/// <summary>Turns the links and pictures of a text into addresses of the site, and reports those that lead nowhere or where they must not.</summary>
internal sealed class LinkResolver(
    ContentTree tree, string courseFolder, Func<string, LinkTarget?> targets, PictureShelf pictures, Problems problems)
{
    private static readonly string[] _schemes = ["http", "https", "mailto"];

    /// <summary>The language of the course: that of captions whose name says none.</summary>
    public string Language { get; init; } = "en";

    public void Resolve(MarkdownDocument document, SourceText source)
    {
        foreach (var part in document.Descendants())
        {
            switch (part)
            {
                case LinkInline { IsImage: true } image:
                    ResolvePicture(image, source.At(image.Span.Start));
                    break;
                case LinkInline link:
                    link.Url = AddressOf(link.Url ?? "", source.At(link.Span.Start));
                    break;
                case AutolinkInline { IsEmail: false } link:
                    link.Url = AddressOf(link.Url, source.At(link.Span.Start));
                    break;
            }
        }
    }

    private string AddressOf(string url, Spot spot)
    {
        var scheme = SchemeOf(url);
        if (scheme is not null)
        {
            if (!_schemes.Contains(scheme))
            {
                problems.Add(
                    spot,
                    "forbidden-scheme",
                    $"A link cannot begin with “{scheme}:”.",
                    "Link to a web page (https:), to a mail address (mailto:) or to a file of the course.");
            }

            return url;
        }

        var (file, place) = url.Split('#', 2) is [var before, var after] ? (before, Uri.UnescapeDataString(after)) : (url, "");
        var path = file.Length == 0 ? spot.File : PathOf(file, spot);
        return path is null ? "" : AddressOf(path, place, spot);
    }

    private string AddressOf(string path, string place, Spot spot)
    {
        if (!tree.HasFile(path))
        {
            problems.Add(spot, "dead-link", $"There is no file “{path}”.", "Correct the name; it is relative to the file the link stands in.");
            return "";
        }

        var page = Translation.SourceOf(path);
        var target = targets(path) ?? targets(page);
        if (target?.Address is null)
        {
            problems.Add(spot, "link-to-no-page", $"“{path}” is not a page of the site.", "Link to a lesson, a quiz, a module or a course.");
            return "";
        }

        if (place.Length == 0)
        {
            return SafeHtml.Own(target.Address);
        }

        if (!target.Places.TryGetValue(place, out var id))
        {
            problems.Add(
                spot,
                "dead-heading-link",
                $"There is no heading “#{place}” in “{path}”.",
                "The id of a heading is its words in lower case, joined by hyphens, or what its braces say.");
            return "";
        }

        return page == Translation.SourceOf(spot.File) ? SafeHtml.Own("#" + id) : SafeHtml.Own($"{target.Address}#{id}");
    }

    private void ResolvePicture(LinkInline image, Spot spot)
    {
        var alternative = InlineText.Of(image);
        if (alternative.Length == 0)
        {
            problems.Add(
                spot,
                "missing-alt",
                Clip.IsNamed(image.Url ?? "") ? "The recording has no description." : "The picture has no alternative text.",
                Clip.IsNamed(image.Url ?? "") ? "Say between the square brackets what it is: who speaks, and of what." : "Say between the square brackets what the picture says, for someone who cannot see it.");
        }

        var url = image.Url ?? "";
        image.Url = "";
        if (SchemeOf(url) is { } scheme)
        {
            problems.Add(
                spot,
                "forbidden-scheme",
                $"A picture cannot come from “{scheme}:”.",
                "Put the file into a media folder of the course: a page asks nobody else for anything.");
            return;
        }

        if (PathOf(url, spot) is not { } path)
        {
            return;
        }

        if (!tree.HasFile(path))
        {
            problems.Add(
                spot,
                "missing-media",
                $"There is no {(Clip.IsNamed(path) ? "recording" : "picture")} “{path}”.",
                "Put the file there, or correct the name; it is relative to the file it is shown in.");
        }
        else if (!ContentPath.IsWithin(path, courseFolder) || ContentPath.Name(ContentPath.Folder(path)) != "media")
        {
            problems.Add(
                spot,
                "misplaced-media",
                $"“{path}” does not lie in a media folder of this course.",
                "Move it into the folder media of the module or of the course.");
        }
        else if (Clip.IsNamed(path))
        {
            ResolveClip(image, path, spot);
        }
        else if (pictures.Take(path) is { } picture)
        {
            image.Url = SafeHtml.Own(MediaAddress.Of(picture.File));
            image.SetData(typeof(Picture), picture);
        }
    }

    private void ResolveClip(LinkInline image, string path, Spot spot)
    {
        var page = Translation.SourceOf(spot.File);
        if (page.EndsWith(QuizPage.Ending, StringComparison.Ordinal) || page.EndsWith(PoolPage.Ending, StringComparison.Ordinal))
        {
            problems.Add(spot, "clip-in-question", "A video or sound cannot stand among questions.", "Show it in a lesson, and ask about it here.");
            return;
        }

        if (ClipPlace.BlockOf(image) is not { } block)
        {
            problems.Add(spot, "clip-in-line", "A video or sound stands alone in its paragraph.", "Put an empty line before it and behind it.");
            return;
        }

        if (pictures.Clips.Take(path, Language) is not { } clip)
        {
            return;
        }

        var language = Translation.LanguageOf(spot.File) ?? Language;
        var shown = clip.Captions.FirstOrDefault(c => c.Language == language) ?? clip.Captions.FirstOrDefault(c => c.Language == Language);
        image.Url = SafeHtml.Own(MediaAddress.Of(clip.File));
        image.SetData(typeof(ShownClip), new ShownClip(clip, shown?.Language, shown is not null && shown.Language != language));
        if (language == Language)
        {
            ReportSilence(clip, path, block, spot);
        }
    }

    /// <summary>Who cannot hear needs its words: while a video runs, and to read instead of both.</summary>
    private void ReportSilence(Clip clip, string path, ParagraphBlock block, Spot spot)
    {
        var stem = Path.GetFileNameWithoutExtension(ContentPath.Name(path));
        if (clip.Type.IsVideo && clip.Captions.All(c => c.Language != Language) && !CaptionNames.Of(path, Language, tree.FilesIn(ContentPath.Folder(path))).Any(c => c.Language == Language))
        {
            problems.Add(spot, "missing-captions", "The video has no captions.", $"Put a file {stem}{CaptionNames.Ending} beside it: WebVTT, what is said and heard, with its times.");
        }

        if (!ClipPlace.HasTranscript(block))
        {
            problems.Add(
                spot,
                "missing-transcript",
                $"The {(clip.Type.IsVideo ? "video" : "recording")} has no transcript.",
                $"Write right below it a block quote that begins with [!{CalloutKinds.Transcript}]: what is said, and in a video what is seen.");
        }
    }

    /// <summary>Where a relative address leads in the content root; null when it does not stay in it, which is then reported.</summary>
    private string? PathOf(string url, Spot spot)
    {
        var relative = Uri.UnescapeDataString(url.Split('?')[0]);
        var path = relative.StartsWith('/') || relative.Contains('\\', StringComparison.Ordinal) || relative.Contains('\0', StringComparison.Ordinal)
            ? null
            : ContentPath.Resolve(ContentPath.Folder(spot.File), relative);
        if (path is null)
        {
            problems.Add(
                spot,
                "leaves-content",
                $"“{url}” leaves the content folder.",
                "Write a path relative to this file, with forward slashes, that stays inside the content folder.");
        }

        return path;
    }

    /// <summary>What stands before the first colon, unless /, ? or # comes first; spaces and controls count for nothing.</summary>
    private static string? SchemeOf(string url)
    {
        var clean = new string([.. url.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))]);
        var end = clean.IndexOfAny([':', '/', '?', '#']);
        return end > 0 && clean[end] == ':' ? clean[..end].ToLowerInvariant() : null;
    }
}
