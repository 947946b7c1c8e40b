using CsCheck;
using Learning.Cohorts.Rosters;

namespace Learning.Tests.Cohorts;

public sealed class RosterPlanTests
{
    private readonly Dictionary<string, bool> _members = [];
    private readonly List<(string Name, string Id)> _names = [];
    private readonly List<(string Mail, string Id)> _mails = [];
    private readonly Dictionary<string, string> _userNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _cameIn = [];
    private readonly HashSet<string> _invited = [];
    private bool _makesAccounts = true;
    private int _line = 1;

    [Fact]
    public void Whoever_is_in_stays_in_however_she_is_named()
    {
        Member("1", "Awa Diop", isIn: true);
        _userNames["awa"] = "1";
        _mails.Add(("awa@example.org", "1"));

        Assert.All([Row("Someone", user: "AWA"), Row("Someone", mail: "awa@example.org"), Row("awa  diop"), Row("", "awa", "awa@example.org")], row => Assert.Equal(RosterOutcome.AlreadyIn, Decide(row).Outcome));
    }

    [Fact]
    public void Whoever_is_known_is_put_in_and_whoever_was_in_is_put_in_again()
    {
        _userNames["awa"] = "1";
        _mails.Add(("kofi@example.org", "2"));
        Member("3", "Lu", isIn: false);

        Assert.Equal(
            [(RosterOutcome.PutIn, "1"), (RosterOutcome.PutIn, "2"), (RosterOutcome.PutBack, "3")],
            Decide([Row("", "awa"), Row("", mail: "kofi@example.org"), Row("Lu")]).Select(p => (p.Outcome, p.LearnerId!)));
    }

    [Fact]
    public void By_name_alone_nobody_outside_the_cohort_is_found()
    {
        _userNames["awa.diop"] = "1";

        Assert.Equal((RosterOutcome.MakeAccount, "awa.diop2"), (Decide(Row("Awa Diop")).Outcome, Decide(Row("Awa Diop")).UserName));
    }

    [Fact]
    public void Whoever_is_not_known_is_invited_once()
    {
        _invited.Add("kofi@example.org");
        Member("9", "Who came in", isIn: true);
        _cameIn["lu@example.org"] = "9";

        Assert.Equal(
            [RosterOutcome.Invite, RosterOutcome.AlreadyInvited, RosterOutcome.AlreadyIn],
            Decide([Row("", mail: "awa@example.org"), Row("", mail: "kofi@example.org"), Row("", mail: "lu@example.org")]).Select(p => p.Outcome));
    }

    [Fact]
    public void Who_would_be_two_is_refused()
    {
        _userNames["awa"] = "1";
        _mails.AddRange([("kofi@example.org", "2"), ("shared@example.org", "1"), ("shared@example.org", "2")]);

        Assert.Equal("Roster.TwoPeople", Decide(Row("", "awa", "kofi@example.org")).Fault!.Code);
        Assert.Equal("Roster.SeveralOfMail", Decide(Row("", mail: "shared@example.org")).Fault!.Code);
        Assert.Equal("1", Decide(Row("", "awa", "shared@example.org")).LearnerId);
        Assert.Equal(["", "Roster.SameAs"], Decide([Row("", "awa"), Row("", "none", "shared@example.org") with { Mail = "one@example.org" }, Row("", "awa")]).Where(p => p.LearnerId == "1" || p.Fault is not null).Select(p => p.Fault?.Code ?? ""));
    }

    [Fact]
    public void User_names_are_made_short_and_unique()
    {
        _userNames["mary.ann"] = "1";

        Assert.Equal(
            ["awa.diop", "awa.diop2", "mary.ann2", "jean-paul.m", "الحسن.بنت", "li1", "awa.diop3"],
            Decide([Row("Awa Ndèye Diop"), Row("Áwa  Diop"), Row("Mary Ann"), Row("Jean-Paul M."), Row("الحسن بنت"), Row("Li"), Row("Awa B. Diop"), Row("x", "awa.diop4")]).Select(p => p.UserName).Take(7));
    }

