using System.Buffers.Binary;
using System.Security.Cryptography;
using Learning.Authoring;
using Learning.Questions;

namespace Learning.Assessment;

/// <summary>
/// Which questions an attempt asks and in which order: the quiz's own in the author's order, then those drawn from the pool, as many for each
/// objective as the quiz says. Pure: the same attempt id always draws the same.
/// </summary>
public static class Draw
{
    public static IReadOnlyList<string> Questions(QuizText quiz, IReadOnlyList<Question> pool, Guid attemptId)
    {
        var chance = ChanceOf(attemptId);
        var drawn = new List<string>();
        foreach (var (objective, count) in quiz.Draw.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            var candidates = pool.Where(q => q.Objective == objective).Select(q => q.Id).Order(StringComparer.Ordinal).ToArray();
            chance.Shuffle(candidates);
            drawn.AddRange(candidates.Take(count));
        }

        var order = drawn.ToArray();
        chance.Shuffle(order);
        return [.. quiz.Questions.Select(q => q.Id), .. order];
    }

    /// <summary>The order of a question's options in an attempt.</summary>
    public static Random OptionsOf(Guid attemptId, string questionId) => new(Seed(SeedOf(attemptId, questionId)));

    /// <summary>What the numbers of a question are drawn with in an attempt (<see cref="Question.For"/>).</summary>
    public static string SeedOf(Guid attemptId, string questionId) => $"{attemptId} {questionId}";

    private static Random ChanceOf(Guid attemptId) => new(Seed(attemptId.ToString()));

    private static int Seed(string text) =>
        BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
