using System.CommandLine;
using System.Data;
using System.Globalization;
using Learning.Data;
using Learning.Web.Moving;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Learning.Web.Commands;

/// <summary>
/// <c>database move --from … --to …</c>: carries a site from SQLite to PostgreSQL (or back, or to another place), table by table, and compares every row before it is done; else nothing is there. The site has to be stopped, and the place it goes
/// to empty. The source stays as it is; keys and other files stay in the data folder.
/// </summary>
public static class MoveDatabase
{
    private static readonly Option<string> From = new("--from") { Description = "Where it is: the path of a file of SQLite, or Host=… of PostgreSQL.", Required = true };
    private static readonly Option<string> To = new("--to") { Description = "Where it goes: an empty database, or a file that is not there.", Required = true };

    public static Command Command()
    {
        var move = new Command("move", "Carries a site from one database to another, and compares them.") { From, To };
        move.SetAction((result, cancellation) => RunAsync(result.GetValue(From)!, result.GetValue(To)!, Console.Out, Console.Error, cancellation));
        return new("database", "Looks after the database of the site.") { move };
    }

    internal static async Task<int> RunAsync(string from, string to, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        LearningDatabase? source = null;
        LearningDatabase? target = null;
        try
        {
            (source, target) = (LearningDatabase.Of(from), LearningDatabase.Of(to));
            return await MoveAsync(source, target, output, cancellation);
        }
        catch (Exception e) when (e is DatabaseException || (Sentence(e, source) ?? Sentence(e, target)) is not null)
        {
            await errors.WriteLineAsync($"Nothing was moved. {(e as DatabaseException)?.Message ?? Sentence(e, source) ?? Sentence(e, target)}");
            return 1;
        }
    }

    private static string? Sentence(Exception e, LearningDatabase? database) => database is null ? null : DatabaseException.Of(e, database)?.Message;

    private static async Task<int> MoveAsync(LearningDatabase source, LearningDatabase target, TextWriter output, CancellationToken cancellation)
    {
        await using var fromLibrary = LibraryOf(source);
        await using var toLibrary = LibraryOf(target);
        await RefuseAsync(fromLibrary, source, cancellation);
        await using (var site = SiteOf(target))
        {
            await site.BringUpToDateAsync(cancellation);
        }

        await toLibrary.BringUpToDateAsync(cancellation);

        // One transaction on either side: what is read is of one moment, and what is written is there as a whole or not at all. On SQLite nobody writes there meanwhile.
        await using var reading = await fromLibrary.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        await using var writing = await toLibrary.Database.BeginTransactionAsync(cancellation);
        await using var fromSite = SiteDb.Over(fromLibrary);
        await using var toSite = SiteDb.Over(toLibrary);
        await fromSite.Database.UseTransactionAsync(reading.GetDbTransaction(), cancellation);
        await toSite.Database.UseTransactionAsync(writing.GetDbTransaction(), cancellation);
        MoveTables[] moves = [new(fromSite, toSite), new(fromLibrary, toLibrary)];
        var moved = new List<MovedTable>();
        foreach (var move in moves)
        {
            if (await move.FilledAsync(cancellation) is { Count: > 0 } filled)
            {
                throw new DatabaseException($"The database it should go to is not empty: there are rows in {string.Join(", ", filled)}.");
            }

            moved.AddRange(await move.RunAsync(cancellation));
        }

        if (moved.Where(t => !t.IsSame).Select(t => $"{t.Name} ({t.From.Rows} rows there, {t.To.Rows} here)").ToArray() is { Length: > 0 } wrong)
        {
            throw new DatabaseException($"What arrived is not the same: {string.Join(", ", wrong)}.");
        }

        await CountOnAsync(toLibrary, cancellation);
        await CountOnAsync(toSite, cancellation);
        await writing.CommitAsync(cancellation);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{moved.Count} tables with {moved.Sum(t => t.To.Rows)} rows went from {source} to {target}; each is the same there in count and content. Set ConnectionStrings:Learning to the new place; the data folder stays."));
        return 0;
    }

    private static async Task RefuseAsync(LearningDb from, LearningDatabase source, CancellationToken cancellation)
    {
        if (!await from.Database.CanConnectAsync(cancellation) || !(await from.Database.GetAppliedMigrationsAsync(cancellation)).Any())
        {
            throw new DatabaseException($"There is no site in the database it should come from ({source}).");
        }

        await using var site = SiteOf(source);
        if ((await from.Database.GetPendingMigrationsAsync(cancellation)).Any() || (await site.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            throw new DatabaseException("The database it should come from is of an older version. Start the site on it once with this version, stop it, and move it then.");
        }
    }

    /// <summary>PostgreSQL counts on where the rows it was given end.</summary>
    private static async Task CountOnAsync(DbContext db, CancellationToken cancellation)
    {
        if (!db.Database.IsNpgsql())
        {
            return;
        }

        foreach (var type in MoveTables.Ordered(db.Model))
        {
            foreach (var column in type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.OnAdd && (p.ClrType == typeof(int) || p.ClrType == typeof(long))))
            {
                // Names of the model's own, not of anybody's.
                var (table, name) = (type.GetTableName()!, column.GetColumnName());
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
                command.CommandText = $"""SELECT setval(pg_get_serial_sequence('"{table}"', '{name}'), GREATEST((SELECT MAX("{name}") FROM "{table}"), 1), (SELECT COUNT(*) > 0 FROM "{table}"))""";
                await command.ExecuteScalarAsync(cancellation);
            }
        }
    }

    private static LearningDb LibraryOf(LearningDatabase database)
    {
        if (database.IsPostgres)
        {
            var postgres = new DbContextOptionsBuilder<PostgresLearningDb>();
            database.Use(postgres);
            return new PostgresLearningDb(postgres.Options);
        }

        var sqlite = new DbContextOptionsBuilder<SqliteLearningDb>();
        database.Use(sqlite);
        return new SqliteLearningDb(sqlite.Options);
    }

    private static SiteDb SiteOf(LearningDatabase database)
    {
        if (database.IsPostgres)
        {
            var postgres = new DbContextOptionsBuilder<PostgresSiteDb>();
            database.Use(postgres, SiteDb.MigrationsTable);
            return new PostgresSiteDb(postgres.Options);
        }

        var sqlite = new DbContextOptionsBuilder<SqliteSiteDb>();
        database.Use(sqlite, SiteDb.MigrationsTable);
        return new SqliteSiteDb(sqlite.Options);
    }
}
