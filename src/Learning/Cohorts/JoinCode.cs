using System.Security.Cryptography;

namespace Learning.Cohorts;

/// <summary>
/// What somebody types from a poster or follows as a link to join a cohort. Eight signs out of 27, told from each other by eye and ear (no vowels, so no words; no 0, 1, I, L, O):
/// 282 thousand million codes, so guessing one among ten thousand cohorts takes millions of tries, and tries are limited.
/// </summary>
public static class JoinCode
{
    public const int Length = 8;

    private const string Signs = "23456789BCDFGHJKMNPQRSTVWXZ";

    public static string New() => RandomNumberGenerator.GetString(Signs, Length);

    /// <summary>As it is kept: in capitals, without the spaces and hyphens people type. Null: that is no code.</summary>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '\u2010' or '\u2011' or '.'))).ToUpperInvariant();
        return code.Length == Length && code.All(c => Signs.Contains(c, StringComparison.Ordinal)) ? code : null;
    }

    /// <summary>As people read it: in two groups.</summary>
    public static string Show(string code) => code.Length == Length ? $"{code[..4]}-{code[4..]}" : code;
}
