using System.Security.Cryptography;
using System.Text;

namespace Learning.Assessment;

/// <summary>
/// Ids of quizzes printed on paper, and of the attempts that are entered from it. The first half of such an id names the paper: whatever is drawn for an attempt is drawn by that half, so
/// that everybody who has the same sheet is asked the same. The second half names the learner: one sheet of hers can be entered once. UUIDs of version 8, by which they are known from all others.
/// Source: RFC 9562, section 5.8 (UUID version 8). Pure.
/// </summary>
public static class PaperId
{
    public const int Version = 8;

    private const int Half = 8;

    /// <summary>The same words always name the same paper.</summary>
    public static Guid Of(string paper) => Id(Hash(paper), new byte[Half]);

    /// <summary>The attempt of a learner at a paper.</summary>
    public static Guid AttemptOf(Guid paper, string learnerId) => Id(Bytes(paper), Hash($"{paper} {learnerId}"));

    /// <summary>The paper an attempt was written on; null where it was on none.</summary>
    public static Guid? PaperOf(Guid attemptId) => attemptId.Version == Version ? Id(Bytes(attemptId), new byte[Half]) : null;

    /// <summary>What questions, order and numbers of an attempt are drawn by: its paper, else itself.</summary>
    internal static Guid DrawnBy(Guid attemptId) => PaperOf(attemptId) ?? attemptId;

    private static Guid Id(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Span<byte> bytes = stackalloc byte[2 * Half];
        first[..Half].CopyTo(bytes);
        second[..Half].CopyTo(bytes[Half..]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | (Version << 4));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
