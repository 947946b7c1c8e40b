using System.Globalization;
using Npgsql;

namespace Learning.Benchmarks.Load;

/// <summary>
/// What the machine's processors did since this object was made, in seconds of one processor: the site, its database where that is a server, this process as the client, and all else that ran, which makes a measurement worth less.
/// </summary>
/// <param name="nodes">The processes of the site.</param>
/// <param name="database">The first process of the database, whose children count with it; null: it has none.</param>
internal sealed class Machine(IReadOnlyList<int> nodes, int? database)
{
    private readonly double[] _before = Read(nodes, database);

    public Use Seconds
    {
        get
        {
            var passed = Read(nodes, database).Zip(_before, (now, before) => now - before).ToArray();
            return new(passed[0], passed[1], passed[2], Math.Max(0, passed[3] - passed[0] - passed[1] - passed[2]));
        }
    }

    /// <summary>Seconds of one processor.</summary>
    public sealed record Use(double Site, double Database, double Client, double Others);

    /// <summary>The process that all others of the PostgreSQL behind a connection on this machine come from.</summary>
    public static async Task<int> PostgresAsync(string connection)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", opened);
        return Stat((int)(await command.ExecuteScalarAsync())!)!.Value.Parent;
    }

    private static double[] Read(IReadOnlyList<int> nodes, int? database)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0).Select(id => (Id: id, Stat: Stat(id))).Where(p => p.Stat is not null).ToDictionary(p => p.Id, p => p.Stat!.Value);
        return [nodes.Sum(id => all[id].Seconds), all.Where(p => p.Key == database || p.Value.Parent == database).Sum(p => p.Value.Seconds), all[Environment.ProcessId].Seconds, Busy()];
    }

    /// <summary>Of /proc/…/stat: the parent, and the hundredths of a second of it and of children that have ended (utime, stime, cutime, cstime; proc(5)). Null: it is no more.</summary>
    private static (int Parent, double Seconds)? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)) / 100.0);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq … in hundredths of a second (proc(5)).</summary>
    private static double Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / 100.0;
    }
}
