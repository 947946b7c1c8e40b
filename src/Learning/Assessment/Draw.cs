using System.Buffers.Binary;
using System.Security.Cryptography;
using Learning.Authoring;
using Learning.Questions;

namespace Learning.Assessment;

/// <summary>
/// Which questions an attempt asks and in which order: the quiz's own in the author's order or, where it says so, in another each time; then those
/// drawn from the pool, as many for each objective as the quiz says. Pure: the same attempt id always draws the same, and so do all attempts at one paper (<see cref="PaperId"/>).
/// </summary>
public static class Draw
{
    public static IReadOnlyList<string> Questions(QuizText quiz, IReadOnlyList<Question> pool, Guid attemptId, bool isShuffled = false)
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
        var own = quiz.Questions.Select(q => q.Id).ToArray();
        if (isShuffled)
        {
            chance.Shuffle(own);
        }

        return [.. own, .. order];
    }

    /// <summary>The order of a question's options in an attempt.</summary>
    public static Random OptionsOf(Guid attemptId, string questionId) => new(Seed(SeedOf(attemptId, questionId)));

    /// <summary>What the numbers of a question are drawn with in an attempt (<see cref="Question.For"/>).</summary>
    public static string SeedOf(Guid attemptId, string questionId) => $"{PaperId.DrawnBy(attemptId)} {questionId}";

    /// <summary>
    /// The id of her first attempt at a quiz that begins with its first answer. The same on every page and device, so that whoever has the quiz open twice answers one attempt.
    /// A UUID of version 7 by its form; a hash stands where others have the time and chance.
    /// </summary>
    public static Guid FirstAttemptId(Guid enrolmentId, string activityId)
    {
        Span<byte> bytes = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{enrolmentId} {activityId}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static Random ChanceOf(Guid attemptId) => new(Seed(PaperId.DrawnBy(attemptId).ToString()));

    private static int Seed(string text) =>
        BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
