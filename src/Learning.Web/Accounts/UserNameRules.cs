namespace Learning.Web.Accounts;

/// <summary>A user name: 3 to 40 letters and digits of any script, dots, hyphens, underscores or @; not one that looks like a guest's.</summary>
public static class UserNameRules
{
    public const int Shortest = 3;
    public const int Longest = 40;

    /// <summary>The name of the text that says what is wrong, or null.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is < Shortest or > Longest)
        {
            return "UserName.Length";
        }

        if (!name.All(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark || c is '.' or '-' or '_' or '@'))
        {
            return "UserName.Characters";
        }

        return name.StartsWith("guest-", StringComparison.OrdinalIgnoreCase) ? "UserName.Guest" : null;
    }
}
