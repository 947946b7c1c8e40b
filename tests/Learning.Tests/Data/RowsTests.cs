using System.Reflection;
using System.Text.Json;
using Learning.Assessment;
using Learning.Data;
using Learning.Enrolments;
using Learning.Progress;
using Learning.Record;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Data;

/// <summary>Rows past EF Core's tracking are what EF Core has, both ways.</summary>
[NeedsDatabase]
public sealed class RowsTests(TestSite site) : IClassFixture<TestSite>
{
    private const string All = "1 = 1";

    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task They_are_read_as_the_context_reads_them()
    {
        await StudyAsync("reader");

        await IsAlikeAsync<Entry>();
        await IsAlikeAsync<Enrolment>();
        await IsAlikeAsync<CourseOutcome>();
        await IsAlikeAsync<ActivityResult>();
        await IsAlikeAsync<Attempt>();
        await IsAlikeAsync<ItemResponse>();
    }

    [Fact]
    public async Task What_is_put_in_and_changed_comes_back_the_same()
    {
        await StudyAsync("writer");
        var (before, after) = await site.Db(async db =>
        {
            var rows = Rows<ItemResponse>.Of(db);
            var one = (await rows.ReadAsync(db, All, Cancellation))[0];
            var at = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds());
            one.Answer(new(["\"a\" – è", "b, c"]) { Certainty = 2 }, Guid.CreateVersion7(), at);
            return await db.WriteAsync(
                async () =>
                {
                    await rows.UpdateAsync(db, one, Cancellation);
                    var changed = (await rows.ReadAsync(db, ItemResponse.OfAttempt, Cancellation, one.LearnerId, one.AttemptId)).Single(r => r.QuestionId == one.QuestionId);
                    await db.ItemResponses.Where(r => r.AttemptId == one.AttemptId && r.QuestionId == one.QuestionId).ExecuteDeleteAsync(Cancellation);
                    await rows.InsertAsync(db, one, Cancellation);
                    return (Text(changed), Text(await db.ItemResponses.AsNoTracking().SingleAsync(r => r.AttemptId == one.AttemptId && r.QuestionId == one.QuestionId, Cancellation)));
                },
                Cancellation);
        });

        Assert.Contains("b, c", before, StringComparison.Ordinal);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Only_what_is_missing_is_put_in_however_much_there_is()
    {
        await StudyAsync("sender");
        await site.Db(db => db.WriteAsync(
            async () =>
            {
                var rows = Rows<Entry>.Of(db);
                var known = await rows.ReadAsync(db, All, Cancellation);
                var learner = known[0];
                var fresh = Enumerable.Range(0, 21).Select(i => Entry.Attended(learner.LearnerId, learner.CourseId, learner.RevisionId, Guid.NewGuid(), $"Present {i}", "facilitator", learner.At, learner.ReceivedAt)).ToList();

                var put = await rows.InsertMissingAsync<Guid>(db, [known[0], .. fresh, known[^1]], Cancellation);

                Assert.Equal(fresh.Select(e => e.Id).Order(), put.Order());
                Assert.Equal(known.Count + fresh.Count, await db.Entries.CountAsync(Cancellation));
                return true;
            },
            Cancellation));
    }

    [Fact]
    public async Task A_row_that_is_gone_is_not_changed_in_silence_and_one_that_is_there_not_put_in_twice()
    {
        await StudyAsync("twice");
        await site.Db(async db =>
        {
            var outcomes = Rows<CourseOutcome>.Of(db);
            var outcome = (await outcomes.ReadAsync(db, All, Cancellation))[0];
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => outcomes.InsertAsync(db, outcome, Cancellation));
            typeof(CourseOutcome).GetProperty(nameof(CourseOutcome.EnrolmentId))!.SetValue(outcome, Guid.NewGuid());
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => outcomes.UpdateAsync(db, outcome, Cancellation));
            return true;
        });
    }

    /// <summary>She reads, answers a question and hands a test in.</summary>
    private async Task StudyAsync(string username)
    {
        await site.Publish(Drafts.Rhythm());
        var visitor = await site.SignedInAs(username);
        await visitor.PostForm("/courses/rhythm", "/courses/rhythm/enrolments");
        var (attempt, at, draft) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow, Drafts.Rhythm());
        var question = Draw.Questions(draft.Quizzes["exam"], draft.Pool, attempt)[0];
        var answer = await visitor.PostJson("/learn/rhythm/beat", "/record", new
        {
            entries = new object[]
            {
                new { id = Guid.CreateVersion7(), verb = "Reached", course = "rhythm", activity = "beat", at, place = "pulse" },
                new { id = Guid.CreateVersion7(), verb = "Completed", course = "rhythm", activity = "beat", at },
                new { id = Guid.CreateVersion7(), verb = "Answered", course = "rhythm", activity = "exam", at, attempt, question, response = new[] { "a" } },
                new { id = Guid.CreateVersion7(), verb = "Submitted", course = "rhythm", activity = "exam", at = at.AddSeconds(1), attempt },
            },
        });
        Assert.DoesNotContain("refused", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task IsAlikeAsync<T>()
        where T : class
    {
        var (ours, theirs) = await site.Db(async db => (await Rows<T>.Of(db).ReadAsync(db, All, Cancellation), await db.Set<T>().AsNoTracking().ToListAsync(Cancellation)));

        Assert.NotEmpty(ours);
        Assert.Equal(theirs.Select(Text).Order(StringComparer.Ordinal), ours.Select(Text).Order(StringComparer.Ordinal));
    }

    /// <summary>All that a row holds.</summary>
    private static string Text<T>(T row) =>
        JsonSerializer.Serialize(typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanWrite).ToDictionary(p => p.Name, p => p.GetValue(row)));
}
