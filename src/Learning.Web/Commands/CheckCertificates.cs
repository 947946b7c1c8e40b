using System.CommandLine;
using System.Globalization;
using Learning.Credentials.Log;
using Learning.Web.Site;

namespace Learning.Web.Commands;

/// <summary>
/// <c>certificates check</c>: reads the log of certificates from its first entry, and holds every certificate against it. What was altered, taken away or slipped in is named, and the command ends with 1. <c>--kept NUMBER:HASH</c> asks
/// whether an entry that somebody kept the hash of is still in it: that is what finds out a log that was written anew as a whole. The site may be running.
/// </summary>
public static class CheckCertificates
{
    private static readonly Option<string?> Kept = new("--kept") { Description = "An entry that was kept, as an earlier check printed it: 120:9f86d0…" };

    public static Command Command()
    {
        var check = new Command("check", "Finds what was altered in certificates or in the log of them.") { Kept };
        check.SetAction(RunAsync);
        return new("certificates", "Looks after the certificates that were issued.") { check };
    }

    internal static async Task<int> CheckAsync(CheckLog log, string? kept, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (kept is not null && Read(kept) is null)
        {
            await errors.WriteLineAsync("Write what was kept as an earlier check printed it: its number, a colon, and 64 hexadecimal digits.");
            return 1;
        }

        var report = await log.RunAsync(kept is null ? null : Read(kept), cancellation);
        foreach (var finding in report.Findings)
        {
            await errors.WriteLineAsync($"{Place(finding)}: {Words(finding.Fault)}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Entries} entries, {report.Certificates} certificates, {report.Findings.Count} faults."));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Keep this somewhere else, for the next check: {report.Entries}:{report.Head}"));
        return report.Findings.Count == 0 ? 0 : 1;
    }

    private static Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var paths = SitePaths.Find(result.GetValue(Serve.Data), null);
        if (!paths.HasDatabase)
        {
            Console.Error.WriteLine($"There is no site in {paths.Data}. Name its data folder with --data.");
            return Task.FromResult(1);
        }

        return OnSite.RunAsync(paths, Console.Error, services => CheckAsync(services.GetRequiredService<CheckLog>(), result.GetValue(Kept), Console.Out, Console.Error, cancellation), cancellation);
    }

    private static (long Number, string Hash)? Read(string kept) =>
        kept.Split(':') is [var number, { Length: 64 } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && hash.All(char.IsAsciiHexDigit) ? (at, hash) : null;

    private static string Place(LogFinding finding) => (finding.Number, finding.CredentialId) switch
    {
        ({ } number, { } id) => string.Create(CultureInfo.InvariantCulture, $"Entry {number}, certificate {id}"),
        ({ } number, null) => string.Create(CultureInfo.InvariantCulture, $"Entry {number}"),
        (_, var id) => $"Certificate {id}",
    };

    private static string Words(LogFault fault) => fault switch
    {
        LogFault.Missing => "entries before it are missing.",
        LogFault.Altered => "it is not as it was written, or the entry before it is not the one it was written after.",
        LogFault.AlteredPerson => "the name or the reason in it is not what was written.",
        LogFault.AlteredCertificate => "the certificate does not say what this entry, its last one, says of it.",
        LogFault.NotInLog => "the log knows nothing of it: it was not issued by this site.",
        LogFault.Gone => "the certificate is gone.",
        _ => "it is not in the log as it was kept: the log was written anew, or is that of another site.",
    };
}
