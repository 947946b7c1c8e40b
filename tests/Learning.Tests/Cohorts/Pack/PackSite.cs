using System.Net;
using Learning.Authoring;
using Learning.Cohorts.Pack;
using Learning.Courses;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Cohorts.Pack;

/// <summary>A cohort with the guide's course, whose quizzes have every kind of question, and sheets of it that are entered through the page.</summary>
internal static class PackSite
{
    public const string Module = "examples";

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public static string Address(Guid cohort, string module = Module, string course = "guide") => $"/cohorts/{cohort}/pack/{course}/{module}";

    public static async Task<(Visitor Facilitator, Guid Cohort)> Hall(this TestSite site, string name = "fay")
    {
        var course = (await site.Publish(Papers.GuideDraft())).CourseId;
        var facilitator = await site.SignedInAs(name, "Facilitator");
        return (facilitator, await facilitator.NewCohort("Dockers", ("course", course)));
    }

    /// <summary>The sheet as it was printed from the revision in force.</summary>
    public static async Task<PaperQuiz> Paper(this TestSite site, Guid cohort, string quiz, char letter = 'A', string course = "guide")
    {
        var id = await site.Db(db => db.Courses.Where(c => c.Slug == course).Select(c => c.CurrentRevisionId).SingleAsync(Cancellation));
        var revision = await site.Db(db => new RevisionCache().GetAsync(db, id, Cancellation).AsTask());
        return PaperQuiz.Of(revision, revision.Activity(quiz)!, cohort, letter);
    }

    /// <summary>The fields of the form, as a facilitator fills them in who has this sheet before her.</summary>
    public static IEnumerable<(string Name, string Value)> Fields(PaperQuestion question, Learning.Questions.Response response) => question.Form switch
    {
        PaperForm.Gaps => question.Parts.Select(p => (Part: p, Given: response.Values.First(v => v.StartsWith(p.Key + "=", StringComparison.Ordinal))))
            .Select(p => p.Part.Choices.Count > 0 ? ($"answer.{question.Id}", p.Given) : ($"answer.{question.Id}.{p.Part.Key}", p.Given[(p.Part.Key.Length + 1)..])),
        _ => response.Values.Select(v => ($"answer.{question.Id}", v)),
    };

    public static async Task<HttpResponseMessage> Enter(this Visitor facilitator, Guid cohort, PaperQuiz paper, string quiz, string learner, params (string Name, string Value)[] fields)
    {
        var page = $"{Address(cohort)}/{quiz}/entry";
        (string, string)[] usual = [("paper", paper.Code.ToString()), ("learner_id", learner), ("on", DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))];
        return await facilitator.PostForm($"{page}?paper={paper.Code}", page, [.. usual.Where(u => fields.All(f => f.Name != u.Item1)), .. fields]);
    }

    public static (string, string)[] AllRight(PaperQuiz paper) =>
        [.. paper.Questions.Where(q => q.Question.HasKey).SelectMany(q => Fields(q, Papers.FilledIn(q)))];

    public static async Task<string> Body(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode} {answer.Headers.Location}: {html}");
        return html;
    }
}
