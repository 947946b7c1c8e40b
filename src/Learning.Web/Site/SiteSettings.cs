using System.Data.Common;
using Learning.Data;
using Learning.Web.Nodes;

namespace Learning.Web.Site;

/// <summary>The site's settings, read at the start and kept in memory; writing one keeps both in step, and tells the other nodes in the same transaction.</summary>
public sealed class SiteSettings(LearningDatabase database) : SiteIdentity
{
    private volatile IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    public override string Name => this[SiteSetting.SiteName] ?? base.Name;

    public string? this[string name] => _values.GetValueOrDefault(name);

    public async Task ReadAsync(CancellationToken cancellation) => _values = await StoredState.SettingsAsync(database, cancellation);

    /// <summary>Takes a setting away if it still has this value. True for one caller only, however many ask at once.</summary>
    public async Task<bool> TakeAsync(string name, string value, CancellationToken cancellation)
    {
        var taken = await RunAsync("""DELETE FROM "Settings" WHERE "Name" = @name AND "Value" = @value""", name, value, cancellation);
        await ReadAsync(cancellation);
        return taken == 1;
    }

    /// <summary>Null takes the setting away. Of several processes that write it at once, the last one's stays.</summary>
    public async Task WriteAsync(string name, string? value, CancellationToken cancellation)
    {
        const string Write = """INSERT INTO "Settings" ("Name", "Value") VALUES (@name, @value) ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value" """;
        await RunAsync(value is null ? """DELETE FROM "Settings" WHERE "Name" = @name""" : Write, name, value, cancellation);
        await ReadAsync(cancellation);
    }

    /// <summary>Writes a setting that nobody else has written yet.</summary>
    /// <returns>What stands there then.</returns>
    public async Task<string> WriteOnceAsync(string name, string value, CancellationToken cancellation)
    {
        await RunAsync("""INSERT INTO "Settings" ("Name", "Value") VALUES (@name, @value) ON CONFLICT ("Name") DO NOTHING""", name, value, cancellation);
        await ReadAsync(cancellation);
        return this[name]!;
    }

    /// <summary>A statement and the notice of it are one transaction: they go out together.</summary>
    private async Task<int> RunAsync(string sql, string name, string? value, CancellationToken cancellation)
    {
        await using var connection = database.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql + Notices.Also(database, Notices.Settings);
        Give(command, "name", name);
        if (value is not null)
        {
            Give(command, "value", value);
        }

        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Give(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
