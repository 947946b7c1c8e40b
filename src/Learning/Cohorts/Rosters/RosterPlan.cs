using Learning.Accounts;

namespace Learning.Cohorts.Rosters;

/// <summary>What becomes of a row of a list.</summary>
internal enum RosterOutcome
{
    /// <summary>It cannot be used; the fault says why.</summary>
    Refused,

    /// <summary>She is in the cohort: nothing is done.</summary>
    AlreadyIn,

    /// <summary>She has an open invitation: nothing is done.</summary>
    AlreadyInvited,

    /// <summary>She has an account: she is put in.</summary>
    PutIn,

    /// <summary>She was in it and was taken out: she is put in again.</summary>
    PutBack,

    /// <summary>She is invited by mail.</summary>
    Invite,

    /// <summary>She gets an account with a first secret, and is put in.</summary>
    MakeAccount,

    /// <summary>She would get an account, and it is more than are made at once: the same file does the rest when it is read again.</summary>
    Later,
}

/// <summary>A row and what becomes of it: of whom it is, where she is known; under which user name she gets an account, and which, where she does.</summary>
internal sealed record PlannedRow(RosterRow Row, RosterOutcome Outcome, string? LearnerId = null, string? UserName = null, RosterFault? Fault = null, NewAccount? Account = null)
{
    public bool IsToDo => Outcome is RosterOutcome.PutIn or RosterOutcome.PutBack or RosterOutcome.Invite or RosterOutcome.MakeAccount;
}

/// <summary>What the site knows of the people of a list.</summary>
internal sealed record RosterKnown
{
    /// <summary>Members by id, and whether they are in the cohort now.</summary>
    public required IReadOnlyDictionary<string, bool> Members { get; init; }

    /// <summary>Ids of members by <see cref="RosterRow.NameKey"/>.</summary>
    public required ILookup<string, string> MemberNames { get; init; }

    /// <summary>Ids of learners by address.</summary>
    public required ILookup<string, string> Mails { get; init; }

    /// <summary>Who came in by an invitation to an address; her account may have another address, or none.</summary>
    public required IReadOnlyDictionary<string, string> CameIn { get; init; }

    /// <summary>Addresses with an open invitation.</summary>
    public required IReadOnlySet<string> Invited { get; init; }

    /// <summary>Ids by user name, whatever its capitals: of those in the list and of those that could be made of its names.</summary>
    public required IReadOnlyDictionary<string, string> UserNames { get; init; }

    public required bool MakesAccounts { get; init; }

    /// <summary>The name of the text that says why nobody can be called so.</summary>
    public required Func<string, string?> UserNameProblem { get; init; }
}

/// <summary>
/// Decides what becomes of each row of a list. Known is who is exactly so called: by user name, by address; by name alone only within this cohort, so that a list read twice does nothing the second
/// time and nobody is taken for somebody else on this site. Pure.
/// </summary>
internal static class RosterPlan
{
    /// <summary>Accounts made at once. Each secret takes a while to seal, and somebody has to cut the slips.</summary>
    public const int MostAccounts = 300;

    public static IReadOnlyList<PlannedRow> Decide(IReadOnlyList<RosterRow> rows, RosterKnown known)
    {
        var used = rows.Where(r => r.UserName.Length > 0).Select(r => r.UserName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var accounts = 0;
        var planned = new List<PlannedRow>(rows.Count);
        foreach (var row in rows)
        {
            var plan = Decide(row, known, used);
            if (plan.LearnerId is { } id && !lines.TryAdd(id, row.Line))
            {
                plan = Refused(row, "Roster.SameAs", $"{lines[id]}");
            }
            else if (plan.Outcome == RosterOutcome.MakeAccount && ++accounts > MostAccounts)
            {
                plan = new(row, RosterOutcome.Later);
            }

            planned.Add(plan);
        }

        return planned;
    }

    private static PlannedRow Decide(RosterRow row, RosterKnown known, HashSet<string> used)
    {
        if (row.Fault is { } fault)
        {
            return new(row, RosterOutcome.Refused, Fault: fault);
        }

        var byUserName = row.UserName.Length > 0 ? known.UserNames.GetValueOrDefault(row.UserName) : null;
        var byMail = row.Mail.Length == 0 ? [] : known.Mails[row.Mail].Distinct().ToArray();
        if (byMail.Length > 1 && !byMail.Contains(byUserName))
        {
            return Refused(row, "Roster.SeveralOfMail");
        }

        var mailed = byMail.Contains(byUserName) ? byUserName : byMail.FirstOrDefault() ?? known.CameIn.GetValueOrDefault(row.Mail);
        if (byUserName is not null && mailed is not null && byUserName != mailed)
        {
            return Refused(row, "Roster.TwoPeople");
        }

        if ((byUserName ?? mailed ?? (row.UserName.Length + row.Mail.Length == 0 ? Namesake(row, known) : null)) is { } id)
        {
            return new(row, !known.Members.TryGetValue(id, out var isIn) ? RosterOutcome.PutIn : isIn ? RosterOutcome.AlreadyIn : RosterOutcome.PutBack, id);
        }

        return row.Mail.Length > 0 ? new(row, known.Invited.Contains(row.Mail) ? RosterOutcome.AlreadyInvited : RosterOutcome.Invite) : WithAccount(row, known, used);
    }

    /// <summary>A member of this name, rather one who is in than one who was.</summary>
    private static string? Namesake(RosterRow row, RosterKnown known) =>
        known.MemberNames[row.NameKey].OrderByDescending(id => known.Members[id]).ThenBy(id => id, StringComparer.Ordinal).FirstOrDefault();

    private static PlannedRow WithAccount(RosterRow row, RosterKnown known, HashSet<string> used)
    {
        if (!known.MakesAccounts)
        {
            return Refused(row, "Roster.NeedsMail");
        }

        var name = row.UserName.Length > 0 ? row.UserName : Candidates(row.Name).FirstOrDefault(c => !known.UserNames.ContainsKey(c) && !used.Contains(c));
        if (name is null)
        {
            return Refused(row, "Roster.NeedsUserName");
        }

        if (known.UserNameProblem(name) is { } problem)
        {
            return Refused(row, problem);
        }

        used.Add(name);
        return new(row, RosterOutcome.MakeAccount, UserName: name);
    }

    private static IEnumerable<string> Candidates(string name) =>
        RosterUserNames.Of(name) is { Length: > 0 } first ? Enumerable.Range(1, RosterUserNames.MostAlike).Select(place => RosterUserNames.Numbered(first, place)) : [];

    private static PlannedRow Refused(RosterRow row, string code, params string[] arguments) => new(row, RosterOutcome.Refused, Fault: RosterFault.Of(code, arguments));

    /// <summary>
    /// Whether what was decided then may be done now. Where the site has meanwhile come nearer to what the list asks for, it may: somebody joined by herself, or a first try at this very list was cut
    /// short. Where a row would now be decided otherwise, it may not.
    /// </summary>
    public static bool StillHolds(IReadOnlyList<PlannedRow> then, IReadOnlyList<PlannedRow> now) => then.Zip(now).All(pair => StillHolds(pair.First, pair.Second));

    private static bool StillHolds(PlannedRow then, PlannedRow now) =>
        !then.IsToDo
        || (now.Outcome == then.Outcome && now.LearnerId == then.LearnerId && now.UserName == then.UserName)
        || (now.Outcome == RosterOutcome.AlreadyInvited && then.Outcome == RosterOutcome.Invite)
        || (now.Outcome == RosterOutcome.AlreadyIn && (then.LearnerId is null || then.LearnerId == now.LearnerId));
}
