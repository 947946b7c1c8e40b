using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Learning.Tests.Plans;

/// <summary>What a plan does with a table that grows: how, and of how many rows it looked at how many.</summary>
internal sealed record Scan(string Table, string How);

/// <summary>
/// Asks the planner of the database how it runs a statement, with the values it ran with, and finds where that reads a growing table from one end to the other. On PostgreSQL without sequential scans where it has any other
/// way, since a table of ten rows is always read whole; and what is read is run, to see how many rows it looked at. What is asked about a group of some is looked at without joins too that read both sides whole: of seven thousand that is the quickest
/// way, of a million it is not.
/// </summary>
internal sealed partial class PlanReader(DbConnection connection)
{
    /// <summary>Looking at more of a table than this is reading it whole, index or not.</summary>
    private const double Share = 0.4;

    private const double SmallTable = 500;

    private readonly Dictionary<string, double> _rows = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Scan>> ScansAsync(HeardStatement heard, bool isAboutMany, CancellationToken cancellation)
    {
        var scans = new List<Scan>();
        foreach (var sql in heard.Sql.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(IsPlanned))
        {
            scans.AddRange(connection is NpgsqlConnection ? await OnPostgresAsync(sql, heard.Values, isAboutMany, cancellation) : await OnSqliteAsync(sql, heard.Values, cancellation));
        }

        return scans;
    }

    public static bool IsPlanned(string sql) => Planned().IsMatch(sql);

    private async Task<List<Scan>> OnPostgresAsync(string sql, IReadOnlyList<DbParameter> values, bool isAboutMany, CancellationToken cancellation)
    {
        var scans = await OnPostgresAsync(sql, values, "", cancellation);
        return scans.Count > 0 && isAboutMany ? await OnPostgresAsync(sql, values, "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; ", cancellation) : scans;
    }

    private async Task<List<Scan>> OnPostgresAsync(string sql, IReadOnlyList<DbParameter> values, string without, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var set = connection.CreateCommand())
        {
            set.CommandText = without + "SET LOCAL enable_seqscan = off; SET LOCAL jit = off";
            await set.ExecuteNonQueryAsync(cancellation);
        }

