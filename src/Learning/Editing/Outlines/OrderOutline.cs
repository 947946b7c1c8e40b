using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;

namespace Learning.Editing.Outlines;

/// <summary>
/// Which files have to be called otherwise, so that an activity or a module stands in another place: names sort, so their numbers are counted anew where it stands now. Ids never change. Pure.
/// </summary>
internal static partial class OrderOutline
{
    /// <summary>One place up (−1) or down (+1): an activity among those of its module, and over its edge into the next one; a module among modules.</summary>
    /// <returns>Old paths with new ones; none where it is at the end already or is no such thing.</returns>
    public static IReadOnlyDictionary<string, string> Step(DraftOutline outline, IEnumerable<string> files, string path, int by)
    {
        if (outline.ModuleOf(path) is not { } module)
        {
            return None;
        }

        var modules = outline.Modules.ToList();
        var at = modules.IndexOf(module);
        if (module.Page.Path == path)
        {
            return at + by < 0 || at + by >= modules.Count ? None : PlaceModule(outline, files, path, at + by);
        }

        var place = module.Activities.ToList().FindIndex(t => t.Path == path);
        return place < 0 ? None
            : place + by >= 0 && place + by < module.Activities.Count ? Place(outline, files, path, module.Folder, place + by)
            : at + by >= 0 && at + by < modules.Count ? Place(outline, files, path, modules[at + by].Folder, by < 0 ? modules[at + by].Activities.Count : 0)
            : None;
    }

    /// <summary>An activity or a pool into a module, at a place counted from 0 among the activities that are there without it.</summary>
    public static IReadOnlyDictionary<string, string> Place(DraftOutline outline, IEnumerable<string> files, string path, string into, int place)
    {
        if (outline.ModuleOf(path)?.Texts.FirstOrDefault(t => t.Path == path) is not { } text || outline.Module(into) is not { } module)
        {
            return None;
        }

        var taken = files.ToHashSet(StringComparer.Ordinal);
        if (text.Kind == TextKind.Pool)
        {
            return ContentPath.Folder(path) == into ? None : Named([(text, ContentPath.Join(into, ContentPath.Name(path)))], taken);
        }

        var order = module.Activities.Where(t => t.Path != path).ToList();
        order.Insert(Math.Clamp(place, 0, order.Count), text);
        return Named([.. order.Select((t, i) => (t, ContentPath.Join(into, Numbered(i + 1, Rest(ContentPath.Name(t.Path))))))], taken);
    }

    /// <summary>A module to a place, counted from 0 among the others.</summary>
    public static IReadOnlyDictionary<string, string> PlaceModule(DraftOutline outline, IEnumerable<string> files, string path, int place)
    {
        if (outline.Modules.FirstOrDefault(m => m.Page.Path == path) is not { } module)
        {
            return None;
        }

        var order = outline.Modules.Where(m => m != module).ToList();
        order.Insert(Math.Clamp(place, 0, order.Count), module);
        var folders = order.Select((m, i) => (From: m.Folder, To: ContentPath.Join(outline.Folder, Numbered(i + 1, Rest(ContentPath.Name(m.Folder)))))).Where(f => f.From != f.To).ToList();
        return files.Select(file => (file, folders.FirstOrDefault(f => ContentPath.IsWithin(file, f.From)))).Where(m => m.Item2.From is not null)
            .ToDictionary(m => m.file, m => m.Item2.To + m.file[m.Item2.From.Length..], StringComparer.Ordinal);
    }

    /// <summary>The number with which something new at the end of these names begins.</summary>
    public static string Next(IEnumerable<string> names, string rest)
    {
        var last = names.Select(name => Number().Match(name)).Where(m => m.Success).Select(m => int.Parse(m.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        return Numbered(last + 1, rest);
    }

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Each with its translations; where another file has the name already, a sign is added.</summary>
    private static Dictionary<string, string> Named(IReadOnlyList<(OutlinedText Text, string To)> texts, HashSet<string> taken)
    {
        var moves = new Dictionary<string, string>(StringComparer.Ordinal);
        var leaving = texts.SelectMany(t => t.Text.Translations.Append(t.Text.Path)).ToHashSet(StringComparer.Ordinal);
        var free = taken.Except(leaving).ToHashSet(StringComparer.Ordinal);
        foreach (var (text, to) in texts)
        {
            var ending = EndingOf(to);
            var stem = to[..^ending.Length];
            var name = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem : $"{stem}-{n}").First(s => Files(text, s, ending).All(f => !free.Contains(f.To)));
            foreach (var (from, target) in Files(text, name, ending))
            {
                free.Add(target);
                if (from != target)
                {
                    moves.Add(from, target);
                }
            }
        }

        return moves;
    }

    private static IEnumerable<(string From, string To)> Files(OutlinedText text, string stem, string ending) =>
        text.Translations.Select(t => (t, Translation.PathOf(Translation.SourceOf(stem + ending), Translation.LanguageOf(t)!))).Prepend((text.Path, stem + ending));

    /// <summary><c>.md</c>, <c>.quiz.md</c>, also with a language in it.</summary>
    private static string EndingOf(string path)
    {
        var name = ContentPath.Name(path);
        return name[name.IndexOf('.', StringComparison.Ordinal)..];
    }

    private static string Numbered(int number, string rest) => string.Create(CultureInfo.InvariantCulture, $"{number:00}-{rest}");

    private static string Rest(string name) => Number().Match(name) is { Success: true } match ? name[match.Length..] : name;

    [GeneratedRegex(@"^(?<number>[0-9]{1,4})[-_ ]", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
