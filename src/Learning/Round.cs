using Learning.Analysis;
using Learning.Assessment;
using Learning.Editing;
using Learning.Editing.Publishing;
using Learning.Notifications;
using Learning.Record;
using Learning.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Learning;

/// <summary>
/// Work the site does by itself, once in so much time. Every host runs all of <see cref="All"/>, each time in a scope of its own; a round that runs late, twice, or not to its end harms nothing.
/// </summary>
/// <param name="Capability">The part of the product it belongs to; null: it always runs.</param>
public sealed record Round(string Name, TimeSpan Each, string? Capability, Func<IServiceProvider, CancellationToken, Task> RunOnceAsync)
{
    public static readonly IReadOnlyList<Round> All =
    [
        Of<KeepPartitions>(TimeSpan.FromHours(1), null, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<HandInOverdue>(TimeSpan.FromMinutes(1), null, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<RemarkAttempts>(TimeSpan.FromMinutes(1), null, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<SendMail>(TimeSpan.FromMinutes(1), Learning.Capability.Notifications, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<RemindStalled>(TimeSpan.FromMinutes(30), Learning.Capability.Notifications, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<NoticeDueDates>(TimeSpan.FromMinutes(30), Learning.Capability.Notifications, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<WriteDigests>(TimeSpan.FromMinutes(30), Learning.Capability.Notifications, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<TellCertificate>(TimeSpan.FromHours(1), Learning.Capability.Notifications, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<TellSeeAgain>(TimeSpan.FromMinutes(30), Learning.Capability.Notifications, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<TellComments>(TimeSpan.FromMinutes(1), Learning.Capability.Notifications, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<PublishScheduled>(TimeSpan.FromMinutes(1), Learning.Capability.Editing, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<DropEarlier>(TimeSpan.FromDays(1), Learning.Capability.Editing, (round, cancellation) => round.RunOnceAsync(cancellation)),
        Of<OpenItemTasks>(TimeSpan.FromDays(1), Learning.Capability.Analysis, (round, cancellation) => round.RunOnceAsync(cancellation)),
    ];

    /// <summary>The rounds of what the host has not left out.</summary>
    public static IEnumerable<Round> For(LearningOptions options) => All.Where(round => round.Capability is null || options.Offers(round.Capability));

    private static Round Of<T>(TimeSpan each, string? capability, Func<T, CancellationToken, Task> runOnce)
        where T : notnull =>
        new(typeof(T).Name, each, capability, (services, cancellation) => MeasureRound.RunAsync(typeof(T).Name, services.GetRequiredService<TimeProvider>(), () => runOnce(services.GetRequiredService<T>(), cancellation)));
}