        var isRead = !Writes().IsMatch(sql);
        await using var explain = connection.CreateCommand();
        explain.CommandText = $"EXPLAIN ({(isRead ? "ANALYZE, TIMING OFF, " : "")}FORMAT JSON) {sql}";
        explain.Parameters.AddRange(values.Cast<NpgsqlParameter>().Select(p => (object)p.Clone()).ToArray());
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(cancellation))!);
        await transaction.RollbackAsync(cancellation);
        var scans = new List<Scan>();
        foreach (var root in plan.RootElement.EnumerateArray())
        {
            await WalkAsync(root.GetProperty("Plan"), underLimit: false, scans, cancellation);
        }

        return scans;
    }

    private async Task WalkAsync(JsonElement node, bool underLimit, List<Scan> scans, CancellationToken cancellation)
    {
        var kind = node.GetProperty("Node Type").GetString()!;
        if (node.TryGetProperty("Relation Name", out var relation) && TablesThatGrow.Growing.Contains(TableOf(relation.GetString()!)))
        {
            var table = TableOf(relation.GetString()!);
            if (kind == "Seq Scan")
            {
                scans.Add(new(table, "a sequential scan"));
            }
            else if (kind is "Index Scan" or "Index Only Scan" && !node.TryGetProperty("Index Cond", out _) && !underLimit && !await IsPartialAsync(node.GetProperty("Index Name").GetString()!, cancellation))
            {
                scans.Add(new(table, $"the whole of the index {node.GetProperty("Index Name").GetString()}"));
            }
            else if (node.TryGetProperty("Actual Rows", out var actual))
            {
                var loops = node.GetProperty("Actual Loops").GetDouble();
                var looked = loops * (actual.GetDouble() + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Index Recheck"));
                var all = await RowsAsync(table, cancellation);
                if (all >= SmallTable && looked > all * Share)
                {
                    scans.Add(new(table, $"{looked:0} of {all:0} rows by {kind}"));
                }
            }
        }

        if (node.TryGetProperty("Plans", out var below))
        {
            foreach (var one in below.EnumerateArray())
            {
                await WalkAsync(one, kind == "Limit" || (underLimit && kind is not ("Sort" or "Aggregate" or "Hash" or "Materialize")), scans, cancellation);
            }
        }
    }

    /// <summary>A partition is its table.</summary>
    internal static string TableOf(string relation) => relation.StartsWith("Entry_", StringComparison.Ordinal) ? "Entry" : relation;

    private static double Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private async Task<double> RowsAsync(string table, CancellationToken cancellation)
    {
        if (!_rows.TryGetValue(table, out var rows))
        {
            await using var count = connection.CreateCommand();
            count.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            _rows[table] = rows = Convert.ToDouble(await count.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
        }

        return rows;
    }

    /// <summary>An index over what waits holds few rows; all of it may be read.</summary>
    private async Task<bool> IsPartialAsync(string index, CancellationToken cancellation)
    {
        await using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = @0 AND indexdef LIKE '% WHERE %')";
        ask.Parameters.Add(new NpgsqlParameter("0", index));
        return (bool)(await ask.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<List<Scan>> OnSqliteAsync(string sql, IReadOnlyList<DbParameter> values, CancellationToken cancellation)
    {
        await using var explain = (SqliteCommand)connection.CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var value in values.Cast<SqliteParameter>())
        {
            explain.Parameters.Add(new SqliteParameter(value.ParameterName, value.Value) { SqliteType = value.SqliteType });
        }

        var aliases = Aliases().Matches(sql).GroupBy(m => m.Groups[2].Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Groups[1].Value, StringComparer.Ordinal);
        var scans = new List<Scan>();
        if (Nothing().IsMatch(sql))
        {
            return scans;
        }

        await using var row = await explain.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var detail = row.GetString(3);
            if (Scanned().Match(detail) is { Success: true } scan && (aliases.GetValueOrDefault(scan.Groups[1].Value) ?? scan.Groups[1].Value) is var table && TablesThatGrow.Growing.Contains(table))
            {
                var index = Along().Match(detail) is { Success: true } along ? along.Groups[1].Value : null;
                if (index is null || (!await IsPartialOnSqliteAsync(index, cancellation) && !await StopsEarlyAsync(table, sql, explain.Parameters, cancellation)))
                {
                    scans.Add(new(table, detail));
                }
            }
        }

        return scans;
    }

    private async Task<bool> IsPartialOnSqliteAsync(string index, CancellationToken cancellation)
    {
        await using var ask = (SqliteCommand)connection.CreateCommand();
        ask.CommandText = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = @0 AND sql LIKE '% WHERE %')";
        ask.Parameters.AddWithValue("@0", index);
        return (long)(await ask.ExecuteScalarAsync(cancellation))! != 0;
    }

    /// <summary>The plan does not say how far it goes along an index before it has the rows it wants. It is run, and SQLite counts its steps; of a table that has hardly any rows that says nothing.</summary>
    private async Task<bool> StopsEarlyAsync(string table, string sql, SqliteParameterCollection values, CancellationToken cancellation)
    {
        var all = await RowsAsync(table, cancellation);
        if (all < SmallTable || !sql.Contains("LIMIT", StringComparison.Ordinal) || Writes().IsMatch(sql))
        {
            return false;
        }

        raw.sqlite3_prepare_v2(((SqliteConnection)connection).Handle, sql, out var statement);
        using (statement)
        {
            foreach (SqliteParameter value in values)
            {
                if (raw.sqlite3_bind_parameter_index(statement, value.ParameterName) is > 0 and var place)
                {
                    Bind(statement, place, await AsKeptAsync(value, cancellation));
                }
            }

            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            return raw.sqlite3_stmt_status(statement, raw.SQLITE_STMTSTATUS_FULLSCAN_STEP, 0) <= all * Share;
        }
    }

    /// <summary>A value as SQLite gets it.</summary>
    private async Task<object?> AsKeptAsync(SqliteParameter value, CancellationToken cancellation)
    {
        await using var ask = (SqliteCommand)connection.CreateCommand();
        ask.CommandText = "SELECT @0";
        ask.Parameters.Add(new SqliteParameter("@0", value.Value) { SqliteType = value.SqliteType });
        return await ask.ExecuteScalarAsync(cancellation);
    }

    private static void Bind(sqlite3_stmt statement, int place, object? value) => Assert.Equal(raw.SQLITE_OK, value switch
    {
        long number => raw.sqlite3_bind_int64(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        string text => raw.sqlite3_bind_text(statement, place, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => raw.sqlite3_bind_null(statement, place),
    });

    [GeneratedRegex(@"^\s*(SELECT|UPDATE|DELETE|WITH)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Planned();

    [GeneratedRegex(@"^\s*(UPDATE|DELETE)\b|FOR UPDATE", RegexOptions.IgnoreCase)]
    private static partial Regex Writes();

    [GeneratedRegex(@"(?:FROM|JOIN|,|UPDATE)\s+""(\w+)""\s+(?:AS\s+)?""?(\w+)""?")]
    private static partial Regex Aliases();

    /// <summary>It asks for nothing, as of an empty list, or for the first in the order of the key.</summary>
    [GeneratedRegex(@"WHERE 0\b|FROM ""\w+"" AS ""(\w+)""\s+ORDER BY ""\1""\.""(Id|Number|Place)""( DESC)?\s+LIMIT 1\s*$")]
    private static partial Regex Nothing();

    [GeneratedRegex(@" USING (?:COVERING )?INDEX (\w+)")]
    private static partial Regex Along();

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scanned();
}
