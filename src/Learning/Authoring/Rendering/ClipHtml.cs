using System.Globalization;
using Learning.Authoring.Clips;
using Markdig.Renderers;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Rendering;

/// <summary>
/// Writes a video or a sound: a figure with the browser's own player, its captions, and how large it is, since it costs what the line costs. Nothing of it is fetched before somebody plays it.
/// </summary>
internal static class ClipHtml
{
    public static void Write(HtmlRenderer html, LinkInline image, ShownClip shown, TextLabels labels)
    {
        var (clip, element) = (shown.Clip, shown.Clip.Type.IsVideo ? "video" : "audio");
        html.EnsureLine();
        html.Write("<figure").Own("class", "clip").Write($"><{element}").Own("controls", "").Own("preload", "none").Attribute("src", image.Url).Own("aria-label", InlineText.Of(image)).Write(">");
        foreach (var captions in clip.Captions)
        {
            html.Write("<track").Own("kind", "captions").Own("srclang", captions.Language).Own("label", NameOf(captions.Language)).Attribute("src", SafeHtml.Own(MediaAddress.Of(captions.File)));
            html.Own("default", captions.Language == shown.Shown ? "" : null).Write(">");
        }

        html.Write($"</{element}><figcaption>");
        if (!string.IsNullOrWhiteSpace(image.Title))
        {
            html.WriteEscape(image.Title).Write("<br>");
        }

        html.Write("<small>").WriteEscape(Words(clip, labels));
        if (shown.IsFallback)
        {
            html.Write(". ").WriteEscape(labels.CaptionsNotTranslated).Write(".");
        }

        html.WriteLine("</small></figcaption></figure>");
    }

    private static string Words(Clip clip, TextLabels labels) =>
        string.Format(CultureInfo.InvariantCulture, clip.Type.IsVideo ? labels.Video : labels.Sound, Megabytes(clip.File.Bytes.Length));

    /// <summary>Whole ones, so that no language needs a sign of its own between them and their parts.</summary>
    private static string Megabytes(int bytes) => bytes < 1024 * 1024 ? "< 1" : Math.Ceiling(bytes / (1024.0 * 1024)).ToString(CultureInfo.InvariantCulture);

    private static string NameOf(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return char.ToUpper(culture.NativeName[0], culture) + culture.NativeName[1..];
    }
}
