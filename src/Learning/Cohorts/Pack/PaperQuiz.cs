using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;

namespace Learning.Cohorts.Pack;

/// <summary>
/// A quiz as it stands on paper for one cohort: questions, order, numbers and letters drawn once, by cohort, quiz and version, so that the same sheet can be printed again, its key fits, and what was
/// written on it can be entered. Pure: the same revision gives the same sheet.
/// </summary>
public sealed record PaperQuiz
{
    /// <summary>Names the paper; whatever is drawn is drawn by it (<see cref="PaperId"/>).</summary>
    public required Guid Id { get; init; }

    public required PaperCode Code { get; init; }

    public required string Title { get; init; }

    public required ActivityKind Kind { get; init; }

    public required int Minutes { get; init; }

    /// <summary>Minutes an attempt may take; null where no clock runs.</summary>
    public required int? TimeLimit { get; init; }

    /// <summary>In per cent; nought where nothing is scored.</summary>
    public required int Pass { get; init; }

    public required IReadOnlyList<PaperQuestion> Questions { get; init; }

    public int Max => Questions.Sum(q => q.Max);

    public bool IsSurvey => Kind == ActivityKind.Survey;

    public static PaperQuiz Of(Revision revision, ActivityOutline quiz, Guid cohortId, char letter)
    {
        var id = PaperId.Of($"{cohortId} {revision.Outline.Id}/{quiz.Id} {letter}");
        var asked = Draw.Questions(revision.Quiz(quiz.Id), revision.Pool, id, quiz.Rules.ShufflesQuestions);
        var letters = PaperLetters.Of(revision.Outline.Language);
        return new PaperQuiz
        {
            Id = id,
            Code = new(letter, revision.Number),
            Title = quiz.Title,
            Kind = quiz.Kind,
            Minutes = quiz.Minutes,
            TimeLimit = quiz.Rules.TimeLimit,
            Pass = quiz.Kind == ActivityKind.Survey ? 0 : quiz.Pass,
            Questions =
            [
                .. asked.Select((question, place) => PaperQuestion.Of(
                    place + 1, revision.Question(question)!.For(Draw.SeedOf(id, question)), Draw.OptionsOf(id, question), quiz.Rules.AsksCertainty, letters, revision.Outline.Language)),
            ],
        };
    }
}
