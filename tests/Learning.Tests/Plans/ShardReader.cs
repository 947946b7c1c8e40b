using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Learning.Data;
using Npgsql;

namespace Learning.Tests.Plans;

/// <summary>
/// Whether a statement would stay on one server of a distributed PostgreSQL (<see cref="Placement"/>). Its planner sends a statement to one when each distributed table in it is restricted to one and the same value of the column it is distributed
/// by, and takes what it knows of that from PostgreSQL's own planner, which also finds what follows from joins: so that one is asked, and each place where it reads such a table has to say the value. An insertion has to give it, no change may
/// set it, and what is on the one server that statements are sent to is not joined with what is not.
/// </summary>
internal sealed partial class ShardReader(NpgsqlConnection connection)
{
    /// <summary>The learners whose rows it means, and what is wrong with it; empty: nothing.</summary>
    public sealed record Found(IReadOnlySet<string> Learners, IReadOnlyList<string> Problems);

    public async Task<Found> ReadAsync(HeardStatement heard, CancellationToken cancellation)
    {
        var (learners, problems) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var sql in heard.Sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (own, wrong) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
            if (Insertion().Match(sql) is { Success: true } insertion)
            {
                Insert(insertion, heard.Values, own, wrong);
            }
            else if (PlanReader.IsPlanned(sql))
            {
                await PlanAsync(sql, heard.Values, own, wrong, cancellation);
            }

            if (own.Count > 1)
            {
                wrong.Add($"rows of {own.Count} learners");
            }

            learners.UnionWith(own);
            problems.AddRange(wrong);
        }

