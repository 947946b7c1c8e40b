using Learning.Authoring;
using Learning.Questions;

namespace Learning.Assessment;

/// <summary>A question of an attempt with its answer, and how that was marked.</summary>
public sealed record MarkedQuestion(Question Question, Response Response, Marking Marking)
{
    /// <summary>What was decided about its key since; null where nothing was.</summary>
    public Correction? Correction { get; init; }

    /// <summary>The question with the right key, where a later revision has it.</summary>
    public Question? Corrected { get; init; }

    /// <summary>What a page shows, now that it is marked.</summary>
    public Question Shown => Corrected ?? Question;
}

/// <summary>What answers are worth: exact sums, and what follows from them. Pure.</summary>
public static class Scoring
{
    /// <summary>
    /// One answer: by the key, by the facilitator's latest grade where it is an essay, or as was decided when the key turned out wrong. <paramref name="corrected"/> is the question
    /// with the right key.
    /// </summary>
    public static MarkedQuestion Mark(Question question, Response response, Grade? grade = null, Correction? correction = null, Question? corrected = null)
    {
        var marking = correction switch
        {
            Correction.LeftOut => new Marking(Score.None, ""),
            Correction.FullMarks => new Marking(new Score(new Fraction(question.Max), question.Max), question.Mark(response).Feedback),
            Correction.NewKey when corrected is not null => Mark(corrected, response, grade),
            _ => Mark(question, response, grade),
        };
        return new(question, response, marking) { Correction = correction, Corrected = correction == Correction.NewKey ? corrected : null };
    }

    /// <summary>The sum over the questions; one without an answer gives nought.</summary>
    public static Score Total(IEnumerable<MarkedQuestion> questions) => questions.Aggregate(Score.None, (sum, question) => sum + question.Marking.Score);

    public static bool AwaitsGrading(IEnumerable<MarkedQuestion> questions) => questions.Any(q => q.Marking.IsPending);

    /// <summary>Mastered when so many of the latest answers were right. The latest answer comes first; fewer answers than asked for are not enough.</summary>
    public static bool IsMastered(Mastery mastery, IEnumerable<bool> latestFirst) => latestFirst.Take(mastery.Of).Count(right => right) >= mastery.Right;

    /// <summary>
    /// The lessons whose objectives she knows all, by a pre-test: an objective is known when its questions reach the pass mark together. A lesson without objectives is never known.
    /// </summary>
    public static IReadOnlyList<string> KnownLessons(CourseOutline outline, IReadOnlyCollection<MarkedQuestion> questions, int pass)
    {
        var known = KnownObjectives(questions, pass).ToHashSet(StringComparer.Ordinal);
        return [.. outline.Activities.Where(a => a is { Kind: ActivityKind.Lesson, Objectives.Count: > 0 } && a.Objectives.All(known.Contains)).Select(a => a.Id)];
    }

    /// <summary>The objectives whose questions reach the pass mark together.</summary>
    public static IReadOnlyList<string> KnownObjectives(IReadOnlyCollection<MarkedQuestion> questions, int pass) =>
        [.. questions.GroupBy(q => q.Question.Objective).Where(objective => Total(objective).Reaches(pass)).Select(objective => objective.Key)];

    /// <summary>The attempt that counts of those handed in; the earlier of two that are equally good.</summary>
    public static Attempt Counting(IReadOnlyCollection<Attempt> handedIn, Counting counts)
    {
        var inOrder = handedIn.OrderBy(a => a.SubmittedAt).ThenBy(a => a.Id);
        return counts switch
        {
            Authoring.Counting.First => inOrder.First(),
            Authoring.Counting.Last => inOrder.Last(),
            _ => inOrder.MaxBy(a => (a.Score.Scaled, a.Passed))!,
        };
    }

    private static Marking Mark(Question question, Response response, Grade? grade) =>
        question is Essay essay && grade is not null && essay.Fits(grade.Points) ? essay.Graded(grade.Points, grade.Comment) : question.Mark(response);
}
