using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Learning.Authoring;
using Learning.Courses;
using Learning.Progress;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Courses;

[NeedsDatabase]
public sealed class PublishCourseTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Of_several_courses_none_is_published_when_one_has_an_address_that_is_taken()
    {
        await site.Publish(Drafts.Rhythm());
        var fresh = Drafts.Rhythm() with { Outline = Drafts.Rhythm().Outline with { Id = "fresh", Slug = "fresh" } };
        var taken = Drafts.Rhythm() with { Outline = Drafts.Rhythm().Outline with { Id = "other", Slug = "rhythm" } };

        await Assert.ThrowsAsync<SlugTakenException>(() => site.With<PublishCourse, int>(async publish => (await publish.PublishAsync([fresh, taken], CancellationToken.None)).Count));

        Assert.Equal(0, await site.Db(db => db.Courses.CountAsync(c => c.Id == "fresh", Visitor.Cancellation)));
    }

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task The_same_draft_twice_is_one_revision()
    {
        var draft = Named("same");

        var first = await site.Publish(draft);
        var second = await site.Publish(draft);

        Assert.True(first.IsNew);
        Assert.False(second.IsNew);
        Assert.Equal(first.RevisionId, second.RevisionId);
    }

    [Fact]
    public async Task Revisions_are_numbered_from_one_and_the_old_one_stays_as_it_was()
    {
        var first = await site.Publish(Named("numbered"));
        var second = await site.Publish(Named("numbered", "The beat is what you tap your foot to."));

        Assert.Equal(1, first.Number);
        Assert.Equal(2, second.Number);
        var old = await site.Db(db => new RevisionCache().GetAsync(db, first.RevisionId, Cancellation).AsTask());
        Assert.Contains("pulse of the music", old.Lesson("beat").Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_at_the_same_moment_gives_one_revision()
    {
        var draft = Named("racing");

        var published = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.Publish(draft)));

        Assert.Single(published, p => p.IsNew);
        Assert.Equal(1, await site.Db(db => db.Revisions.CountAsync(r => r.CourseId == "racing", Cancellation)));
    }

    [Fact]
    public async Task Another_course_cannot_take_the_address_of_one()
    {
        await site.Publish(Named("taken"));
        var other = Named("other");

        await Assert.ThrowsAsync<SlugTakenException>(() => site.Publish(other with { Outline = other.Outline with { Slug = "taken" } }));
        Assert.False(await site.Db(db => db.Courses.AnyAsync(c => c.Id == "other", Cancellation)));
    }

    [Fact]
    public async Task A_revision_that_asks_for_more_leaves_what_is_completed_completed_and_recounts_the_rest()
    {
        var draft = Named("growing");
        var small = draft with { Outline = draft.Outline with { Completion = new(Requirement.Done, Requirement.None, Requirement.None) } };
        await site.Publish(small);
        var bo = await site.SignedInAs("growing-bo");
        await bo.PostForm("/courses/growing", "/courses/growing/enrolments");
        await Read(bo, "beat");
        Assert.Equal(41, (await Outcome()).Percent);   // 5 of 12 minutes

        await site.Publish(draft);
        Assert.Equal(20, (await Outcome()).Percent);   // 5 of 25

        await site.Publish(small);
        await Read(bo, "bar");
        Assert.NotNull((await Outcome()).CompletedAt);

        await site.Publish(draft);
        var outcome = await Outcome();
        Assert.NotNull(outcome.CompletedAt);
        Assert.Equal(48, outcome.Percent);

        async Task<CourseOutcome> Outcome() => await site.Db(db => db.CourseOutcomes.AsNoTracking().SingleAsync(o => o.CourseId == "growing", Cancellation));
    }

    [Fact]
    public void What_changed_is_named_by_id()
    {
        var before = CourseDiff.Things(PublishCourse.Parts(Drafts.Rhythm()));
        var draft = Drafts.Rhythm(lesson: "Another text.");
        var after = CourseDiff.Things(PublishCourse.Parts(draft with { Pool = [Drafts.Question("p1"), Drafts.Question("p2"), Drafts.Question("p4")] }));

        var changes = CourseDiff.Compare(before, after).Select(c => $"{c.Kind} {c.Thing} {c.Id}");

        Assert.Equal(["Added question p4", "Changed lesson beat", "Removed question p3"], changes);
    }

    [Fact]
    public void Nothing_changed_is_no_change() =>
        Assert.Empty(CourseDiff.Compare(CourseDiff.Things(PublishCourse.Parts(Drafts.Rhythm())), CourseDiff.Things(PublishCourse.Parts(Drafts.Rhythm()))));

    /// <summary>Once, all letters but those of ASCII were written as six.</summary>
    [Fact]
    public async Task A_revision_as_it_was_written_once_is_no_other_than_the_same_written_today()
    {
        var draft = Named("long-ago", "<p>Le battement, c’est le cœur de la musique.</p>") with { Pool = [] };
        draft = draft with { Outline = draft.Outline with { Summary = "Tout d’abord, le cœur." } };
        var first = await site.Publish(draft);
        await site.Db(async db =>
        {
            var said = "";
            var revision = await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == first.RevisionId, Cancellation);
            var outline = AsOnce(revision.Outline, CourseJson.Default.CourseOutline);
            foreach (var part in PublishCourse.Parts(draft).Skip(1))
            {
                var text = draft.Lessons.ContainsKey(part.Id) ? AsOnce(part.Text, CourseJson.Default.LessonText) : draft.Quizzes.ContainsKey(part.Id) ? AsOnce(part.Text, CourseJson.Default.QuizText) : part.Text;
                said += $"{part.Id}\0{text}\0";
                await db.RevisionTexts.Where(t => t.RevisionId == first.RevisionId && t.ActivityId == part.Id).ExecuteUpdateAsync(row => row.SetProperty(t => t.Text, text), Cancellation);
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"\0{outline}\0{said}")));
            Assert.NotEqual(revision.Hash, hash);
            return await db.Revisions.Where(r => r.Id == first.RevisionId).ExecuteUpdateAsync(row => row.SetProperty(r => r.Outline, outline).SetProperty(r => r.Hash, hash), Cancellation);
        });

        Assert.Empty(await site.Db(db => CourseDiff.AgainstCurrentAsync(db, draft, Cancellation)));
        Assert.Contains("<p>Le battement, c’est le cœur de la musique.</p>", (await site.Db(db => new RevisionCache().GetAsync(db, first.RevisionId, Cancellation).AsTask())).Lesson("beat").Html, StringComparison.Ordinal);
        Assert.False((await site.Publish(draft)).IsNew);
        Assert.Equal(2, (await site.Publish(Named("long-ago", "<p>Le battement est le cœur.</p>"))).Number);

        static string AsOnce<T>(string text, JsonTypeInfo<T> type) => JsonSerializer.Serialize(JsonSerializer.Deserialize(text, type)!, type);
    }

    [Fact]
    public void Letters_of_all_languages_are_kept_as_they_are() =>
        Assert.Contains("الحق في <em>الضمان</em> «l’été»", PublishCourse.Parts(Named("letters", "الحق في <em>الضمان</em> «l’été»")).Single(p => p.Id == "beat").Text, StringComparison.Ordinal);

    private static Task Read(Visitor visitor, string lesson) => visitor.PostForm(
        $"/learn/growing/{lesson}", "/record", ("id", Guid.CreateVersion7().ToString()), ("verb", "completed"), ("course", "growing"), ("activity", lesson), ("next", "/my"));

    private static CourseDraft Named(string id, string lesson = "The beat is the pulse of the music.")
    {
        var draft = Drafts.Rhythm(lesson: lesson);
        return draft with { Outline = draft.Outline with { Id = id, Slug = id } };
    }
}
