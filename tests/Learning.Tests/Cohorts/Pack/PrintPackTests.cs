using System.Net;
using System.Text.RegularExpressions;
using Learning.Accounts;
using Learning.Cohorts;
using Learning.Cohorts.Pack;
using Learning.Tests.Authoring;

namespace Learning.Tests.Cohorts.Pack;

[NeedsDatabase]
public sealed partial class PrintPackTests : IAsyncLifetime
{
    private const string Note = "Let pairs speak first: zirconium.";

    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Guid _cohort;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(Lesson("en").Draft());
        _fay = await _site.SignedInAs("fay", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers", ("course", "rights"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Every_sheet_is_there_and_each_by_itself()
    {
        Assert.Equal(["Worksheet", "Sign-in sheet", "Quiz on paper", "Quiz on paper", "Facilitator’s sheet", "Answer key", "Answer key"], Kinds(await _fay.Page(Address())));
        Assert.Equal(["Sign-in sheet"], Kinds(await _fay.Page(Address("part=sign-in"))));
        Assert.Equal(["Quiz on paper"], Kinds(await _fay.Page(Address("part=quiz&versions=C&quiz=check"))));
    }

    [Fact]
    public async Task Only_the_facilitators_sheet_has_her_notes_and_only_the_key_tells_what_is_right()
    {
        Assert.Contains(Note, await _fay.Page(Address("part=plan")), StringComparison.Ordinal);
        var handedOut = await _fay.Page(Address("part=worksheet&part=sign-in&part=quiz"));
        Assert.DoesNotContain("zirconium", handedOut, StringComparison.Ordinal);
        Assert.DoesNotContain("Yes: Part VIII", handedOut, StringComparison.Ordinal);
        Assert.Contains("Look at your payslip.", handedOut, StringComparison.Ordinal);
        Assert.Contains("Maternity benefit", await _fay.Page(Address("part=key&quiz=check")), StringComparison.Ordinal);
    }

    /// <summary>The form sends its fields empty where nothing was chosen.</summary>
    [Theory]
    [InlineData("part=worksheet&meeting=&edition=&versions=")]
    [InlineData("part=worksheet&meeting=none")]
    public async Task What_was_left_empty_is_not_chosen(string query) => Assert.Equal(["Worksheet"], Kinds(await _fay.Page(Address(query))));

    [Fact]
    public async Task The_same_sheet_is_printed_each_time() =>
        Assert.Equal(Paper(await _fay.Page(Address("part=quiz&quiz=check"))), Paper(await _fay.Page(Address("part=quiz&quiz=check"))));

    [Theory]
    [InlineData("fr", "Fiche de travail", "ltr")]
    [InlineData("es", "Hoja de trabajo", "ltr")]
    [InlineData("ar", "ورقة عمل", "rtl")]
    public async Task It_speaks_the_language_of_the_course(string language, string worksheet, string direction)
    {
        await _site.Publish(Lesson(language).Draft());

        var html = await _fay.Page(Address());

        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", html, StringComparison.Ordinal);
        Assert.Contains(worksheet, html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[Pack\.", html);
    }

    [Fact]
    public async Task Names_are_those_of_the_group_at_most_two_hundred_and_said_so()
    {
        await _site.Db(async db =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                db.Add(Learner.Known($"learner-{i}", $"Name {i:D5}", null, "en", DateTimeOffset.UtcNow));
                db.Add(Member.Join(_cohort, $"learner-{i}", JoinedBy.Roster, DateTimeOffset.UtcNow));
            }

            return await db.SaveChangesAsync(Visitor.Cancellation);
        });

        var html = await _fay.Page(Address("part=sign-in"));

        Assert.Contains("Here are 200 of 10000 names", html, StringComparison.Ordinal);
        Assert.Equal(MemberNames.Most, NameCell().Count(html));
        Assert.Contains("Name 00199", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Name 00200", html, StringComparison.Ordinal);

        // The page on which sheets are entered finds anybody by name.
        Assert.Contains("learner-9876", await _fay.Page($"{PackSite.Address(_cohort, "first", "rights")}/check/entry?paper=A1&name=Name%2009876"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/first/sheets?quiz=nowhere")]
    [InlineData("/first/sheets?edition=99")]
    [InlineData("/first/sheets?edition=last")]
    [InlineData("/nowhere/sheets")]
    [InlineData("/nowhere")]
    [InlineData("/first/nowhere/entry")]
    public async Task What_is_not_there_is_said_to_be(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _fay.Get($"/cohorts/{_cohort}/pack/rights{path}")).StatusCode);

    [Fact]
    public async Task It_is_for_those_who_facilitate_this_group()
    {
        var gus = await _site.SignedInAs("gustav", "Facilitator");
        var learner = await _site.Member("amina", _cohort);
        foreach (var path in new[] { $"/cohorts/{_cohort}/pack", $"/cohorts/{_cohort}/pack/rights/first", Address() })
        {
            Assert.Equal(HttpStatusCode.OK, (await _fay.Get(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await gus.Get(path)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await learner.Get(path)).StatusCode);
        }
    }

    private static SmallCourse Lesson(string language) => new SmallCourse()
        .WithText($"> [!FACILITATOR]\n> {Note}\n\n> [!TRY]\n> Look at your payslip.")
        .Change(SmallCourse.Course, "language: en", $"language: {language}");

    private string Address(string query = "") => $"{PackSite.Address(_cohort, "first", "rights")}/sheets?{query}";

    private static string[] Kinds(string html) => [.. Kind().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];

    private static string Paper(string html) => html[html.IndexOf("<section class=\"piece paper\">", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];

    [GeneratedRegex("<p class=\"piece-kind\">([^<]*)</p>")]
    private static partial Regex Kind();

    [GeneratedRegex("<td><bdi>[^<]+</bdi></td>")]
    private static partial Regex NameCell();
}
