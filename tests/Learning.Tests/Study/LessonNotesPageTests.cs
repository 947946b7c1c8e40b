using Learning.Courses;
using Learning.Tests.Authoring;
using Learning.Web.Accounts;

namespace Learning.Tests.Study;

/// <summary>Notes for facilitators in a lesson's page: the same page is kept for many, and must not be kept for the wrong ones.</summary>
[NeedsDatabase]
public sealed class LessonNotesPageTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Words = "zirconium";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_comes_first_learners_never_read_it_and_facilitators_do(bool learnerFirst)
    {
        await Published();
        var name = learnerFirst ? "first" : "second";
        var learner = await Enrolled(await site.SignedInAs($"learner-{name}"));
        var facilitator = await Enrolled(await site.SignedInAs($"facilitator-{name}", Roles.Facilitator));

        var pages = learnerFirst
            ? (await learner.Page("/learn/rights/why"), await facilitator.Page("/learn/rights/why"))
            : (await facilitator.Page("/learn/rights/why"), await learner.Page("/learn/rights/why"));
        var (learners, facilitators) = learnerFirst ? pages : (pages.Item2, pages.Item1);

        Assert.DoesNotContain(Words, learners, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("callout-facilitator", learners, StringComparison.Ordinal);
        Assert.Contains("Only for facilitators: Ask about zirconium", facilitators, StringComparison.Ordinal);
        Assert.Contains(Words, await facilitator.Page("/learn/rights/why"), StringComparison.Ordinal);
        Assert.DoesNotContain(Words, await learner.Page("/learn/rights/why"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_writes_courses_reads_it_too_and_a_guest_does_not()
    {
        await Published();
        var editor = await Enrolled(await site.SignedInAs("eva", Roles.Editor));
        var guest = site.Visitor();
        await guest.PostForm("/courses/rights", "/guest", ("course", "rights"));

        Assert.Contains(Words, await editor.Page("/learn/rights/why"), StringComparison.Ordinal);
        Assert.DoesNotContain(Words, await guest.Page("/learn/rights/why"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Neither_the_search_nor_the_course_page_nor_a_bank_of_questions_holds_it()
    {
        await Published();
        var editor = await Enrolled(await site.SignedInAs("erin", Roles.Editor));

        Assert.DoesNotContain("/learn/rights/why", await editor.Page("/search?q=" + Words), StringComparison.Ordinal);
        Assert.Contains("/learn/rights/why", await editor.Page("/search?q=opening"), StringComparison.Ordinal);
        Assert.DoesNotContain(Words, await editor.Page("/courses/rights"), StringComparison.OrdinalIgnoreCase);
        foreach (var format in new[] { "gift", "moodle-xml" })
        {
            var bank = await editor.Get($"/banks/rights/check/{format}");
            Assert.True(bank.IsSuccessStatusCode);
            Assert.DoesNotContain(Words, await bank.Content.ReadAsStringAsync(Visitor.Cancellation), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Of_what_is_stored_only_the_notes_hold_it()
    {
        var published = await Published();
        var revision = await site.Db(db => new RevisionCache().GetAsync(db, published.RevisionId, Visitor.Cancellation).AsTask());

        Assert.DoesNotContain(Words, revision.Lesson("why").Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(revision.Lesson("why").Passages, p => p.Text.Contains(Words, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Words, Assert.Single(revision.Lesson("why").Notes!).Html, StringComparison.Ordinal);
        Assert.Null(revision.Lesson("nine-branches").Notes);
    }

    private Task<PublishCourse.Published> Published() =>
        site.Publish(new SmallCourse().WithText($"> [!FACILITATOR] Ask about {Words}\n> And about {Words} again.").Draft());

    private static async Task<Visitor> Enrolled(Visitor visitor)
    {
        await visitor.PostForm("/courses/rights", "/courses/rights/enrolments");
        return visitor;
    }
}
