using System.Text;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.Tests.Plans;

/// <summary>What docs/deploy/citus.sql has to say, made of the model and of <see cref="Placement"/>.</summary>
internal static class CitusScript
{
    public const string Path = "docs/deploy/citus.sql";

    /// <summary>With this a statement begins that only a server with Citus knows.</summary>
    public const string Spreads = "SELECT create_";

    public static string Of(IModel model)
    {
        var tables = model.GetEntityTypes().Where(t => !Placement.Local.Contains(t.GetTableName()!)).OrderBy(t => t.GetTableName(), StringComparer.Ordinal).ToArray();
        var distributed = tables.Where(IsDistributed).ToArray();
        var script = new StringBuilder("""
            -- Spreads a site over a PostgreSQL with Citus, once, while no node runs: docs/operations.md, "A distributed PostgreSQL (Citus)".
            -- A test compares this with the tables of the product, and learns on a site with these keys.

            -- What nodes of an earlier version needed.
            DROP FUNCTION IF EXISTS attempt_has_moved() CASCADE;
            DROP FUNCTION IF EXISTS learner_of_attempt() CASCADE;

            -- References from one learner's row to another of hers, which would have to name her.

            """.ReplaceLineEndings("\n"));
        foreach (var key in distributed.SelectMany(t => t.GetForeignKeys()).Where(k => IsDistributed(k.PrincipalEntityType)))
        {
            script.Append($"ALTER TABLE \"{key.DeclaringEntityType.GetTableName()}\" DROP CONSTRAINT \"{key.GetConstraintName()}\";\n");
        }

        script.Append("\n-- Keys and unique rules hold within what one learner has.\n");
        foreach (var (table, column, key) in distributed.Select(t => (t.GetTableName()!, Placement.Distributed[t.GetTableName()!], t.FindPrimaryKey()!)).Where(t => !t.Item3.Properties.Any(p => p.GetColumnName() == t.Item2)))
        {
            script.Append($"ALTER TABLE \"{table}\" DROP CONSTRAINT \"{key.GetName()}\", ADD CONSTRAINT \"{key.GetName()}\" PRIMARY KEY ({Columns(key.Properties)}, \"{column}\");\n");
        }

        foreach (var (table, column, index) in distributed.SelectMany(t => t.GetIndexes().Where(i => i.IsUnique).Select(i => (t.GetTableName()!, Placement.Distributed[t.GetTableName()!], i))).Where(t => !t.i.Properties.Any(p => p.GetColumnName() == t.Item2)))
        {
            script.Append($"DROP INDEX \"{index.GetDatabaseName()}\";\nCREATE UNIQUE INDEX \"{index.GetDatabaseName()}\" ON \"{table}\" ({Columns(index.Properties)}, \"{column}\");\n");
        }

        script.Append("\n-- A copy on each server, those that others refer to first.\n");
        foreach (var table in Ordered(tables.Where(t => !IsDistributed(t))))
        {
            script.Append($"{Spreads}reference_table('\"{table.GetTableName()}\"');\n");
        }

        script.Append("\n-- By the learner, all of one learner side by side.\n");
        foreach (var table in distributed.OrderBy(t => t.GetTableName() == "Learner" ? 0 : 1))
        {
            script.Append($"{Spreads}distributed_table('\"{table.GetTableName()}\"', '{Placement.Distributed[table.GetTableName()!]}'{(table.GetTableName() == "Learner" ? "" : ", colocate_with => '\"Learner\"'")});\n");
        }

        return script.ToString();
    }

    public static bool IsDistributed(IEntityType type) => Placement.Distributed.ContainsKey(type.GetTableName()!);

    private static string Columns(IEnumerable<IProperty> properties) => string.Join(", ", properties.Select(p => $"\"{p.GetColumnName()}\""));

    private static List<IEntityType> Ordered(IEnumerable<IEntityType> types)
    {
        var (left, ordered) = (types.ToList(), new List<IEntityType>());
        while (left.Count > 0)
        {
            var next = left.Find(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type || !left.Contains(key.PrincipalEntityType)))!;
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}
