namespace Learning.Theming;

/// <summary>An address somebody sent us to be led to afterwards: only one within this site is followed.</summary>
public static class LocalAddress
{
    /// <summary>Browsers read a backslash as a slash and drop control characters, so neither may stand in it.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Any(c => c == '\\' || char.IsControl(c));
}
