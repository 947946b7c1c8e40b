using Learning.Questions;

namespace Learning.Assessment;

/// <summary>What an attempt is worth: the exact sum over its questions; a question without an answer gives nought. Pure.</summary>
public static class Scoring
{
    public static Score Total(IEnumerable<Question> questions, IReadOnlyDictionary<string, Response> responses) =>
        questions.Aggregate(Score.None, (sum, question) => sum + Mark(question, responses).Score);

    public static Marking Mark(Question question, IReadOnlyDictionary<string, Response> responses) =>
        question.Mark(responses.GetValueOrDefault(question.Id) ?? Response.Empty);
}
