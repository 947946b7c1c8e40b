using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Learning.Telemetry;

/// <summary>
/// What the product tells about itself while it runs, under the name <see cref="Name"/>: a host listens with whatever it has (OpenTelemetry, <c>dotnet-counters</c>). Where nobody listens it costs next to nothing.
/// Labels are words from short lists and names of types, never ids, names or addresses: a measure goes to places that learners did not agree to.
/// </summary>
public static class Measures
{
    public const string Name = "Learning";

    /// <summary>What became of something. OpenTelemetry has no word for it that fits all.</summary>
    public const string Outcome = "learning.outcome";

    /// <summary>What is rare and long is a span of its own.</summary>
    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly InstrumentAdvice<double> Moments = new() { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    private static readonly InstrumentAdvice<double> Work = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] };

    public static readonly Counter<long> Entries = Meter.CreateCounter<long>("learning.record.entries", "{entry}", "Entries of the record that were sent, by verb and what became of them.");

    public static readonly Counter<long> AttemptsHandedIn = Meter.CreateCounter<long>("learning.attempts.handed_in", "{attempt}", "Attempts that were handed in.");

    public static readonly Counter<long> CertificatesIssued = Meter.CreateCounter<long>("learning.certificates.issued", "{certificate}", "Certificates that were issued, of courses and pathways.");

    public static readonly Counter<long> CertificatesChecked = Meter.CreateCounter<long>("learning.certificates.checked", "{check}", "Certificates that somebody looked at or had judged, and what was found.");

    public static readonly Counter<long> MailsTried = Meter.CreateCounter<long>("learning.mail.tries", "{try}", "Mails that were handed to the mail server or the folder, and what it said.");

    public static readonly Gauge<long> MailsWaiting = Meter.CreateGauge<long>("learning.mail.waiting", "{mail}", "Mails that wait in the outbox.");

    public static readonly Gauge<double> MailsOldest = Meter.CreateGauge<double>("learning.mail.oldest_wait", "s", "How long the oldest mail has been due that nobody has tried to send.");

    public static readonly Histogram<double> RoundTime = Meter.CreateHistogram("learning.round.duration", "s", "How long rounds take; those that failed have an error.type.", null, Work);

    public static readonly Gauge<double> RoundDone = Meter.CreateGauge<double>("learning.round.last_success", "s", "When a round last ended well, in seconds since 1970.");

    public static readonly Counter<long> RevisionLookups = Meter.CreateCounter<long>("learning.revision_cache.lookups", "{lookup}", "Revisions that were found in memory (hit) or had to be read (miss).");

    public static readonly Histogram<double> SearchTime = Meter.CreateHistogram("learning.search.duration", "s", "How long searches take.", null, Moments);

    public static readonly Histogram<double> CatchUpTime = Meter.CreateHistogram("learning.search.catch_up.duration", "s", "How long the search index takes to catch up with what was published.", null, Work);

    public static readonly Histogram<double> PublicationTime = Meter.CreateHistogram("learning.publication.duration", "s", "How long it takes to put a revision in force, with the outcomes of all who learn.", null, Work);

    public static readonly Histogram<double> WriteWait = Meter.CreateHistogram("learning.write.wait", "s", "How long those who write wait until they may.", null, Moments);

    public static readonly Histogram<double> WriteTime = Meter.CreateHistogram("learning.write.duration", "s", "How long transactions that write take, from their turn to the commit.", null, Moments);

    public static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("learning.write.conflicts", "{conflict}", "Acts that ran again since another was first.");

    public static readonly Counter<long> SlowQueries = Meter.CreateCounter<long>("learning.queries.slow", "{query}", "Queries that took longer than the setting says; each is in the log.");

    /// <summary>For hosts: how somebody's signing in ended.</summary>
    public static readonly Counter<long> SignIns = Meter.CreateCounter<long>("learning.sign_ins", "{sign_in}", "Attempts to sign in, and how they ended.");

    /// <summary>For hosts: 1 healthy, 0.5 degraded, 0 unhealthy.</summary>
    public static readonly Gauge<double> Health = Meter.CreateGauge<double>("learning.health.status", "1", "How each thing stands that the site depends on: 1 healthy, 0.5 degraded, 0 unhealthy.");

    public static readonly KeyValuePair<string, object?> Hit = new(Outcome, "hit");

    public static readonly KeyValuePair<string, object?> Miss = new(Outcome, "miss");

    /// <summary>A label with the outcome.</summary>
    public static KeyValuePair<string, object?> As(string outcome) => new(Outcome, outcome);

    public static void RecordSince(this Histogram<double> histogram, long timestamp) => histogram.Record(Stopwatch.GetElapsedTime(timestamp).TotalSeconds);
}
