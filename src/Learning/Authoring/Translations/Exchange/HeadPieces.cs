using System.Globalization;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>What a head says in words: title, summary, the places in its sources, the objectives of a course.</summary>
internal static class HeadPieces
{
    /// <summary>The hash of a head or a question of which only some is translated; the rest of it stands in the words of its source.</summary>
    public const string Nothing = MadeFrom.InPart;

    public static Bundle Of(PageFile source, TranslatedPage? words)
    {
        var hash = Segments.HashOf(source.Front);
        var was = words?.MadeFrom?.Head;
        var state = was is null ? TranslationState.Missing : was == hash ? TranslationState.Current : TranslationState.Stale;
        return new("head", hash, was, state, [.. Fields(source, words).Select(field => UnitOf(field, hash, was, state))]);
    }

    public static string? Value(FrontMap? front, string key) => (front?.Entries.FirstOrDefault(e => e.Key.Value == key)?.Value as FrontText)?.Value;

    /// <summary>The keys of its sources, and the places where it names any.</summary>
    public static IReadOnlyList<CitedSource> Cited(PageFile source) => LessonPage.Cited(List(source, "sources"), new());

    /// <summary>The ids of its objectives with their words; of a course alone.</summary>
    public static IEnumerable<(string Id, string Text)> Objectives(PageFile source) =>
        List(source, "objectives").OfType<FrontMap>().Select(map => (Value(map, "id") ?? "", Value(map, "text") ?? ""));

    private static IReadOnlyList<FrontNode> List(PageFile source, string key) => source.Front?.Entries.FirstOrDefault(e => e.Key.Value == key)?.Value switch
    {
        FrontList list => list.Items,
        FrontText { Value.Length: > 0 } text => [text],
        FrontMap map => [map],
        _ => [],
    };

    private static Unit UnitOf((string Id, string Label, string Own, string? Words) field, string hash, string? was, TranslationState state)
    {
        var isMissing = string.IsNullOrEmpty(field.Words) || (was == Nothing && field.Words == field.Own);
        return new(hash, Piece.OfField(field.Id, field.Label, field.Own), isMissing ? null : Piece.OfField(field.Id, field.Label, field.Words!), isMissing ? TranslationState.Missing : state);
    }

    private static IEnumerable<(string Id, string Label, string Own, string? Words)> Fields(PageFile source, TranslatedPage? words)
    {
        yield return ("head.title", "title", Value(source.Front, "title") ?? "", words?.Title);
        if (Value(source.Front, "summary") is { Length: > 0 } summary)
        {
            yield return ("head.summary", "summary", summary, words?.Summary);
        }

        var cited = Cited(source);
        for (var i = 0; i < cited.Count; i++)
        {
            if (cited[i].Place is { } place)
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"head.source-{i + 1}"), $"place in the source {cited[i].Key.Value}", place, words?.Places.ElementAtOrDefault(i));
            }
        }

        foreach (var (id, text) in Objectives(source))
        {
            yield return ($"head.objective.{id}", "objective", text, words?.Objectives.GetValueOrDefault(id));
        }
    }
}
