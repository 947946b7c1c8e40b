using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Learning.Cohorts;
using Learning.Cohorts.Reports;
using Learning.Data;
using Learning.Tests.Assessment;
using Learning.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Cohorts.Reports;

[NeedsDatabase]
public sealed partial class ShowChartsTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private Visitor _fay = null!;
    private Guid _cohort;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.PublishRhythm();
        _fay = await _site.SignedInAs("faye", "Facilitator");
        _cohort = await _fay.NewCohort("Dockers");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task An_empty_group_has_nothing_to_draw() => Assert.Contains("nothing to draw before", await _fay.Page($"/cohorts/{_cohort}/charts"), StringComparison.Ordinal);

    [Fact]
    public async Task Each_picture_has_a_title_a_description_and_a_table_behind_it()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Read();
        await amina.Take(("q1", "b"));
        await _fay.PostForm($"/cohorts/{_cohort}/dates", $"/cohorts/{_cohort}/dates", ("due.rhythm/one", "2026-11-30"));

        var page = await _fay.Page($"/cohorts/{_cohort}/charts");
        var pictures = Picture().Matches(page).Select(m => XElement.Parse(m.Value)).ToArray();

        Assert.Equal(4, pictures.Length);
        Assert.All(pictures, p => Assert.Equal(["title", "desc"], p.Elements().Take(2).Select(e => e.Name.LocalName)));
        Assert.Equal(4, page.Split("The same as a table").Length - 1);
        Assert.DoesNotContain("amina", page, StringComparison.Ordinal);
        Assert.DoesNotContain("[Charts.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_reached_and_missed_is_counted()
    {
        var (amina, bodo) = (await _site.Member("amina", _cohort), await _site.Member("bodo", _cohort));
        await amina.Read();
        await amina.Take(("q1", "b"));
        await amina.Take(("q1", "a"));
        await bodo.Take();   // hands in without an answer, and has not read the lesson
        var stranger = await _site.Enrolled("stranger");
        await stranger.Read();
        await stranger.Take(("q1", "c"));

        var figures = await FiguresAsync();
        var (lesson, quiz) = (new Place("rhythm", "beat"), new Place("rhythm", "quiz"));

        Assert.Equal((2, 3), (figures.Members, figures.AttemptsRead));
        Assert.Equal((1, 2), (figures.Did[lesson], figures.Did[quiz]));
        Assert.Equal((2, 2), (figures.Reached[lesson], figures.Reached[quiz]));
        Assert.Equal(2, figures.DoneOn.Values.Sum());   // the lesson, and the test that was passed
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 1], figures.Scores[quiz]);
        Assert.Equal([("q1", 3, 2)], figures.Missed.Select(m => (m.Question.Id, m.Asked, m.Missed)));
        Assert.Contains("latest 3 attempts", await _fay.Page($"/cohorts/{_cohort}/charts?quiz=rhythm/quiz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_withdrawn_is_not_counted()
    {
        var amina = await _site.Member("amina", _cohort);
        await amina.Take(("q1", "b"));
        var id = await _site.LearnerId("amina");
        await _fay.PostForm($"/cohorts/{_cohort}/members/{id}", $"/cohorts/{_cohort}/members/{id}/withdrawal", ("withdraw_reason", "left"));

        var figures = await FiguresAsync();

        Assert.Equal((0, 0), (figures.Members, figures.AttemptsRead));
        Assert.Empty(figures.Did);
        Assert.Empty(figures.Scores);
    }

    [Fact]
    public async Task The_figures_of_a_large_group_are_kept_for_a_while_and_those_of_a_small_one_are_not()
    {
        using var cache = new FiguresCache(_site.Services.GetRequiredService<SharedFigures>());
        var asked = 0;
        foreach (var (key, members) in new[] { ("small", 2), ("small", 2), ("large", FiguresCache.Large), ("large", FiguresCache.Large) })
        {
            await cache.GetAsync(key, () => Task.FromResult(Figures(++asked, members)), Cancellation);
        }

        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Figures_of_generated_learners_agree_with_their_results()
    {
        await Generate.RunAsync(new(60, 50, Activities: 14, Force: true), _site.Paths, TextWriter.Null, TextWriter.Null, Cancellation);
        _cohort = await _site.Db(db => db.Cohorts.Where(c => c.Name.StartsWith("Generated")).Select(c => c.Id).SingleAsync(Cancellation));

        var figures = await FiguresAsync();
        var members = await _site.Db(db => db.Members.AsNoTracking().Where(m => m.CohortId == _cohort && m.WithdrawnAt == null).ToListAsync(Cancellation));

        Assert.Equal(members.Count, figures.Members);
        Assert.Equal(members.Sum(m => m.DoneCount), figures.DoneOn.Values.Sum());
        Assert.All(figures.Did, d => Assert.True(figures.Reached[d.Key] >= d.Value));
        Assert.Equal(members.Count(m => m.DoneCount > 0), figures.Reached[new("generated-course", "lesson-01")]);
    }

    [Fact]
    public async Task Another_facilitator_finds_nothing()
    {
        var gus = await _site.SignedInAs("gustav", "Facilitator");

        Assert.Equal(HttpStatusCode.NotFound, (await gus.Get($"/cohorts/{_cohort}/charts")).StatusCode);
    }

    private Task<CohortFigures> FiguresAsync() => _site.With<ReadFigures, CohortFigures>(async read =>
    {
        var cohort = await _site.Db(db => db.Cohorts.SingleAsync(c => c.Id == _cohort, Cancellation));
        var outlines = await _site.With<Learning.Courses.RevisionCache, IReadOnlyList<Learning.Authoring.CourseOutline>>(revisions => _site.Db(db => ShowCohort.OutlinesAsync(db, revisions, _cohort, Cancellation)));
        return await read.ReadAsync(cohort, outlines, Cancellation);
    });

    private static CohortFigures Figures(int asked, int members) => new()
    {
        ReadAt = DateTimeOffset.UnixEpoch.AddDays(asked),
        Members = members,
        DoneOn = new Dictionary<int, int>(),
        Did = new Dictionary<Place, int>(),
        Reached = new Dictionary<Place, int>(),
        Scores = new Dictionary<Place, int[]>(),
        Missed = [],
        AttemptsRead = 0,
    };

    [GeneratedRegex("<svg class=\"chart\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Picture();
}
