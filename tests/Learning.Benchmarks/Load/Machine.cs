using System.Diagnostics;
using System.Globalization;

namespace Learning.Benchmarks.Load;

/// <summary>What the machine's processors did meanwhile, without what this process took of them: that is the server and the database, where nothing else runs.</summary>
internal sealed class Machine
{
    private readonly double _busy = Busy();
    private readonly double _own = Own();

    /// <summary>Seconds of a processor since this object was made.</summary>
    public double Seconds => Busy() - _busy - (Own() - _own);

    private static double Own()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq … in hundredths of a second (proc(5)).</summary>
    private static double Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / 100.0;
    }
}
