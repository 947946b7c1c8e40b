using Learning.Analysis;
using Learning.Assessment;
using Learning.Questions;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Analysis;

/// <summary>The way from the tables to the figures.</summary>
[NeedsDatabase]
public sealed class AnalyseQuizTests : IAsyncLifetime
{
    private readonly AnalysedSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Only_the_first_attempt_that_somebody_handed_in_counts()
    {
        for (var n = 0; n < 6; n++)
        {
            await _site.HandInAs($"l{n}", null, ("q1", n < 3 ? "a" : "b"));
        }

        _site.Site.Clock.Ahead = TimeSpan.FromHours(1);
        for (var n = 0; n < 6; n++)
        {
            await _site.HandInAs($"l{n}", null, ("q1", "a"));
        }

        var analysis = await _site.Analyse();

        Assert.Equal((6, 0.5), (analysis.Figures.Attempts, analysis.Items[0].Figures.Facility));
        Assert.Equal([3, 3, 0], analysis.Items[0].Figures.Cells.Select(c => c.Count));
    }

    [Fact]
    public async Task More_attempts_than_are_read_at_once_are_all_counted_once()
    {
        for (var n = 0; n < 203; n++)
        {
            await _site.HandIn(("q1", n % 2 == 0 ? "a" : "b"), ("q2", "a"));
        }

        var figures = (await _site.Analyse()).Figures;

        Assert.Equal((203, 102, 203), (figures.Attempts, figures.Items[0].Cells[0].Count, figures.Items[1].Cells[0].Count));
        Assert.Equal((203, 0), (figures.Items[2].NotReached, figures.Items[2].Skipped));
    }

    [Fact]
    public async Task Typed_answers_certainty_and_time_are_read()
    {
        for (var n = 0; n < 6; n++)
        {
            await _site.HandInAs($"l{n}", certainty: 3, ("typed", n == 0 ? "Tune" : " TIME! "));
        }

        var item = (await _site.Analyse()).Items[3].Figures;

        Assert.Equal([new CommonText("time", 5, true, true)], item.Typed[0]);   // what one person typed is hers
        Assert.Equal(new CertaintyFigures(3, 5, 0, 1), item.Certainty[2]);
        Assert.Equal(new AnswerTime(6, 10, 10, 10), item.Time);
        Assert.Equal(6, (await _site.Analyse()).Items[0].Figures.Skipped);
    }

    [Fact]
    public async Task An_essay_counts_when_it_is_graded_with_its_latest_grade()
    {
        var attempts = new List<Guid>();
        for (var n = 0; n < 6; n++)
        {
            attempts.Add(await _site.HandIn(("q1", "a"), ("essay", "My words.")));
        }

        Assert.Equal((6, null, 0), Of(await _site.Analyse()));
        var now = _site.Site.Clock.GetUtcNow();
        await _site.Site.Db(async db =>
        {
            foreach (var attempt in attempts)
            {
                db.Add(Grade.Give("learner-1", attempt, "essay", [0], "", "f", now));
                db.Add(Grade.Give("learner-1", attempt, "essay", [2], "", "f", now.AddMinutes(1)));
            }

            return await db.SaveChangesAsync(Visitor.Cancellation);
        });

        Assert.Equal((0, 1.0, 6), Of(await _site.Analyse()));

        static (int Awaits, double? Facility, int Scored) Of(QuizAnalysis analysis) =>
            (analysis.Items[4].Figures.AwaitsGrading, analysis.Items[4].Figures.Facility, analysis.Items[4].Figures.Scored);
    }

    [Fact]
    public async Task Answers_to_the_question_as_it_was_are_left_out_until_its_key_is_corrected_for_all()
    {
        for (var n = 0; n < 6; n++)
        {
            await _site.HandIn(("q1", "b"), ("q2", "a"));
        }

        var old = _site.RevisionId;
        var mended = Drafts.Question("q1") with { Options = [new("a", "Yes", false, ""), new("b", "No", true, ""), new("c", "Perhaps", false, "")] };
        await _site.Publish(AnalysedSite.Draft(mended, Drafts.Question("q2")));

        var before = (await _site.Analyse()).Items[0].Figures;
        Assert.Equal((0, 6, null), (before.Asked, before.Earlier, before.Facility));
        Assert.Equal(1.0, (await _site.Analyse()).Items[1].Figures.Facility);

        await Correct("q1", Correction.NewKey);

        var after = (await _site.Analyse()).Items[0].Figures;
        Assert.NotEqual(old, _site.RevisionId);
        Assert.Equal((6, 0, 1.0), (after.Asked, after.Earlier, after.Facility));
    }

    [Theory]
    [InlineData(Correction.FullMarks)]
    [InlineData(Correction.LeftOut)]
    public async Task A_question_that_is_given_to_all_or_counts_for_nobody_is_only_counted(Correction correction)
    {
        await _site.HandInWrongKey(15);
        await Correct("q1", correction);

        var item = (await _site.Analyse()).Items[0];

        Assert.Null(item.Figures.Facility);
        Assert.Empty(item.Found);
        Assert.Equal([15, 15, 0], item.Figures.Cells.Select(c => c.Count));
    }

    /// <summary>Both marks of the same attempt: that of the quiz's own marking and that which the analysis rests on.</summary>
    [Fact]
    public async Task It_marks_as_the_quiz_does()
    {
        Guid attempt = default;
        for (var n = 0; n < 5; n++)
        {
            attempt = await _site.HandIn(("q1", "a"), ("q2", "b"), ("typed", "time"));
        }

        var marked = await _site.Site.With<MarkAttempt, Score>(async marking =>
        {
            var (one, responses) = await _site.Site.Db(async db => (
                await db.Attempts.SingleAsync(a => a.Id == attempt),
                await db.ItemResponses.Where(r => r.AttemptId == attempt).ToDictionaryAsync(r => r.QuestionId, r => r.Response)));
            return Scoring.Total(await marking.MarkAsync(one, responses, Visitor.Cancellation));
        });

        Assert.Equal(marked.Scaled.Value, (await _site.Analyse()).Figures.Mean!.Value, 12);
    }

    private Task<int> Correct(string question, Correction correction) => _site.Site.Db(db =>
    {
        db.Add(KeyCorrection.Decide("rhythm", question, correction, _site.RevisionId, "wrong", "e", _site.Site.Clock.GetUtcNow()));
        return db.SaveChangesAsync(Visitor.Cancellation);
    });
}
