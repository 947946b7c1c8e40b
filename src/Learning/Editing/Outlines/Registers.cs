using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Authoring.Registers;

namespace Learning.Editing.Outlines;

/// <summary>What the registers of a draft hold, to choose from while writing.</summary>
internal static class Registers
{
    /// <summary>Key and title of each source, in the order of the register.</summary>
    public static IReadOnlyList<(string Key, string Title)> Sources(DraftFolder folder) =>
        [.. Rows(folder, SourceRegister.FileName).Select(row => (row["key"].Text, row["title"].Text)).Where(s => Ids.IsWellFormed(s.Item1))];

    /// <summary>The terms of the glossary in a language.</summary>
    public static IReadOnlyList<string> Terms(DraftFolder folder, string language) =>
        [.. Rows(folder, Glossary.FileName).Select(row => row["term_" + language.Split('-')[0]].Text).Where(term => term.Length > 0).Order(StringComparer.CurrentCulture)];

    /// <summary>The first source of a register that lies beside the courses; null where there is none.</summary>
    public static string? FirstKey(IReadOnlyDictionary<string, byte[]> registers) =>
        Rows(registers.Select(r => new ContentFile(r.Key, r.Value)), "", SourceRegister.FileName).Select(row => row["key"].Text).FirstOrDefault(Ids.IsWellFormed);

    private static IEnumerable<Row> Rows(DraftFolder folder, string name) => Rows(folder.Files.Values.Select(f => new ContentFile(f.Path, f.Bytes)), folder.Course, name);

    private static IEnumerable<Row> Rows(IEnumerable<ContentFile> files, string folder, string name)
    {
        var tree = new ContentTree(new FewFiles(files));
        return SourceRegister.Nearest(tree, folder, name) is { } path && SourceText.Read(tree, path, new()) is { } text
            ? CsvText.Read(text, new()).Select(cells => new Row(cells, text.Start))
            : [];
    }
}
