using System.ComponentModel;
using System.Globalization;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Learning.Analysis;

/// <summary>A question with what its answers came to, and what was found.</summary>
public sealed record AnalysedItem(QuizItem Item, ItemFigures Figures, IReadOnlyList<Found> Found);

/// <summary>A quiz with what the answers to it came to. <paramref name="Basis"/> names all that it rests on: it is out of date when that changes.</summary>
public sealed record QuizAnalysis(string Basis, QuizFigures Figures, IReadOnlyList<AnalysedItem> Items);

/// <summary>
/// How the questions of a quiz do, from the first attempt each learner handed in. Marks are those of the quiz (corrected keys and grades too). Kept in memory for some minutes as long as
/// nothing it rests on changes: a large quiz takes a second. One is worked out at a time, so that a small machine is never taken up by it. It has to look at all attempts at the quiz, and reads them a hundred at a time
/// through the index by quiz (<see cref="ReadAnswers"/>), from a standby where there is one. How many handed in is counted too: at a quiz where ten thousand have, every ten minutes.
/// </summary>
public sealed class AnalyseQuiz(LearningDb db, ReportsDb reports, RevisionCache revisions, MarkAttempt marking, AnalysisCache cache, SharedFigures shared)
{
    /// <summary>From so many attempts on, figures may be ten minutes older than what they rest on.</summary>
    internal const int Large = 10_000;

    private const string GradesSql = """SELECT COUNT(*) FROM "Attempt" a CROSS JOIN "Grade" g WHERE a."CourseId" = @0 AND a."ActivityId" = @1 AND a."SubmittedAt" IS NOT NULL AND g."AttemptId" = a."Id" """;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    public async Task<QuizAnalysis> AnalyseAsync(Revision revision, ActivityOutline activity, CancellationToken cancellation)
    {
        var basis = await BasisAsync(revision, activity, cancellation);
        return cache.Find(basis) ?? await cache.OneAtATimeAsync(basis, () => WorkOutAsync(basis, revision, activity, cancellation), cancellation);
    }

    /// <summary>What an analysis rests on: the revision, how many handed in, decisions about keys, grades.</summary>
    public async Task<string> BasisAsync(Revision revision, ActivityOutline activity, CancellationToken cancellation)
    {
        var courseId = revision.Outline.Id;
        var key = $"counts {revision.KeyOf(activity.Id)}";
        var counts = await shared.FindAsync<AnalysisCounts>(key, cancellation);
        if (counts is null)
        {
            var some = await db.Attempts.Where(a => a.CourseId == courseId && a.ActivityId == activity.Id && a.SubmittedAt != null).OrderBy(a => a.SubmittedAt).Take(Large).CountAsync(cancellation);
            counts = some < Large ? new(some, await GradesAsync(db, revision, activity, cancellation)) : await shared.KeepAsync(key, await CountAsync(revision, activity, cancellation), Kept, cancellation);
        }

        var corrections = await db.KeyCorrections.CountAsync(c => c.CourseId == courseId, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{revision.KeyOf(activity.Id)} {counts.HandedIn} {corrections} {counts.Grades}");
    }

    private async Task<AnalysisCounts> CountAsync(Revision revision, ActivityOutline activity, CancellationToken cancellation)
    {
        var (courseId, from) = (revision.Outline.Id, await reports.OpenAsync(cancellation));
        return new(
            await from.Attempts.CountAsync(a => a.CourseId == courseId && a.ActivityId == activity.Id && a.SubmittedAt != null, cancellation),
            await GradesAsync(from, revision, activity, cancellation));
    }

    /// <summary>From the attempts at the quiz on; only essays are graded.</summary>
    private static async Task<int> GradesAsync(LearningDb from, Revision revision, ActivityOutline activity, CancellationToken cancellation)
    {
        var quiz = revision.Quiz(activity.Id);
        if (!quiz.Questions.Any(q => q is Essay) && !revision.Pool.Any(q => q is Essay && quiz.Draw.ContainsKey(q.Objective)))
        {
            return 0;
        }

        await using var command = await from.CommandAsync(GradesSql, cancellation, revision.Outline.Id, activity.Id);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private async Task<QuizAnalysis> WorkOutAsync(string basis, Revision revision, ActivityOutline activity, CancellationToken cancellation)
    {
        var corrections = await marking.CorrectionsAsync(revision.Outline.Id, cancellation);
        var corrected = await CorrectedAsync(corrections.Values, cancellation);
        var items = QuizItem.Of(revision, activity, corrections, corrected);
        if (await shared.FindAsync<QuizFigures>(basis, cancellation) is { } known)
        {
            return Judged(basis, items, known);   // another node has counted
        }

        var asked = new Dictionary<Guid, AskedQuestions>();
        var figures = await reports.ReadAsync(CountAsync, cancellation);
        return Judged(basis, items, await shared.KeepAsync(basis, figures, Kept, cancellation));

        async Task<QuizFigures> CountAsync(LearningDb from)
        {
            var statistics = new ItemStatistics([.. items.Select(i => i.Plan)]);
            await new ReadAnswers(from).ReadAsync(revision.Outline.Id, activity.Id, AskedInAsync, statistics, cancellation);
            return statistics.Figures();
        }

        async Task<AskedQuestions> AskedInAsync(Guid revisionId, CancellationToken stop)
        {
            if (!asked.TryGetValue(revisionId, out var known))
            {
                known = new(await revisions.GetAsync(db, revisionId, stop), items, corrections, corrected);
                asked.Add(revisionId, known);
            }

            return known;
        }
    }

    private static QuizAnalysis Judged(string basis, IReadOnlyList<QuizItem> items, QuizFigures figures)
    {
        var medians = figures.Items.Select(i => i.Time?.Median).OfType<int>().Order().ToArray();
        double? usual = medians.Length == 0 ? null : medians[(medians.Length - 1) / 2];
        return new(basis, figures, [.. items.Zip(figures.Items).Select(pair =>
            new AnalysedItem(pair.First, pair.Second, ItemVerdict.Of(pair.First.Plan, pair.Second, Chance.Of(pair.First.Question), usual)))]);
    }

    private async Task<Dictionary<string, Question>> CorrectedAsync(IEnumerable<KeyCorrection> corrections, CancellationToken cancellation)
    {
        var corrected = new Dictionary<string, Question>(StringComparer.Ordinal);
        foreach (var correction in corrections.Where(c => c.Correction == Correction.NewKey))
        {
            if ((await revisions.GetAsync(db, correction.RevisionId, cancellation)).Question(correction.QuestionId) is { } question)
            {
                corrected.Add(question.Id, question);
            }
        }

        return corrected;
    }
}

/// <summary>How many attempts at a quiz were handed in, and how many grades were given.</summary>
[ImmutableObject(true)]
public sealed record AnalysisCounts(int HandedIn, int Grades);

/// <summary>Keeps analyses for some minutes, and works them out one at a time.</summary>
public sealed class AnalysisCache : IDisposable
{
    /// <summary>Analyses kept at most, the least used go first; one takes some hundred kilobytes.</summary>
    private const int Most = 100;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Most });
    private readonly SemaphoreSlim _one = new(1, 1);

    public void Dispose()
    {
        _cache.Dispose();
        _one.Dispose();
    }

    internal QuizAnalysis? Find(string basis) => _cache.Get<QuizAnalysis>(basis);

    internal async Task<QuizAnalysis> OneAtATimeAsync(string basis, Func<Task<QuizAnalysis>> workOut, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return Find(basis) ?? _cache.Set(basis, await workOut(), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        }
        finally
        {
            _one.Release();
        }
    }
}
