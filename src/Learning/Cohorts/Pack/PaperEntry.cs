using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Questions;
using Learning.Record;

namespace Learning.Cohorts.Pack;

/// <summary>What a facilitator reads from one filled-in sheet, made the entries a learner's own answers would have been. Pure: the same sheet twice is the same entries, so a double click enters it once.</summary>
public sealed record PaperEntry(PaperQuiz Quiz, IReadOnlyDictionary<string, Response> Answers)
{
    /// <summary>Answers to questions of the paper; anything else that came with the form is not on it.</summary>
    internal static PaperEntry Of(PaperQuiz quiz, IEnumerable<(string Question, Response Response)> given)
    {
        var answers = new Dictionary<string, Response>(StringComparer.Ordinal);
        foreach (var (id, response) in given)
        {
            if (quiz.Questions.FirstOrDefault(q => q.Id == id) is { } question)
            {
                answers[id] = question.AsksCertainty ? response : response with { Certainty = null };
            }
        }

        return new(quiz, answers);
    }

    /// <summary>What is longer than the record takes.</summary>
    public IReadOnlyList<PaperQuestion> TooLong => [.. Quiz.Questions.Where(q => Answers.GetValueOrDefault(q.Id) is { IsWithinLimits: false })];

    /// <summary>Answers that cannot be meant as they stand: either they were read wrongly, or they stand so on the sheet.</summary>
    public IReadOnlyList<(PaperQuestion Question, UnclearAnswer Answer)> Unclear =>
    [
        .. from question in Quiz.Questions
           let unclear = Answers.TryGetValue(question.Id, out var response) ? question.Question.FindUnclear(response) : null
           where unclear is not null
           select (question, unclear),
    ];

    /// <summary>The attempt that is begun, answered and handed in, all on the day it was written.</summary>
    /// <param name="learnerId">Whose sheet it is.</param>
    /// <param name="courseId">The course.</param>
    /// <param name="activityId">The quiz.</param>
    /// <param name="paper">Who enters it, and the revision it was printed from.</param>
    /// <param name="at">When it was written.</param>
    public IReadOnlyList<EntryDraft> Drafts(string learnerId, string courseId, string activityId, Paper paper, DateTimeOffset at)
    {
        var attempt = PaperId.AttemptOf(Quiz.Id, learnerId);
        var drafts = new List<EntryDraft> { Draft(attempt, Verb.Attempted, null) };
        drafts.AddRange(Quiz.Questions.Where(q => Answers.ContainsKey(q.Id)).Select(q => Draft(IdOf(attempt, q.Id), Verb.Answered, q)));

        // A practice quiz is handed in by its last answer.
        if (Quiz.Kind != ActivityKind.Practice || drafts.Count - 1 < Quiz.Questions.Count)
        {
            drafts.Add(Draft(IdOf(attempt, "*submitted"), Verb.Submitted, null));
        }

        return drafts;

        EntryDraft Draft(Guid id, Verb verb, PaperQuestion? question) => new()
        {
            Id = id,
            Verb = verb,
            Course = courseId,
            Activity = activityId,
            Attempt = attempt,
            Question = question?.Id,
            Response = question is null ? null : Answers[question.Id],
            At = at,
            Paper = paper,
        };
    }

    private static Guid IdOf(Guid attempt, string what)
    {
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{attempt} {what}"))).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | (PaperId.Version << 4));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
