using System.Globalization;
using Learning.Web.Site;

namespace Learning.Benchmarks.Load;

/// <summary>
/// <c>load [sqlite | postgres] [mix]</c>: a mixed load, a test that begins for three thousand at once and an hour of facilitators, on SQLite and on PostgreSQL, beside the bare server in the same run; on PostgreSQL also with two nodes; <c>mix</c>: the first of these only.
/// <c>load growth [sqlite | postgres] [to] [folder]</c>: the same questions from 1,000 learners to a million; with the data folder of a site on SQLite of the last size that <c>generate --whole-record</c> has filled, that one is taken.
/// <c>load staff [sqlite | postgres]</c>: pages of staff on a site of 100,000 learners. Prints tables; asserts nothing, since a busy machine is no bug.
/// </summary>
internal static class LoadCommand
{
    private const int Crowd = 10_000;
    private const int Members = 1_000;
    private const int Starting = 3_000;
    private const int Facilitators = 10;
    private const int Connections = 32;
    private const int Turns = 5;

    /// <summary>How often one learner acts, to say what a thousand of them take: a page each twenty seconds is somebody who reads fast.</summary>
    private const double SecondsBetweenActs = 20;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Counted = TimeSpan.FromSeconds(20);
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("staff"))
        {
            return await StaffPages.RunAsync(args);
        }

        var isGrowth = args.Contains("growth");
        var most = args.Select(a => int.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : Sizes[^1]).DefaultIfEmpty(Sizes[^1]).Min();
        if (!args.Contains("postgres"))
        {
            await (isGrowth ? Growth.RunAsync(null, [.. Sizes.Where(s => s <= most)], Array.Find(args, Directory.Exists)) : RunAsync((string?)null, args.Contains("mix")));
        }

        if (!args.Contains("sqlite"))
        {
            using var postgres = LocalPostgres.Start();
            await (isGrowth ? Growth.RunAsync(size => postgres.Database($"growth_{size}"), [.. Sizes.Where(s => s <= most)]) : RunAsync(postgres.Database("load"), args.Contains("mix")));
        }

        return 0;
    }

    private static async Task RunAsync(string? connection, bool isMixOnly)
    {
        using var site = await LoadSite.MakeAsync(connection, Crowd, Members, Starting + Mix.Active, Facilitators);
        var bare = await BareAsync(TimeSpan.FromSeconds(8));
        using var server = await site.StartAsync();
        await site.OpenPagesAsync(server.Port, TestStart.Page);
        var mix = await Mix.RunAsync(site, [server], Connections, WarmUp, Counted);
        PrintMix(site, mix, bare, server.ResidentMegabytes);
        if (isMixOnly)
        {
            await RepeatAsync(site, server);
            return;
        }

        Console.WriteLine();
        Console.WriteLine($"| a test begins, {site.DatabaseName} | learners | begun, p50 / p95 / p99 ms | its questions, p50 / p95 / p99 ms | both | errors |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        Console.WriteLine(TestStart.Row("within two seconds", await TestStart.RunAsync(site, [server.Port], TimeSpan.FromSeconds(2))));
        Console.WriteLine(TestStart.Row("all in the same moment", await TestStart.RunAsync(site, [server.Port], TimeSpan.Zero)));

        await FacilitatorHour.RunAsync(site, server);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| resident at the end: {server.ResidentMegabytes:0} MB | | |"));

        if (connection is not null)
        {
            using var second = await site.StartAsync();
            var one = await Mix.RunAsync(site, [server], Connections, WarmUp, Counted);
            var two = await Mix.RunAsync(site, [server, second], Connections, WarmUp, Counted);
            Console.WriteLine();
            Console.WriteLine("| the mix on PostgreSQL | requests a second | p95 ms | not 200 | resident MB |");
            Console.WriteLine("|---|--:|--:|--:|--:|");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| one node | {one.RequestsPerSecond:N0} | {one.At(0.95):0.0} | {one.Refused} | {server.ResidentMegabytes:0} |"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| two nodes, {two.RequestsPerSecond / one.RequestsPerSecond:0.00} of that | {two.RequestsPerSecond:N0} | {two.At(0.95):0.0} | {two.Refused} | {server.ResidentMegabytes:0}, {second.ResidentMegabytes:0} |"));
        }
    }

    /// <summary>The same process again and again, each time beside the bare server just before: what of a difference between runs is the machine's.</summary>
    private static async Task RepeatAsync(LoadSite site, ServerProcess server)
    {
        Console.WriteLine();
        Console.WriteLine("| the same process again | bare, a second | requests a second | of the bare server | ms of a processor an act | processors unused |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        for (var turn = 1; turn <= Turns; turn++)
        {
            var bare = await BareAsync(TimeSpan.FromSeconds(4));
            var mix = await Mix.RunAsync(site, [server], Connections, TimeSpan.FromSeconds(2), Counted / 2);
            var used = mix.Processor;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {turn} | {bare.PerSecond:N0} | {mix.RequestsPerSecond:N0} | {mix.RequestsPerSecond / bare.PerSecond:0.000} | {(used.Site + used.Database) / mix.Acts * 1000:0.00} | {Environment.ProcessorCount - (used.Site + used.Database + used.Client + used.Others) / mix.Seconds:0.00} |"));
        }
    }

    private static async Task<LoadResult> BareAsync(TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("learning-bare-").FullName;
        var bare = await LoadScenarios.BareAsync(folder, duration);
        Directory.Delete(folder, recursive: true);
        return bare;
    }

    private static void PrintMix(LoadSite site, MixResult mix, LoadResult bare, double resident)
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{site.DatabaseName}, {Crowd:N0} learners there, {site.People.Count:N0} signed in, {Connections} connections; bare Kestrel with one row read: {bare.PerSecond:N0} a second, p95 {bare.P95:0.0} ms"));
        Console.WriteLine();
        Console.WriteLine("| the mix | share | p50 / p95 / p99 ms |");
        Console.WriteLine("|---|--:|--:|");
        foreach (var kind in new[] { Mix.Browse, Mix.Read, Mix.Entries, Mix.Answer, Mix.Begin, Mix.Submit, Mix.Dashboard })
        {
            var times = mix.Times.GetValueOrDefault(kind) ?? [];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {kind} | {100.0 * times.Length / mix.Acts:0} | {LoadClient.At(times, 0.5):0.0} / {LoadClient.At(times, 0.95):0.0} / {LoadClient.At(times, 0.99):0.0} |"));
        }

        var perAct = (mix.Processor.Site + mix.Processor.Database) / mix.Acts;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| **all** | | {mix.At(0.5):0.0} / {mix.At(0.95):0.0} / {mix.At(0.99):0.0} |"));
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{mix.ActsPerSecond:N0} acts and {mix.RequestsPerSecond:N0} requests a second ({mix.RequestsPerSecond / bare.PerSecond:0.00} of the bare server), {mix.Refused} not 200. {perAct * 1000:0.00} ms of a processor an act, server and database together: a thousand learners who act each {SecondsBetweenActs:0} s take {1000 / SecondsBetweenActs * perAct:0.00} of a processor. Of {Environment.ProcessorCount} processors meanwhile: the site {mix.Processor.Site / mix.Seconds:0.00}, its database {mix.Processor.Database / mix.Seconds:0.00}, client {mix.Processor.Client / mix.Seconds:0.00}, all else {mix.Processor.Others / mix.Seconds:0.00}. Resident: {resident:0} MB."));
    }
}
