using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;
using Learning.Progress;
using Learning.Questions;

namespace Learning.Web.Generating;

/// <summary>What one learner has reached in one activity.</summary>
internal sealed record GeneratedResult(string ActivityId, DateTimeOffset DoneAt, DateTimeOffset? PassedAt, int Tries, Score Best)
{
    public Reached Reached => new(ActivityId, Done: true, PassedAt is not null);
}

/// <summary>An attempt that was handed in, with the answers to its questions.</summary>
internal sealed record GeneratedAttempt(Guid Id, string ActivityId, IReadOnlyList<string> Questions, IReadOnlyList<Response> Answers, DateTimeOffset StartedAt, DateTimeOffset SubmittedAt, Score Score, bool Passed, bool AwaitsGrading);

/// <summary>
/// How somebody goes through a course: how far, how fast, how well. A third reach the end, some never begin, the others stop somewhere; whoever knows more needs fewer tries. Marked by the
/// rule of all marking.
/// </summary>
internal sealed class GeneratedWork
{
    private const int MostTries = 3;

    public List<GeneratedResult> Results { get; } = [];

    public List<GeneratedAttempt> Attempts { get; } = [];

    public DateTimeOffset? LastAt => Results.Count == 0 ? null : Results[^1].DoneAt;

    /// <param name="revision">Of the course.</param>
    /// <param name="from">When she begins at the earliest.</param>
    /// <param name="now">Nothing happens later.</param>
    /// <param name="mostActivities">She gets no further.</param>
    /// <param name="chance">Decides.</param>
    public static GeneratedWork Of(Revision revision, DateTimeOffset from, DateTimeOffset now, int mostActivities, Random chance)
    {
        var work = new GeneratedWork();
        var kind = chance.NextDouble();
        var reach = Math.Min(mostActivities, kind < 0.08 ? 0 : kind < 0.42 ? revision.Activities.Count : chance.Next(1, revision.Activities.Count));
        var (ability, hours) = (chance.NextDouble(), 4 + (chance.NextDouble() * 24));
        var at = from.AddHours(chance.NextDouble() * 96);
        foreach (var activity in revision.Activities.Take(reach))
        {
            at = at.AddHours(-Math.Log(1 - chance.NextDouble()) * hours).AddMinutes(activity.Minutes);
            if (at >= now)
            {
                break;
            }

            if (activity.IsQuiz)
            {
                at = work.Take(revision, activity, at, ability, chance);
            }
            else
            {
                work.Results.Add(new(activity.Id, at, null, 0, Score.None));
            }
        }

        return work;
    }

    private DateTimeOffset Take(Revision revision, ActivityOutline activity, DateTimeOffset at, double ability, Random chance)
    {
        var (best, first) = (Score.None, at);
        DateTimeOffset? passed = null;
        var tries = 0;
        while (passed is null && tries < MostTries && (tries == 0 || chance.NextDouble() < 0.7))
        {
            tries++;
            at = at.AddMinutes(activity.Minutes);
            var attempt = Attempt(revision, activity, at, ability + (0.1 * tries), chance);
            Attempts.Add(attempt);
            passed = attempt.Passed ? at : null;
            best = best.Max == 0 || attempt.Score.Scaled > best.Scaled ? attempt.Score : best;
        }

        Results.Add(new(activity.Id, first.AddMinutes(activity.Minutes), passed, tries, best));
        return at;
    }

    private static GeneratedAttempt Attempt(Revision revision, ActivityOutline activity, DateTimeOffset at, double ability, Random chance)
    {
        var id = BulkIds.New(at, chance);
        var ids = Draw.Questions(revision.Quiz(activity.Id), revision.Pool, id, activity.Rules.ShufflesQuestions);
        var marked = ids.Select(question => Marked(revision.Question(question)!.For(Draw.SeedOf(id, question)), ability, chance)).ToArray();
        var score = Scoring.Total(marked);
        var isPassed = activity.Kind == ActivityKind.Survey || score.Reaches(activity.Pass);
        return new(id, activity.Id, ids, [.. marked.Select(m => m.Response)], at.AddMinutes(-activity.Minutes), at, score, isPassed, Scoring.AwaitsGrading(marked));
    }

    private static MarkedQuestion Marked(Question question, double ability, Random chance)
    {
        var response = chance.NextDouble() < 0.3 + (0.6 * ability) ? question.RightResponse
            : question is Choice choice ? new Response([choice.Options[chance.Next(choice.Options.Count)].Value])
            : Response.Empty;
        return Scoring.Mark(question, response);
    }
}