        return new(learners, [.. problems.Distinct()]);
    }

    private static void Insert(Match insertion, IReadOnlyList<DbParameter> values, HashSet<string> learners, List<string> problems)
    {
        var table = insertion.Groups["table"].Value;
        if (!Placement.Distributed.TryGetValue(table, out var column))
        {
            return;
        }

        var place = Array.IndexOf([.. insertion.Groups["columns"].Value.Split(',').Select(c => c.Trim().Trim('"'))], column);
        var rows = Row().Matches(insertion.Groups["rows"].Value);
        if (place < 0 || rows.Count == 0)
        {
            problems.Add($"{table}: rows are inserted without their {column}");
            return;
        }

        foreach (Match row in rows)
        {
            var given = row.Groups[1].Value.Split(',')[place].Trim().TrimStart('@');
            if (values.FirstOrDefault(v => v.ParameterName.TrimStart('@') == given)?.Value is string learner)
            {
                learners.Add(learner);
            }
            else
            {
                problems.Add($"{table}: the {column} of a row that is inserted is {given}");
            }
        }
    }

    private async Task PlanAsync(string sql, IReadOnlyList<DbParameter> values, HashSet<string> learners, List<string> problems, CancellationToken cancellation)
    {
        var tables = Tables().Matches(sql).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        if (!tables.Any(Placement.Distributed.ContainsKey))
        {
            return;
        }

        problems.AddRange(tables.Where(Placement.Local.Contains).Select(local => $"{local} lies elsewhere"));
        if (Change().Match(sql) is { Success: true } change && Placement.Distributed.TryGetValue(change.Groups["table"].Value, out var column) && change.Groups["set"].Value.Contains($"\"{column}\" =", StringComparison.Ordinal))
        {
            problems.Add($"{change.Groups["table"].Value}: a row is given to somebody else");
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var explain = connection.CreateCommand();
        explain.CommandText = $"EXPLAIN (VERBOSE, FORMAT JSON) {sql}";
        explain.Parameters.AddRange(values.Cast<NpgsqlParameter>().Select(p => (object)p.Clone()).ToArray());
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(cancellation))!);
        await transaction.RollbackAsync(cancellation);
        foreach (var root in plan.RootElement.EnumerateArray())
        {
            Walk(root.GetProperty("Plan"), learners, problems);
        }
    }

    private static void Walk(JsonElement node, HashSet<string> learners, List<string> problems)
    {
        if (node.TryGetProperty("Relation Name", out var relation) && node.GetProperty("Node Type").GetString() != "ModifyTable"
            && Placement.Distributed.TryGetValue(PlanReader.TableOf(relation.GetString()!), out var column))
        {
            if (LearnerOf(node, column) is { } learner)
            {
                learners.Add(learner);
            }
            else
            {
                problems.Add($"{PlanReader.TableOf(relation.GetString()!)}: not of one learner, but {string.Join("; ", Conditions(node))}");
            }
        }

        if (node.TryGetProperty("Plans", out var below))
        {
            foreach (var one in below.EnumerateArray())
            {
                Walk(one, learners, problems);
            }
        }
    }

    /// <summary>Whose rows a place of the plan reads; null: not of one alone. What is said with OR does not count.</summary>
    private static string? LearnerOf(JsonElement node, string column) => Conditions(node)
        .SelectMany(Conjuncts)
        .Select(one => Restriction().Match(one))
        .Where(m => m.Success && m.Groups["column"].Value == column)
        .Select(m => m.Groups["value"].Value)
        .FirstOrDefault();

    private static IEnumerable<string> Conditions(JsonElement node) =>
        new[] { "Index Cond", "Recheck Cond", "Filter" }.Select(name => node.TryGetProperty(name, out var condition) ? condition.GetString() : null).OfType<string>();

    /// <summary>What a condition demands all together: <c>((a = 1) AND (b = 2))</c>.</summary>
    internal static IEnumerable<string> Conjuncts(string condition)
    {
        condition = Bare(condition.Trim());
        var (depth, quoted, from) = (0, false, 0);
        var parts = new List<string>();
        for (var i = 0; i < condition.Length; i++)
        {
            quoted ^= condition[i] == '\'';
            depth += quoted ? 0 : condition[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (!quoted && depth == 0 && string.CompareOrdinal(condition, i, " AND ", 0, 5) == 0)
            {
                parts.Add(condition[from..i]);
                from = i + 5;
            }
        }

        parts.Add(condition[from..]);
        return parts.Count == 1 ? parts : parts.SelectMany(Conjuncts);
    }

    /// <summary>Without parentheses that hold all of it.</summary>
    private static string Bare(string condition)
    {
        while (condition.StartsWith('(') && condition.EndsWith(')'))
        {
            var (depth, quoted) = (0, false);
            for (var i = 0; i < condition.Length - 1; i++)
            {
                quoted ^= condition[i] == '\'';
                depth += quoted ? 0 : condition[i] switch { '(' => 1, ')' => -1, _ => 0 };
                if (depth == 0)
                {
                    return condition;   // the first closes before the end
                }
            }

            condition = condition[1..^1].Trim();
        }

        return condition;
    }

    [GeneratedRegex("""^INSERT INTO "(?<table>\w+)" \((?<columns>[^)]*)\)\s*(?:VALUES\s*(?<rows>.*))?$""", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Insertion();

    [GeneratedRegex(@"\(([^()]*)\)")]
    private static partial Regex Row();

    [GeneratedRegex("""(?:FROM|JOIN|INTO|UPDATE|,)\s+"(\w+)"(?!\.)""", RegexOptions.IgnoreCase)]
    private static partial Regex Tables();

    [GeneratedRegex("""^UPDATE\s+"(?<table>\w+)"\s+(?:AS\s+\w+\s+)?SET(?<set>.*?)\sWHERE\s""", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Change();

    [GeneratedRegex("""^(?:\w+\.|"\w+"\.)?"(?<column>\w+)" = (?:'(?<value>[^']*)'::text|ANY \('\{"?(?<value>[^,{}"]*)"?\}'::text\[\]\))(?: COLLATE "C")?$""")]
    private static partial Regex Restriction();
}
