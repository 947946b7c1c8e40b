using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Credentials.Log;

/// <summary>What is wrong with the log, or with a certificate as the log knows it.</summary>
public enum LogFault
{
    /// <summary>An entry is missing: the numbers have a gap.</summary>
    Missing,

    /// <summary>An entry is not as it was written, or one before it was taken away or put in.</summary>
    Altered,

    /// <summary>A name or a reason is not what was written.</summary>
    AlteredPerson,

    /// <summary>The certificate states something else than its last entry says.</summary>
    AlteredCertificate,

    /// <summary>A certificate of which the log knows nothing.</summary>
    NotInLog,

    /// <summary>The log knows it, and it is gone.</summary>
    Gone,

    /// <summary>The log does not hold the entry that somebody had kept the hash of.</summary>
    OtherHistory,
}

/// <param name="Number">Of the entry; null where it is about a certificate without one.</param>
public sealed record LogFinding(LogFault Fault, long? Number, Guid? CredentialId);

/// <param name="Entries">How many were read.</param>
/// <param name="Certificates">How many were compared.</param>
/// <param name="Head">The hash of the last entry: whoever keeps it can ask later whether everything up to there is still as it was.</param>
public sealed record LogReport(long Entries, int Certificates, string Head, IReadOnlyList<LogFinding> Findings)
{
    /// <summary>The number of the last entry that was read; null: there was none.</summary>
    internal long? Last { get; init; }
}

/// <summary>Reads the whole log, entry by entry, and holds every certificate against its last one.</summary>
public sealed class CheckLog(LearningDb db)
{
    private const int AtOnce = 1000;
    private const int MostTurns = 5;

    /// <summary>The site may be running: where something is found and the log has grown meanwhile, it is looked at again.</summary>
    /// <param name="kept">The number and hash of an entry that somebody kept; null: of none.</param>
    public async Task<LogReport> RunAsync((long Number, string Hash)? kept, CancellationToken cancellation)
    {
        for (var turn = 1; ; turn++)
        {
            var report = await ReadAsync(kept, cancellation);
            if (report.Findings.Count == 0 || turn == MostTurns || await db.CredentialLog.MaxAsync(e => (long?)e.Number, cancellation) == report.Last)
            {
                return report;
            }
        }
    }

    private async Task<LogReport> ReadAsync((long Number, string Hash)? kept, CancellationToken cancellation)
    {
        var findings = new List<LogFinding>();
        var last = new Dictionary<Guid, CredentialLogEntry>();
        var emptied = new List<CredentialLogEntry>();
        var (before, count, hasKept) = (Chain.Beginning, 0L, kept is null);
        long? lastNumber = null;
        for (var expected = 1L; ;)
        {
            var some = await db.CredentialLog.AsNoTracking().Where(e => e.Number >= expected).OrderBy(e => e.Number).Take(AtOnce).ToListAsync(cancellation);
            foreach (var entry in some)
            {
                findings.AddRange(FaultsOf(entry, expected, before).Select(fault => new LogFinding(fault, entry.Number, entry.CredentialId)));
                last[entry.CredentialId] = entry;
                if (entry.Personal is null && entry.Salt is null)
                {
                    emptied.Add(entry);
                }

                hasKept |= kept is { } one && one.Number == entry.Number && string.Equals(one.Hash, entry.Hash, StringComparison.OrdinalIgnoreCase);
                (before, expected, count, lastNumber) = (entry.Hash, entry.Number + 1, count + 1, entry.Number);
            }

            if (some.Count < AtOnce)
            {
                break;
            }
        }

        if (!hasKept)
        {
            findings.Add(new(LogFault.OtherHistory, kept!.Value.Number, null));
        }

        // What was taken out of entries has to be of somebody who was forgotten, in the end.
        findings.AddRange(emptied.Where(entry => last[entry.CredentialId].Deed != CredentialDeed.Forgotten).Select(entry => new LogFinding(LogFault.AlteredPerson, entry.Number, entry.CredentialId)));
        var compared = await CompareAsync(last, findings, cancellation);
        findings.AddRange(last.Values.Select(gone => new LogFinding(LogFault.Gone, gone.Number, gone.CredentialId)));
        return new(count, compared, before, findings) { Last = lastNumber };
    }

    /// <summary>What an entry shows by itself and by the hash before it.</summary>
    internal static IEnumerable<LogFault> FaultsOf(CredentialLogEntry entry, long expected, string before)
    {
        if (entry.Number != expected)
        {
            yield return LogFault.Missing;
        }

        if (Chain.Hash(entry, before) != entry.Hash)
        {
            yield return LogFault.Altered;
        }

        if (entry.Personal is null != entry.Salt is null || (entry is { Personal: { } personal, Salt: { } salt } && Chain.PersonalHash(salt, personal) != entry.PersonalHash))
        {
            yield return LogFault.AlteredPerson;
        }
    }

    /// <summary>Takes those it meets out of <paramref name="last"/>.</summary>
    private async Task<int> CompareAsync(Dictionary<Guid, CredentialLogEntry> last, List<LogFinding> findings, CancellationToken cancellation)
    {
        var count = 0;
        for (var after = Guid.Empty; ;)
        {
            var some = await db.Credentials.AsNoTracking().Include(c => c.Statuses).Where(c => c.Id.CompareTo(after) > 0).OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancellation);
            foreach (var credential in some)
            {
                if (last.Remove(credential.Id, out var entry))
                {
                    var isPerson = Chain.Read(entry.Personal) is { } personal ? personal.Holder == credential.HolderName && personal.Learner == credential.LearnerId : entry.Deed == CredentialDeed.Forgotten && credential.HolderName.Length == 0;
                    if (Chain.States(credential) != entry.States || !isPerson)
                    {
                        findings.Add(new(LogFault.AlteredCertificate, entry.Number, credential.Id));
                    }
                }
                else
                {
                    findings.Add(new(LogFault.NotInLog, null, credential.Id));
                }

                count++;
            }

            if (some.Count < AtOnce)
            {
                return count;
            }

            after = some[^1].Id;
        }
    }
}
