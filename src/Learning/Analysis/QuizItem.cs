using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Analysis;

/// <summary>A question of a quiz as it stands: in the revision in force, with the key by which answers to it are marked.</summary>
public sealed record QuizItem
{
    /// <summary>From 1, in the order of the quiz; those drawn from the pool follow.</summary>
    public required int Number { get; init; }

    public required Question Question { get; init; }

    public required AnswerSheet Sheet { get; init; }

    public required string Version { get; init; }

    /// <summary>What was decided about its key; null where nothing was.</summary>
    public required Correction? Correction { get; init; }

    public required ItemPlan Plan { get; init; }

    /// <summary>All questions an attempt at the quiz can ask now.</summary>
    /// <param name="revision">The revision in force.</param>
    /// <param name="activity">The quiz.</param>
    /// <param name="corrections">What was decided about keys, by question.</param>
    /// <param name="corrected">The questions with the right key, where a decision names another revision for it.</param>
    internal static IReadOnlyList<QuizItem> Of(
        Revision revision, ActivityOutline activity, IReadOnlyDictionary<string, KeyCorrection> corrections, IReadOnlyDictionary<string, Question> corrected)
    {
        var quiz = revision.Quiz(activity.Id);
        var drawn = quiz.Draw.OrderBy(d => d.Key, StringComparer.Ordinal)
            .Select(d => revision.Pool.Where(q => q.Objective == d.Key).ToArray() is var pool ? (Pool: pool, IsWhole: pool.Length <= d.Value) : default);
        return
        [
            .. quiz.Questions.Select(q => (Question: q, IsShared: true))
                .Concat(drawn.SelectMany(d => d.Pool.Select(q => (Question: q, IsShared: d.IsWhole))))
                .Select((asked, place) => Of(place + 1, corrected.GetValueOrDefault(asked.Question.Id, asked.Question), corrections.GetValueOrDefault(asked.Question.Id)?.Correction, asked.IsShared)),
        ];
    }

    private static QuizItem Of(int number, Question question, Correction? correction, bool isShared)
    {
        var sheet = AnswerSheet.Of(question);
        var isScored = question.Max > 0 && correction is null or Assessment.Correction.NewKey;
        return new()
        {
            Number = number,
            Question = question,
            Sheet = sheet,
            Version = ItemVersion.Of(question),
            Correction = correction,
            Plan = new()
            {
                Id = question.Id,
                Cells = sheet.Cells,
                Parts = sheet.Parts.Count,
                HasOptions = sheet.HasOptions,
                IsScored = isScored,
                IsShared = isScored && isShared,
            },
        };
    }
}
