using System.Text.RegularExpressions;

namespace Learning.QuestionBanks;

/// <summary>Addresses that may stand in a question: of the web, and of mail.</summary>
internal static partial class BankLink
{
    private const int Longest = 2_000;

    /// <summary>The address as it may be written, or null where it leads nowhere from here.</summary>
    public static string? Of(string? address)
    {
        var trimmed = address?.Trim() ?? "";
        if (trimmed.Length is 0 or > Longest || !Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) || !(uri.Scheme is "http" or "https" or "mailto"))
        {
            return null;
        }

        var written = Plain().IsMatch(trimmed) ? trimmed : uri.AbsoluteUri;
        return Plain().IsMatch(written) ? written : null;
    }

    /// <summary>What needs no escape in an address, in HTML or in Markdown between pointed brackets.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9\-._~:/?#@!$&()*+,;=%]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
