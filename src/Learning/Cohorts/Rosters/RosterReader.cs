using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Tables;

namespace Learning.Cohorts.Rosters;

/// <summary>A list of people as it was read: or why it could not be.</summary>
internal sealed record Roster
{
    public IReadOnlyList<RosterRow> Rows { get; init; } = [];

    /// <summary>Heads of columns that mean nothing here.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public TableKind Kind { get; init; }

    public RosterFault? Fault { get; init; }

    public static Roster Refused(string code, params string[] arguments) => new() { Fault = RosterFault.Of(code, arguments) };
}

/// <summary>
/// Reads a list of people, a row each, below a row that says what the columns hold (<see cref="RosterColumns"/>). A row that cannot be used says why and stops no other; empty rows are passed over.
/// Refused as a whole is a file that is no table, has no such first row, or has more than <see cref="MostRows"/> people: reading stops there. Pure.
/// </summary>
internal static partial class RosterReader
{
    public const int MostRows = 10_000;
    private const int MostIgnored = 20;

    public static Roster Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            var (rows, kind) = TableFile.Read(file);
            return Read(rows) with { Kind = kind };
        }
        catch (UnreadableTableException e)
        {
            return new() { Fault = new(e.Code, [.. e.Arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")]) };
        }
    }

    private static Roster Read(IEnumerable<TableRow> table)
    {
        var rows = new List<RosterRow>();
        var firsts = new Dictionary<string, int>(StringComparer.Ordinal);
        Heads? heads = null;
        foreach (var row in table.Where(r => !r.IsEmpty))
        {
            if (heads is null)
            {
                heads = Heads.Of(row);
                if (heads.Fault is not null)
                {
                    return new() { Fault = heads.Fault };
                }

                continue;
            }

            if (rows.Count == MostRows)
            {
                return Roster.Refused("Roster.TooManyRows", $"{MostRows}");
            }

            rows.Add(Once(Person(row, heads), firsts));
        }

        return heads is null ? Roster.Refused("Table.Empty") : rows.Count == 0 ? Roster.Refused("Roster.NoRows") : new() { Rows = rows, Ignored = heads.Ignored };
    }

    private static RosterRow Person(TableRow row, Heads heads)
    {
        var name = heads.NameOf(row);
        var (user, mail, language) = (heads.Text(row, RosterColumn.UserName), heads.Text(row, RosterColumn.Mail), heads.Text(row, RosterColumn.Language));
        var address = mail.Length == 0 ? null : AddressLines.Address(mail);
        var spoken = language.Length == 0 ? null : RosterColumns.LanguageOf(language);
        var fault =
            heads.Columns.Any(c => heads.Cell(row, c.Key).IsUnknown) ? RosterFault.Of("Roster.NoValue")
            : row.Cells.Skip(heads.Count).Any(c => c.Text.Length > 0) ? RosterFault.Of("Roster.TooManyCells", $"{heads.Count}")
            : name.Length > Learner.LongestName ? RosterFault.Of("Roster.NameTooLong", $"{Learner.LongestName}")
            : LooksLikeFormula(name) || LooksLikeFormula(user) || LooksLikeFormula(address?.Name ?? "") ? RosterFault.Of("Roster.LooksLikeFormula")
            : user.Length > Learner.LongestName ? RosterFault.Of("Roster.UserNameTooLong")
            : mail.Length > 0 && address is null ? RosterFault.Of("Roster.NotAnAddress", Short(mail))
            : language.Length > 0 && spoken is null ? RosterFault.Of("Roster.NoSuchLanguage", Short(language))
            : name.Length + user.Length + mail.Length == 0 ? RosterFault.Of("Roster.Nobody")
            : null;
        return new(row.Line, Cut(name.Length == 0 ? address?.Name ?? "" : name), Cut(user), address?.Address ?? "", spoken, fault);
    }

    /// <summary>What a spreadsheet reads as one; nobody is called so.</summary>
    private static bool LooksLikeFormula(string name) => name is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    /// <summary>Who stands there before is named: by user name, by address, and by name where neither is given.</summary>
    private static RosterRow Once(RosterRow row, Dictionary<string, int> firsts)
    {
        var keys = new List<string>();
        if (row.UserName.Length > 0)
        {
            keys.Add($"u {row.UserName.ToUpperInvariant()}");
        }

        if (row.Mail.Length > 0)
        {
            keys.Add($"m {row.Mail}");
        }

        if (keys.Count == 0 && row.Name.Length > 0)
        {
            keys.Add($"n {row.NameKey}");
        }

        var twin = keys.Where(firsts.ContainsKey).Select(k => (int?)firsts[k]).Min();
        keys.ForEach(k => firsts.TryAdd(k, row.Line));
        return twin is null || row.Fault is not null ? row : row with { Fault = RosterFault.Of(keys[0][0] == 'n' ? "Roster.SameName" : "Roster.SameAs", $"{twin}") };
    }

    private static string Cut(string text) => text.Length <= Learner.LongestName ? text : text[..Learner.LongestName];

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>What the first row says about the columns.</summary>
    private sealed record Heads(IReadOnlyDictionary<RosterColumn, int> Columns, IReadOnlyList<string> Ignored, int Count, RosterFault? Fault = null)
    {
        /// <summary>A given name, then what stands under "name", then a family name: two of them are a name, or one is.</summary>
        private static readonly RosterColumn[] Spoken = [RosterColumn.GivenName, RosterColumn.Name, RosterColumn.FamilyName];

        public static Heads Of(TableRow row)
        {
            var columns = new Dictionary<RosterColumn, int>();
            var ignored = new List<string>();
            for (var i = 0; i < row.Cells.Count; i++)
            {
                var head = row.Cells[i].Text;
                if (RosterColumns.Of(head) is not { } column)
                {
                    ignored.Add(Short(head));
                }
                else if (!columns.TryAdd(column, i))
                {
                    return new(columns, [], 0, RosterFault.Of("Roster.ColumnTwice", Short(row.Cells[columns[column]].Text), Short(head)));
                }
            }

            var count = row.Cells.ToList().FindLastIndex(c => c.Text.Length > 0) + 1;
            return columns.Keys.All(c => c == RosterColumn.Language)
                ? new(columns, [], 0, RosterFault.Of("Roster.NoHeads"))
                : new(columns, [.. ignored.Where(h => h.Length > 0).Take(MostIgnored)], count);
        }

        public TableCell Cell(TableRow row, RosterColumn column) => Columns.TryGetValue(column, out var at) && at < row.Cells.Count ? row.Cells[at] : new("");

        public string Text(TableRow row, RosterColumn column) => Cell(row, column).Text;

        public string NameOf(TableRow row) => Spaces().Replace(string.Join(' ', Spoken.Select(c => Text(row, c)).Where(t => t.Length > 0)), " ");
    }
}
