namespace Learning.QuestionBanks;

/// <summary>In GIFT and Moodle XML a star in a typed answer stands for any letters, unless a backslash stands before it. We have no such thing.</summary>
public static class BankWildcards
{
    public static bool HasWildcard(string written) => Unescape(written, "").Contains('*', StringComparison.Ordinal);

    /// <summary>A lone star catches every other answer.</summary>
    public static bool CatchesAll(string written) => written.Trim() == "*";

    public static string Read(string written) => Unescape(written, "*");

    public static string Write(string text) => text.Replace("*", "\\*", StringComparison.Ordinal);

    private static string Unescape(string written, string star) => written.Replace("\\*", star, StringComparison.Ordinal);
}
