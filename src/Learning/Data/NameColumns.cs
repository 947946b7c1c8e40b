using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Data;

/// <summary>
/// Two columns by which a name is found in a table that grows, by its beginning: the name in small letters, and the same from its second word on, so that a family name is found too; of a name of one word its last four signs, which are what a guest is called by. The database works them out, so whoever writes names needs to know
/// nothing of them, and no more do nodes of the version before. Capitals are those that <c>LIKE</c> knows: on SQLite of ASCII, on PostgreSQL of all scripts.
/// </summary>
internal static class NameColumns
{
    private const string Named = "Learning:Named";
    private const string Name = "SoughtName";
    private const string Rest = "SoughtRest";

    /// <summary>Says which column of a table with <c>SoughtName</c> and <c>SoughtRest</c> holds the name; both have an index.</summary>
    public static void HasSoughtName<T>(this EntityTypeBuilder<T> table, string column)
        where T : class
    {
        table.HasAnnotation(Named, column);
        table.HasIndex(Name);
        table.HasIndex(Rest);
    }

    /// <param name="model">The tables.</param>
    /// <param name="isPostgres">SQLite works a column out when it is read, and keeps it in its index alone; PostgreSQL keeps it.</param>
    public static void Compute(ModelBuilder model, bool isPostgres)
    {
        foreach (var table in model.Model.GetEntityTypes().Where(t => t.FindAnnotation(Named) is not null).ToArray())
        {
            var column = $"\"{table.RemoveAnnotation(Named)!.Value}\"";
            var builder = model.Entity(table.ClrType);
            builder.Property<string?>(Name).HasComputedColumnSql(isPostgres ? $"lower({column} COLLATE \"und-x-icu\")" : $"lower({column})", stored: isPostgres);
            builder.Property<string?>(Rest).HasComputedColumnSql(
                isPostgres ? $"lower(CASE WHEN strpos({column}, ' ') > 0 THEN substr({column}, strpos({column}, ' ') + 1) ELSE right({column}, 4) END COLLATE \"und-x-icu\")"
                : $"lower(CASE WHEN instr({column}, ' ') > 0 THEN substr({column}, instr({column}, ' ') + 1) ELSE substr({column}, -4) END)",
                stored: isPostgres);
        }
    }
}

/// <summary>All names that begin with what was typed, in small letters as the columns have them.</summary>
internal readonly record struct NameRange(string From, string To)
{
    /// <summary>So many names are looked at for one page; of a beginning that more have, more has to be typed.</summary>
    public const int Looked = 2_000;

    private const string Last = "\U0010FFFF";

    public static NameRange Of(LearningDb db, string typed)
    {
        var small = db is PostgresLearningDb ? typed.ToLowerInvariant() : string.Concat(typed.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));
        return new(small, small + Last);
    }
}
