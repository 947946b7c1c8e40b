using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Learning.Data;

public static class Asking
{
    extension(LearningDb db)
    {
        /// <summary>
        /// A command in SQL of our own, for the very few questions that every page asks: there EF Core's part takes longer than the database's. The text has to be
        /// read alike by every database product we run on; parameters are @0, @1 … On SQLite it is prepared if it was asked before. Dispose it.
        /// </summary>
        internal async ValueTask<DbCommand> CommandAsync(string sql, CancellationToken cancellation, params object[] values)
        {
            var connection = db.Database.GetDbConnection();
            if (connection.State != ConnectionState.Open)
            {
                await db.Database.OpenConnectionAsync(cancellation);
            }

            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@{i}";
                parameter.Value = values[i];
                command.Parameters.Add(parameter);
            }

            return connection is KeptConnection kept ? kept.Prepared((SqliteCommand)command) : command;
        }
    }
}
