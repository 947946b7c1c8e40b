using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Learning.Data;

/// <summary>The connection broke while a transaction was being committed, and the database could not be asked whether it was: what the act did is there as a whole, or not at all.</summary>
public sealed class PerhapsKeptException(Exception inner) : Exception("The connection broke at the commit, and whether it was done could not be found out.", inner);

/// <summary>Finds out what became of a transaction of PostgreSQL whose commit was sent and not answered: the server remembers that of each number.</summary>
internal static class Commits
{
    private const string Status = "SELECT pg_xact_status(CAST(@0 AS xid8))";

    extension(LearningDb db)
    {
        /// <summary>False: it was undone, and nothing of it is there.</summary>
        /// <param name="transaction">Its number, as <c>pg_current_xact_id()</c> gave it.</param>
        /// <param name="broken">The fault at the commit.</param>
        /// <exception cref="PerhapsKeptException">The database does not say.</exception>
        public async Task<bool> WasCommittedAsync(string transaction, Exception broken, CancellationToken cancellation)
        {
            for (var patience = new Patience(); patience.Lasts(); await patience.WaitAsync(cancellation))
            {
                try
                {
                    await using var connection = new NpgsqlConnection(db.Database.GetConnectionString());
                    await connection.OpenAsync(cancellation);
                    await using var command = new NpgsqlCommand(Status, connection) { Parameters = { new("0", transaction) } };
                    if (await command.ExecuteScalarAsync(cancellation) is string status and ("committed" or "aborted"))
                    {
                        return status is "committed";
                    }
                }
                catch (NpgsqlException)
                {
                    // Away still; or another server in its place that does not know the number.
                }
            }

            throw new PerhapsKeptException(broken);
        }
    }
}
