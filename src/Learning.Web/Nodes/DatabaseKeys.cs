using System.Data.Common;
using System.Xml.Linq;
using Learning.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Learning.Web.Nodes;

/// <summary>
/// The keys of Data Protection in the database, where all nodes find them. Without EF Core, since they are read at each start (<see cref="Site.StoredState"/>); and with their names as the key of the table, so that two nodes that bring the same
/// key bring it once.
/// </summary>
internal sealed class DatabaseKeys(LearningDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. Read().Values.Select(text => XElement.Parse(text))];

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """INSERT INTO "SiteKeys" ("Name", "Xml") VALUES (@name, @xml) ON CONFLICT ("Name") DO NOTHING""";
        Give(command, "name", friendlyName);
        Give(command, "xml", element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }

    /// <summary>By their names.</summary>
    public IReadOnlyDictionary<string, string> Read()
    {
        using var connection = database.Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Name", "Xml" FROM "SiteKeys" """;
        using var row = command.ExecuteReader();
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        while (row.Read())
        {
            keys.Add(row.GetString(0), row.GetString(1));
        }

        return keys;
    }

    private static void Give(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
