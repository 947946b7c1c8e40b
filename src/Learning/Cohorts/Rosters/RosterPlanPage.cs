using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts.Rosters;

/// <summary>The page of a dry run: how many of what, the rows with a problem first, then every other row by what becomes of it.</summary>
internal static class RosterPlanPage
{
    private static readonly RosterOutcome[] Order =
        [RosterOutcome.MakeAccount, RosterOutcome.Invite, RosterOutcome.PutIn, RosterOutcome.PutBack, RosterOutcome.Later, RosterOutcome.AlreadyInvited, RosterOutcome.AlreadyIn];

    public static View Of(Cohort cohort, RosterTicket ticket, string sealedTicket, bool isChanged, InterfaceTexts texts)
    {
        var rows = ticket.Rows;
        var model = new PlanModel(
            cohort.Id,
            cohort.Name,
            ticket.Kind.ToString(),
            string.Join(" · ", ticket.Ignored),
            isChanged,
            rows.Count(p => p.IsToDo),
            [.. rows.Where(p => p.Fault is not null).Select(p => Line(p, ReadRoster.Say(p.Fault!, texts)))],
            [.. Order.Where(o => rows.Any(p => p.Outcome == o)).Select(o => new PlanGroup($"Roster.Outcome.{o}", [.. rows.Where(p => p.Outcome == o).Select(p => Line(p, ""))]))],
            sealedTicket);
        return new("Cohorts/ReadRoster", model, texts["Roster.DryRun"]) { Status = isChanged ? StatusCodes.Status409Conflict : StatusCodes.Status200OK };
    }

    private static PlanLine Line(PlannedRow plan, string text) => new(plan.Row.Line, plan.Row.Name, plan.UserName ?? plan.Row.UserName, plan.Row.Mail, text);

    public sealed record PlanModel(
        Guid Id, string Cohort, string Kind, string Ignored, bool IsChanged, int ToDo, IReadOnlyList<PlanLine> Faults, IReadOnlyList<PlanGroup> Groups, string Roster);

    /// <summary>Rows of which the same becomes; the text says what.</summary>
    public sealed record PlanGroup(string Text, IReadOnlyList<PlanLine> Lines);

    public sealed record PlanLine(int Line, string Name, string UserName, string Mail, string Text);
}