    [Fact]
    public void What_cannot_be_a_user_name_is_refused_and_asked_for()
    {
        Assert.Equal("Roster.NeedsUserName", Decide(Row("¿?")).Fault!.Code);
        Assert.Equal("UserName.Characters", Decide(Row("Awa", "a b")).Fault!.Code);
    }

    [Fact]
    public void A_host_without_accounts_asks_for_an_address()
    {
        _makesAccounts = false;

        Assert.All([Row("Awa"), Row("Awa", "awa")], row => Assert.Equal("Roster.NeedsMail", Decide(row).Fault!.Code));
        Assert.Equal(RosterOutcome.Invite, Decide(Row("Awa", mail: "awa@example.org")).Outcome);
    }

    [Fact]
    public void More_accounts_than_are_made_at_once_wait()
    {
        var planned = Decide([.. Enumerable.Range(0, RosterPlan.MostAccounts + 5).Select(i => Row($"P{i} Q"))]);

        Assert.Equal((RosterPlan.MostAccounts, 5), (planned.Count(p => p.Outcome == RosterOutcome.MakeAccount), planned.Count(p => p.Outcome == RosterOutcome.Later)));
    }

    [Fact]
    public void What_is_decided_of_people_who_are_named_differently_does_not_depend_on_their_order() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 30], Gen.Int[0, 1000]).Sample((kinds, seed) =>
        {
            var test = new RosterPlanTests();
            var rows = kinds.Select((kind, i) =>
            {
                if (kind is 1 or 2)
                {
                    test.Member($"id{i}", $"Person {i}", isIn: kind == 1);
                }

                test._mails.Add(($"p{i}@example.org", kind == 3 ? $"id{i}" : "x"));
                return kind == 4 ? test.Row($"Person {i}", $"user{i}") : kind == 3 ? test.Row("", mail: $"p{i}@example.org") : test.Row($"Person {i}");
            }).ToArray();
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(test.Decide(rows).OrderBy(p => p.Row.Line), test.Decide(shuffled).OrderBy(p => p.Row.Line));
        });

    [Fact]
    public void A_plan_holds_while_the_site_only_comes_nearer_to_it()
    {
        RosterRow[] rows = [Row("Awa Diop"), Row("", mail: "kofi@example.org"), Row("Lu", "lu")];
        _userNames["lu"] = "3";
        var then = Decide(rows);

        Member("3", "Lu", isIn: true);
        _invited.Add("kofi@example.org");
        Assert.True(RosterPlan.StillHolds(then, Decide(rows)));

        _userNames["awa.diop"] = "7";   // somebody else registers under it
        Assert.False(RosterPlan.StillHolds(then, Decide(rows)));
        Member("7", "Awa Diop", isIn: true);
        Assert.True(RosterPlan.StillHolds(then, Decide(rows)));
    }

    private void Member(string id, string name, bool isIn)
    {
        _members[id] = isIn;
        _names.Add((name, id));
    }

    private RosterRow Row(string name, string user = "", string mail = "") => new(++_line, name, user, mail, null);

    private PlannedRow Decide(RosterRow row) => Decide([row])[0];

    private IReadOnlyList<PlannedRow> Decide(IReadOnlyList<RosterRow> rows) => RosterPlan.Decide(rows, new RosterKnown
    {
        Members = _members,
        MemberNames = _names.ToLookup(n => RosterRow.KeyOf(n.Name), n => n.Id),
        Mails = _mails.ToLookup(m => m.Mail, m => m.Id),
        CameIn = _cameIn,
        Invited = _invited,
        UserNames = _userNames,
        MakesAccounts = _makesAccounts,
        UserNameProblem = Learning.Web.Accounts.UserNameRules.Problem,
    });
}
