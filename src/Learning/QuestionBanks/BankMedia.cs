using System.Text.Json;
using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
using Microsoft.EntityFrameworkCore;

namespace Learning.QuestionBanks;

/// <summary>The pictures that questions of a published course show.</summary>
public static partial class BankMedia
{
    /// <summary>The hash of each, once.</summary>
    public static IReadOnlyList<string> In(IEnumerable<Question> questions) => [.. questions.SelectMany(question => In(JsonSerializer.Serialize(question))).Distinct(StringComparer.Ordinal)];

    /// <summary>The hashes of the pictures that stand in a stored text.</summary>
    internal static IEnumerable<string> In(string text) => Address().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>Finds each by its hash; null where the site does not have it.</summary>
    public static async Task<Func<string, MediaFile?>> ReadAsync(MediaBytes bytes, IEnumerable<Question> questions, CancellationToken cancellation)
    {
        var media = await bytes.ReadAsync(In(questions), cancellation);
        return media.GetValueOrDefault;
    }

    /// <summary>How many bytes each has.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> SizesAsync(LearningDb db, IEnumerable<Question> questions, CancellationToken cancellation)
    {
        var hashes = In(questions);
        return hashes.Count == 0 ? new Dictionary<string, int>() : await db.Media.Where(m => hashes.Contains(m.Hash)).Select(m => new { m.Hash, Length = m.StoredLength ?? m.Bytes.Length }).ToDictionaryAsync(m => m.Hash, m => m.Length, cancellation);
    }

    [GeneratedRegex("/media/([0-9a-f]{64})", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
