using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;

namespace Learning.Editing.Outlines;

/// <summary>
/// The files of a draft as a tree of modules and activities, read from names and front matter alone: it is there also where the course could not be published. Pure.
/// </summary>
internal sealed record DraftOutline(string Folder, string Language, OutlinedText? Course, IReadOnlyList<OutlinedModule> Modules, IReadOnlyList<OutlinedText> Pools, IReadOnlyList<string> Others)
{
    private static readonly ConditionalWeakTable<HeldFile, IReadOnlyDictionary<string, string>> _fronts = [];

    /// <summary>Everything in it that has a text of its own, in the order of the course.</summary>
    public IEnumerable<OutlinedText> Texts => new[] { Course }.OfType<OutlinedText>().Concat(Modules.SelectMany(m => m.Texts.Prepend(m.Page))).Concat(Pools);

    /// <summary>All ids that are given in front matter.</summary>
    public IEnumerable<string> Ids => Texts.Select(t => t.Id).Where(id => id.Length > 0);

    public OutlinedModule? Module(string folder) => Modules.FirstOrDefault(m => m.Folder == folder);

    public OutlinedModule? ModuleOf(string path) => Modules.FirstOrDefault(m => m.Page.Path == path || m.Texts.Any(t => t.Path == path));

    public static DraftOutline Of(DraftFolder draft) => Of(draft.Course, draft.Files.Values);

    public static DraftOutline Of(string folder, IEnumerable<HeldFile> files)
    {
        var all = files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var course = ContentPath.Join(folder, CoursePage.FileName);
        var language = Front(all, course).GetValueOrDefault("language", "en");
        var translations = all.Keys.Where(path => Translation.Is(path, language)).Order(StringComparer.Ordinal).ToLookup(Translation.SourceOf, StringComparer.Ordinal);
        var texts = all.Keys.Where(path => IsText(path) && ContentPath.IsWithin(path, folder) && !Translation.Is(path, language)).Order(StringComparer.Ordinal).ToList();
        var modules = texts.Where(path => ContentPath.Name(path) == ModulePage.FileName && ContentPath.Folder(ContentPath.Folder(path)) == folder)
            .Select(path => new OutlinedModule(
                ContentPath.Folder(path), Of(path), [.. texts.Where(t => t != path && ContentPath.Folder(t) == ContentPath.Folder(path)).Select(Of)]))
            .ToList();
        var pools = texts.Where(path => path != course && ContentPath.Folder(path) == folder).Select(Of).ToList();
        var known = modules.SelectMany(m => m.Texts.Prepend(m.Page)).Concat(pools).SelectMany(t => t.Translations.Append(t.Path)).Append(course).ToHashSet(StringComparer.Ordinal);
        known.UnionWith(TranslationsOf(course));
        return new(folder, language, all.ContainsKey(course) ? Of(course) : null, modules, pools, [.. all.Keys.Where(path => !known.Contains(path)).Order(StringComparer.Ordinal)]);

        OutlinedText Of(string path)
        {
            var front = Front(all, path);
            return new(path, KindOf(path), front.GetValueOrDefault("id", ""), front.GetValueOrDefault("title", ""), TranslationsOf(path));
        }

        IReadOnlyList<string> TranslationsOf(string path) => [.. translations[Translation.SourceOf(path)].Where(other => other != path)];
    }

    public static bool IsText(string path) => path.EndsWith(".md", StringComparison.Ordinal);

    /// <summary>Whether somebody may write in it as text: a page, a register or captions.</summary>
    public static bool IsWritten(string path) => IsText(path) || path.EndsWith(".csv", StringComparison.Ordinal) || CaptionNames.IsOne(path);

    private static TextKind KindOf(string path) => ContentPath.Name(Translation.SourceOf(path)) switch
    {
        CoursePage.FileName => TextKind.Course,
        ModulePage.FileName => TextKind.Module,
        var name when name.EndsWith(PoolPage.Ending, StringComparison.Ordinal) => TextKind.Pool,
        var name when name.EndsWith(QuizPage.Ending, StringComparison.Ordinal) => TextKind.Quiz,
        _ => TextKind.Lesson,
    };

    /// <summary>The plain values of a file's front matter; none where it cannot be read. A file that is held in memory is read once.</summary>
    public static IReadOnlyDictionary<string, string> Front(IReadOnlyDictionary<string, HeldFile> files, string path) =>
        files.TryGetValue(path, out var file) ? _fronts.GetValue(file, ReadFront) : FrozenDictionary<string, string>.Empty;

    private static IReadOnlyDictionary<string, string> ReadFront(HeldFile file)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (SourceText.Read(new ContentTree(new FewFiles([new(file.Path, file.Bytes)])), file.Path, new()) is { } source)
        {
            foreach (var entry in FrontMatter.Read(source, new()).Map?.Entries ?? [])
            {
                if (entry.Value is FrontText value)
                {
                    values.TryAdd(entry.Key.Value, value.Value);
                }
            }
        }

        return values;
    }
}

internal sealed record OutlinedModule(string Folder, OutlinedText Page, IReadOnlyList<OutlinedText> Texts)
{
    /// <summary>What has a place in the order: pools have none.</summary>
    public IReadOnlyList<OutlinedText> Activities => [.. Texts.Where(t => t.Kind != TextKind.Pool)];
}

/// <summary>A text in the course's own language, and the files of its translations.</summary>
internal sealed record OutlinedText(string Path, TextKind Kind, string Id, string Title, IReadOnlyList<string> Translations)
{
    /// <summary>What to call it: its title, or its file where it has none.</summary>
    public string Name => Title.Length > 0 ? Title : ContentPath.Name(Path);
}

internal enum TextKind
{
    Course,

    Module,

    Lesson,

    Quiz,

    Pool,
}
