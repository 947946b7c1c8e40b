using System.Globalization;

namespace Learning.Web.Site;

/// <summary>The setting <c>Editing:ApprovalsNeeded</c>: how many have to approve a draft before it is published (0 to 20; default 0).</summary>
internal static class EditingSettings
{
    private const string Key = "Editing:ApprovalsNeeded";
    private const int Most = 20;

    /// <exception cref="SettingException">It is no number from 0 to 20.</exception>
    public static int ReadApprovalsNeeded(IConfiguration configuration) =>
        configuration[Key] is not { Length: > 0 } text ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number
        : throw new SettingException($"The setting {Key} is \"{text}\". It has to be a number from 0 to {Most}.");
}
