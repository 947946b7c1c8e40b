using Learning.Authoring.Files;
using Learning.Questions;

namespace Learning.Authoring.Registers;

/// <summary>The register of sources (<c>sources.csv</c>): what lessons and questions may cite, by key.</summary>
internal sealed class SourceRegister
{
    public const string FileName = "sources.csv";

    private const string TitleIn = "title_";

    private readonly Dictionary<string, Citation> _sources = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Key, string Language), (string? Title, string? Publisher)> _words = [];

    /// <summary>The same sources, with their titles and publishers as they are called in a language where the register says so (<c>title_fr</c>, <c>publisher_fr</c>).</summary>
    public SourceRegister In(string language)
    {
        var register = new SourceRegister { IsThere = IsThere };
        foreach (var (key, source) in _sources)
        {
            var (title, publisher) = _words.GetValueOrDefault((key, language));
            register._sources.Add(key, source with { Title = title ?? source.Title, Publisher = publisher ?? source.Publisher });
        }

        return register;
    }

    public Citation? Find(string key) => _sources.GetValueOrDefault(key);

    /// <summary>Whether there is a register at all above the course.</summary>
    public bool IsThere { get; private init; }

    /// <summary>What was cited already, where the register itself is not at hand.</summary>
    public static SourceRegister Of(IEnumerable<Citation> cited)
    {
        var register = new SourceRegister { IsThere = true };
        foreach (var source in cited)
        {
            register._sources.TryAdd(source.Key, source with { Place = null });
        }

        return register;
    }

    public static SourceRegister Read(ContentTree tree, string courseFolder, Problems problems)
    {
        var path = Nearest(tree, courseFolder, FileName);
        var register = new SourceRegister { IsThere = path is not null };
        if (path is null || SourceText.Read(tree, path, problems) is not { } source)
        {
            return register;
        }

        var keys = new Dictionary<string, Spot>(StringComparer.Ordinal);
        foreach (var row in CsvText.Read(source, problems))
        {
            register.Add(new Row(row, source.Start), keys, problems);
        }

        return register;
    }

    /// <summary>A register lies in the course's folder or, more often, in one above it, where courses share it.</summary>
    public static string? Nearest(ContentTree tree, string folder, string fileName) =>
        ContentPath.Upwards(folder).Select(f => ContentPath.Join(f, fileName)).FirstOrDefault(tree.HasFile);

    private void Add(Row row, Dictionary<string, Spot> keys, Problems problems)
    {
        var key = row["key"];
        if (!Ids.IsWellFormed(key.Text))
        {
            problems.Add(
                key.Spot,
                "invalid-key",
                $"“{key.Text}” cannot be the key of a source.",
                "Use lower-case letters a to z, digits and single hyphens.");
            return;
        }

        if (!keys.TryAdd(key.Text, key.Spot))
        {
            problems.Add(
                key.Spot,
                "duplicate-key",
                $"The key “{key.Text}” is already used in {keys[key.Text]}.",
                "Give this source another key, or delete one of the two.");
            return;
        }

        if (row["title"] is { Text.Length: 0 } title)
        {
            problems.Add(title.Spot, "empty-value", $"The source “{key.Text}” has no title.", "Write the title in the column “title”.");
        }

        if (row["url"] is { Text.Length: > 0 } url && !IsWebAddress(url.Text))
        {
            problems.Add(
                url.Spot,
                "invalid-address",
                $"“{url.Text}” is not a web address.",
                "Write it with https:// in front, or leave the cell empty.");
        }

        foreach (var language in row.Columns.Where(c => c.StartsWith(TitleIn, StringComparison.Ordinal)).Select(c => c[TitleIn.Length..]))
        {
            _words[(key.Text, language)] = (row.Optional(TitleIn + language), row.Optional("publisher_" + language));
        }

        _sources.Add(key.Text, new(key.Text, row["title"].Text, row.Optional("publisher"), row.Optional("year"), row.Optional("url"), null));
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
