using System.Globalization;
using System.Text;
using Learning.Authoring.Files;
using Markdig.Syntax;

namespace Learning.Authoring.Rendering;

/// <summary>The headings of a text: that they begin at level two and skip none, and the id each can be linked to.</summary>
internal static class Headings
{
    /// <summary>Ids that pages have around a text. A heading's must be another: "Sources" becomes sources-2.</summary>
    internal static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.Ordinal)
    {
        "answered", "contents", "continue", "counting-attempt", "courses", "email-title", "finish", "guest", "languages", "leave-title", "handed-in-here", "main", "name-title",
        "objectives", "outline", "outline-title", "practice-form", "preview-body", "preview-page", "preview-title", "promise", "quiz", "receipts-title", "result", "result-title", "review-form", "review-title", "rule", "rules", "said-here", "save-more", "save-state",
        "search-problem", "secret-title", "session", "session-title", "handed-in", "sources", "start-title", "suggestions", "term-card", "term-card-name", "test", "text", "texts-read-title", "time-left", "unanswered", "unanswered-title", "words",
    };

    /// <summary>Also those that blocks get by their place.</summary>
    private static bool IsReserved(string id) =>
        Reserved.Contains(id) || (id.StartsWith(BlockIds.Prefix, StringComparison.Ordinal) && id[BlockIds.Prefix.Length..].All(char.IsAsciiDigit)) || id.StartsWith("original-", StringComparison.Ordinal);

    /// <summary>Gives each heading its id, its own from the braces or one made of its words, and gives the ids back.</summary>
    public static IReadOnlyDictionary<HeadingBlock, string> Name(IEnumerable<HeadingBlock> headings, SourceText source, Problems problems)
    {
        var ids = new Dictionary<HeadingBlock, string>();
        var taken = new Dictionary<string, Spot>(StringComparer.Ordinal);
        var level = 1;
        foreach (var heading in headings)
        {
            var spot = source.At(heading.Span.Start);
            ReportLevel(heading.Level, level, spot, problems);
            level = heading.Level;
            ids.Add(heading, OwnId(heading, spot, taken, source, problems) ?? MadeId(heading, spot, taken));
        }

        return ids;
    }

    private static void ReportLevel(int level, int before, Spot spot, Problems problems)
    {
        if (level == 1)
        {
            problems.Add(
                spot,
                "heading-level-one",
                "A heading of level one (#) stands in the text; that level belongs to the title.",
                "Begin headings with ## and less important ones with ###.");
        }
        else if (level > before + 1)
        {
            problems.Add(
                spot,
                "heading-jump",
                $"A heading of level {level} follows level {before}.",
                $"Write it with {new string('#', before + 1)}: levels are never skipped.");
        }
    }

    private static string? OwnId(HeadingBlock heading, Spot spot, Dictionary<string, Spot> taken, SourceText source, Problems problems)
    {
        var braces = HeadingBraces.Of(heading);
        foreach (var word in braces.Words.Where(w => !w.Text.StartsWith('#')))
        {
            problems.Add(
                source.At(word.Offset),
                "unknown-attribute",
                $"“{word.Text}” has no meaning on this heading.",
                "Only an id may stand in the braces: {#an-id}.");
        }

        if (braces.Id is not { } id)
        {
            return null;
        }

        if (!Ids.IsWellFormed(id.Text))
        {
            problems.Add(
                source.At(id.Offset),
                "invalid-id",
                $"“{id.Text}” cannot be an id.",
                "Use lower-case letters a to z, digits and single hyphens.");
        }
        else if (IsReserved(id.Text))
        {
            problems.Add(
                source.At(id.Offset),
                "reserved-id",
                $"The id “{id.Text}” belongs to the page around the text.",
                "Give this heading another one.");
        }
        else if (!taken.TryAdd(id.Text, spot))
        {
            problems.Add(
                source.At(id.Offset),
                "duplicate-id",
                $"The id “{id.Text}” is already on the heading in {taken[id.Text]}.",
                "Give this heading another one.");
        }

        return id.Text;
    }

    private static string MadeId(HeadingBlock heading, Spot spot, Dictionary<string, Spot> taken)
    {
        var made = Slug(InlineText.Of(heading.Inline));
        var id = made;
        for (var number = 2; IsReserved(id) || !taken.TryAdd(id, spot); number++)
        {
            id = $"{made}-{number}";
        }

        return id;
    }

    private static bool IsInsideWord(char c) => c is '\'' or '’' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    /// <summary>Letters and digits of any script in lower case, joined by hyphens.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-' && !IsInsideWord(c))
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-') is { Length: > 0 } some ? some : "part";
    }
}
