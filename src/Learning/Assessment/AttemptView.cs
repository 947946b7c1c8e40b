using Learning.Authoring;
using Learning.Questions;

namespace Learning.Assessment;

/// <summary>An attempt as its page shows it: each question with the answer so far, marked where the learner may see the marking.</summary>
public sealed record AttemptView
{
    public required Guid Id { get; init; }

    public required IReadOnlyList<QuestionView> Questions { get; init; }

    public required bool IsSubmitted { get; init; }

    /// <summary>Whether an entry began it; a practice page shows questions before anything was answered.</summary>
    public bool IsBegun { get; init; }

    public Score Score { get; init; } = Score.None;

    public bool Passed { get; init; }

    /// <summary>Whether what is right is shown, now that it is handed in.</summary>
    public bool IsExplained { get; init; }

    /// <summary>A facilitator has yet to read an answer: the score may still rise.</summary>
    public bool AwaitsGrading { get; init; }

    /// <summary>The score is not what it was when she handed in: somebody has read an essay since, or a key was corrected.</summary>
    public IReadOnlyList<ChangeView> Changes { get; init; } = [];

    /// <summary>What is left of the time for it, by the clock of this server; nought when it is over, null where no clock runs.</summary>
    public int? SecondsLeft { get; init; }

    public bool IsTimeOver => SecondsLeft == 0;

    public int MinutesLeft => SecondsLeft is { } seconds ? (seconds + 59) / 60 : 0;

    /// <summary>After a pre-test: the objectives she knows, and the lessons she may skip since she knows all of theirs.</summary>
    public IReadOnlyList<string> KnownObjectives { get; init; } = [];

    public IReadOnlyList<string> KnownLessons { get; init; } = [];

    public int Answered => Questions.Count(q => q.IsAnswered);

    public int Unanswered => Questions.Count - Answered;

    /// <summary>The question to go back to: the first without an answer, else the first whose answer is unclear; null where there is none.</summary>
    public string? FirstUnfinished => (Questions.FirstOrDefault(q => !q.IsAnswered) ?? Questions.FirstOrDefault(q => q.Problem is not null))?.Id;

    /// <summary>Answers that cannot be meant as they stand.</summary>
    public int Unclear => Questions.Count(q => q.Problem is not null);

    public int Percent => Score.Percent;

    /// <summary>Questions she was very sure of and got wrong: the mistakes worth most.</summary>
    public int SureAndWrong => Questions.Count(q => q.IsSureAndWrong);

    /// <summary>The lessons to read again: those of the questions not fully right, in the order of the questions, those she was sure of first, each once.</summary>
    public IReadOnlyList<string> LessonsToRead =>
        [.. Questions.Where(q => q.Marking is { IsRight: false, IsPending: false }).OrderByDescending(q => q.IsSureAndWrong).Select(q => q.Lesson).Distinct()];
}

/// <summary>One change of a score after handing in: from how many per cent to how many, when and why.</summary>
public sealed record ChangeView(DateTimeOffset At, int Before, int After, string Reason);

/// <summary>An attempt handed in earlier, in a list, counted from 1. Counts: it is the one that counts. IsRead: a facilitator has read a text in it.</summary>
public sealed record PastAttempt(int Number, Guid Id, DateTimeOffset SubmittedAt, int Percent, bool Passed, bool AwaitsGrading, bool Counts, bool IsRead);

/// <summary>Where a learner stands with a quiz: the attempt her page is about, the ones before, and whether she may begin another.</summary>
public sealed record QuizStanding
{
    /// <summary>Null where there is nothing to show yet: a test begins when she says so.</summary>
    public required AttemptView? Attempt { get; init; }

    public required AttemptLimits Limits { get; init; }

    /// <summary>Attempts she has begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>Handed in, in the order they were.</summary>
    public required IReadOnlyList<PastAttempt> Past { get; init; }

    /// <summary>The name of the text that says why she may begin none now; null when she may.</summary>
    public required string? Refusal { get; init; }

    /// <summary>Null where she may take it as often as she likes.</summary>
    public int? AttemptsLeft => Limits.MostAttempts is { } most ? Math.Max(0, most - Attempts) : null;

    /// <summary>The result that counts cannot get better, however often she tried.</summary>
    public required bool IsSettled { get; init; }

    internal static IReadOnlyList<PastAttempt> PastOf(IEnumerable<Attempt> attempts, Counting counts, IReadOnlySet<Guid> read)
    {
        var handedIn = attempts.Where(a => !a.IsOpen).OrderBy(a => a.SubmittedAt).ThenBy(a => a.Id).ToArray();
        var counting = handedIn.Length == 0 ? null : Scoring.Counting(handedIn, counts);
        return [.. handedIn.Select((a, place) => new PastAttempt(place + 1, a.Id, a.SubmittedAt!.Value, a.Score.Percent, a.Passed, a.AwaitsGrading, a == counting, read.Contains(a.Id)))];
    }
}
