using System.Globalization;
using Learning.Authoring;
using Learning.Texts;

namespace Learning.Cohorts;

/// <summary>How somebody stands, in words and cells, as the page of a cohort and her own page there show it.</summary>
public sealed record MemberRow
{
    public required string LearnerId { get; init; }

    public required string Name { get; init; }

    public required string Href { get; init; }

    public required Need Need { get; init; }

    /// <summary>Why she needs help, or that she does not.</summary>
    public required IReadOnlyList<Why> Reasons { get; init; }

    public required int Percent { get; init; }

    public required int DoneCount { get; init; }

    public required int RequiredCount { get; init; }

    public required DateTimeOffset? LastAt { get; init; }

    public required IReadOnlyList<Cell> Cells { get; init; }

    public static MemberRow Of(Member member, string name, IReadOnlyList<CourseOutline> outlines, Cohort cohort, DateTimeOffset now, InterfaceTexts texts) => new()
    {
        LearnerId = member.LearnerId,
        Name = name,
        Href = $"/cohorts/{cohort.Id.ToString("D", CultureInfo.InvariantCulture)}/members/{Uri.EscapeDataString(member.LearnerId)}",
        Need = Needs.Of(member, now, cohort.StalledAfterDays),
        Reasons = ReasonsOf(member, outlines, cohort, now, texts),
        Percent = member.Percent,
        DoneCount = member.DoneCount,
        RequiredCount = member.RequiredCount,
        LastAt = member.LastAt,
        Cells = [.. ModuleStanding.Read(member.Modules).Select((m, i) => Cell.Of(m, i + 1, outlines, texts))],
    };

    public static IReadOnlyList<Why> ReasonsOf(Member member, IReadOnlyList<CourseOutline> outlines, Cohort cohort, DateTimeOffset now, InterfaceTexts texts) =>
        [.. Needs.All(member, now, cohort.StalledAfterDays).Select(need => Reason(need, member, outlines, now, texts))];

    private static Why Reason(Need need, Member member, IReadOnlyList<CourseOutline> outlines, DateTimeOffset now, InterfaceTexts texts) => need switch
    {
        Need.Failing => new(need, texts["Need.Failing.Why", member.FailedTries, Quiz(member.FailingAt, outlines)]),
        Need.Behind => new(need, texts["Need.Behind.Why", Days(now - member.NextDueAt!.Value)]),
        Need.Stalled => new(need, texts["Need.Stalled.Why", Days(now - member.LastAt!.Value)]),
        Need.NeverStarted when now - member.JoinedAt < TimeSpan.FromDays(1) => new(need, texts["Need.NeverStarted.Today"]),
        Need.NeverStarted => new(need, texts["Need.NeverStarted.Why", Days(now - member.JoinedAt)]),
        _ => new(need, texts[$"Need.{need}.Why"]),
    };

    private static int Days(TimeSpan time) => Math.Max(0, (int)time.TotalDays);

    private static string Quiz(string? place, IReadOnlyList<CourseOutline> outlines) =>
        (from outline in outlines from activity in outline.Activities where place == $"{outline.Id}/{activity.Id}" select outline.NameOf(activity)).FirstOrDefault() ?? "";

    public sealed record Why(Need Need, string Text);

    /// <summary>One module: done, begun or open.</summary>
    public sealed record Cell(string State, int Number, string Text)
    {
        internal static Cell Of(ModuleStanding module, int number, IReadOnlyList<CourseOutline> outlines, InterfaceTexts texts)
        {
            var title = outlines.FirstOrDefault(o => o.Id == module.CourseId)?.Modules.FirstOrDefault(m => m.Id == module.ModuleId)?.Title ?? module.ModuleId;
            return new(module.IsDone ? "done" : module.Done > 0 ? "begun" : "open", number, texts["Cohort.Cell", title, module.Done, module.Required]);
        }
    }
}
