using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Learning.Authoring.Files;

namespace Learning.Authoring.Clips;

/// <summary>
/// What captions in WebVTT must be: a first line that says so, and cues whose times run on, with words and no markup but for speakers, languages, bold, italic and underlined. Styles are left to the reader and to the theme. Pure.
/// </summary>
internal static partial class WebVtt
{
    public const int MostBytes = 512 * 1024;

    public const string Bad = "bad-captions";

    private const string Remedy = "A cue is a line 00:00:01.000 --> 00:00:04.000, the words below it, and an empty line.";

    /// <summary>Reports what is wrong, each with its line; true where nothing is.</summary>
    public static bool Check(SourceText source, Problems problems)
    {
        var found = Faults(source.Text).ToList();
        foreach (var (at, reason, remedy) in found)
        {
            problems.Add(source.At(at), Bad, reason, remedy);
        }

        return found.Count == 0;
    }

    /// <summary>The cues that can be read, in their order.</summary>
    public static IReadOnlyList<CaptionLine> Lines(string text)
    {
        var read = new List<CaptionLine>();
        foreach (var lines in Blocks().Matches(text).Select(block => block.Value.Split('\n')))
        {
            var timed = Array.FindIndex(lines, 0, Math.Min(2, lines.Length), line => line.Contains("-->", StringComparison.Ordinal));
            if (timed >= 0 && Times().Match(lines[timed]) is { Success: true } times && From(times, "from") is { } from && From(times, "to") is { } to)
            {
                var words = string.Join('\n', lines.Skip(timed + 1));
                var speakers = Speaker().Matches(words).Select(m => Plain(m.Groups[1].Value)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal);
                read.Add(new(from, to, string.Join(", ", speakers), Plain(Known().Replace(words, ""))));
            }
        }

        return read;
    }

    private static string Plain(string words) => WebUtility.HtmlDecode(words).Trim();

    private static IEnumerable<(int At, string Reason, string Remedy)> Faults(string text)
    {
        if (!First().IsMatch(text))
        {
            yield return (0, "Captions begin with the line WEBVTT.", "Save them as WebVTT, or write that line on top, and an empty one below it.");
            yield break;
        }

        var (isEmpty, before) = (true, TimeSpan.Zero);
        foreach (var block in Blocks().Matches(text).Skip(1))
        {
            var (at, lines) = (block.Index, block.Value.Split('\n'));
            if (lines[0].StartsWith("NOTE", StringComparison.Ordinal) && !lines[0].Contains("-->", StringComparison.Ordinal))
            {
                continue;
            }

            isEmpty = false;
            if (lines[0].TrimEnd() is "STYLE" or "REGION")
            {
                yield return (at, $"{lines[0].TrimEnd()} is not taken.", "Delete it: how captions look is for the reader to say.");
                continue;
            }

            var timed = lines[0].Contains("-->", StringComparison.Ordinal) ? 0 : 1;
            at += timed == 0 ? 0 : lines[0].Length + 1;
            if (timed >= lines.Length || Times().Match(lines[timed]) is not { Success: true } times || From(times, "from") is not { } from || From(times, "to") is not { } to)
            {
                yield return (block.Index, "These are no captions: a line with two times is missing, or cannot be read.", Remedy);
                continue;
            }

            if (to <= from || from < before)
            {
                yield return (at, to <= from ? "The cue ends before it begins." : "The cue begins before the one above it.", "Write cues in the order of their times.");
            }

            before = from;
            at += lines[timed].Length + 1;
            foreach (var line in lines.Skip(timed + 1))
            {
                if (ForeignMarkup(line) is { } column)
                {
                    yield return (at + column, "There is markup here that captions do not have.", "Write plain words; <v Name> says who speaks, <b>, <i>, <u> and <lang fr> are there too, and &lt; is the sign itself.");
                }

                at += line.Length + 1;
            }
        }

        if (isEmpty)
        {
            yield return (0, "There is no cue in it.", Remedy);
        }
    }

    private static TimeSpan? From(Match times, string name)
    {
        var hours = times.Groups[name + "h"] is { Success: true } given ? int.Parse(given.Value, CultureInfo.InvariantCulture) : 0;
        var (minutes, seconds) = (int.Parse(times.Groups[name + "m"].Value, CultureInfo.InvariantCulture), int.Parse(times.Groups[name + "s"].Value, CultureInfo.InvariantCulture));
        return minutes > 59 || seconds > 59 ? null : new TimeSpan(0, hours, minutes, seconds, int.Parse(times.Groups[name + "f"].Value, CultureInfo.InvariantCulture));
    }

    private static int? ForeignMarkup(string line)
    {
        if (line.IndexOf("-->", StringComparison.Ordinal) is >= 0 and var arrow)
        {
            return arrow;
        }

        var left = Known().Replace(line, tag => new string(' ', tag.Length));
        return left.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open ? open : null;
    }

    [GeneratedRegex("^WEBVTT([ \t][^\n]*)?(\n|$)", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex("[^\n]+(\n[^\n]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Blocks();

    [GeneratedRegex(
        @"^((?<fromh>[0-9]{2,3}):)?(?<fromm>[0-9]{2}):(?<froms>[0-9]{2})\.(?<fromf>[0-9]{3})[ \t]+-->[ \t]+((?<toh>[0-9]{2,3}):)?(?<tom>[0-9]{2}):(?<tos>[0-9]{2})\.(?<tof>[0-9]{3})([ \t]+[a-z]+:[a-z0-9,.%-]+)*[ \t]*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    [GeneratedRegex(@"<v(?:\.[A-Za-z0-9_-]+)*[ \t]([^<>]*)>", RegexOptions.CultureInvariant)]
    private static partial Regex Speaker();

    [GeneratedRegex(@"</?(b|i|u|c|ruby|rt)(\.[A-Za-z0-9_-]+)*>|<v(\.[A-Za-z0-9_-]+)*[ \t][^<>]*>|<lang[ \t][A-Za-z-]+>|</(v|lang)>|<([0-9]{2,3}:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}>", RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
