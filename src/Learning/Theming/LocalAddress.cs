using System.Text;

namespace Learning.Theming;

/// <summary>An address somebody sent us to be led to afterwards: only one within this site is followed.</summary>
public static class LocalAddress
{
    /// <summary>Browsers read a backslash as a slash and drop control characters, so neither may stand in it.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Any(c => c == '\\' || char.IsControl(c));

    /// <summary>The address as a redirect can carry it; null where it leads elsewhere.</summary>
    public static string? Of(string? address) => address is not null && IsLocal(address) ? Written(address) : null;

    /// <summary>A header holds ASCII only; an address in another script would end the request with an error.</summary>
    private static string Written(string address) => string.Concat(
        address.EnumerateRunes().Select(rune => rune.IsAscii && rune.Value != ' ' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
