using System.Globalization;
using Learning.Notifications;
using MimeKit;

namespace Learning.Web.Site;

/// <summary>
/// The settings <c>Mail:Host</c>, <c>Port</c>, <c>Tls</c>, <c>User</c>, <c>Password</c>, <c>From</c>, <c>FromName</c>. Without a host, mail becomes files in the data folder. The password is best given by the
/// environment (<c>Mail__Password</c>).
/// </summary>
internal static class MailSettings
{
    private const string Section = "Mail";

    /// <exception cref="SettingException">A setting cannot be used, or one is missing.</exception>
    public static MailOptions Read(IConfiguration configuration, SitePaths paths)
    {
        var settings = configuration.GetSection(Section);
        var host = Given(settings, "Host");
        var from = Given(settings, "From");
        if (from is not null && (!MailboxAddress.TryParse(from, out var mailbox) || mailbox.Domain.Length == 0))
        {
            throw Wrong("From", from, "It has to be a mail address like learning@example.org.");
        }

        if (host is null)
        {
            foreach (var name in new[] { "Port", "Tls", "User", "Password" })
            {
                if (Given(settings, name) is not null)
                {
                    throw new SettingException($"The setting {Section}:{name} is given and {Section}:Host is not. Give the name of the mail server too, or neither.");
                }
            }

            return new() { PickupFolder = paths.Mail, From = from ?? "learning@localhost", FromName = Given(settings, "FromName") };
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw Wrong("Host", host, "It has to be the name of a mail server like mail.example.org, without https:// and without a port.");
        }

        var tls = Tls(Given(settings, "Tls"));
        var user = Given(settings, "User");
        var password = Given(settings, "Password");
        if (user is null != password is null)
        {
            throw new SettingException($"The settings {Section}:User and {Section}:Password go together. Give both, or neither where the mail server asks for no sign-in.");
        }

        return new()
        {
            Host = host,
            Port = Port(Given(settings, "Port"), tls),
            Tls = tls,
            User = user,
            Password = password,
            From = from ?? throw new SettingException($"The setting {Section}:From is missing. It has to be the address that mail comes from, like learning@example.org; the mail server has to let it send as that."),
            FromName = Given(settings, "FromName"),
        };
    }

    private static string? Given(IConfigurationSection settings, string name) => settings[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static MailTls Tls(string? text) =>
        text is null ? MailTls.StartTls
        : Enum.TryParse<MailTls>(text, ignoreCase: true, out var tls) && Enum.IsDefined(tls) && !char.IsAsciiDigit(text[0]) ? tls
        : throw Wrong("Tls", text, "It has to be StartTls (usual on port 587), Tls (usual on port 465) or None.");

    private static int Port(string? text, MailTls tls) =>
        text is null ? tls switch { MailTls.Tls => 465, MailTls.None => 25, _ => 587 }
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port
        : throw Wrong("Port", text, "It has to be a number from 1 to 65535.");

    private static SettingException Wrong(string name, string value, string wanted) => new($"The setting {Section}:{name} is \"{value}\". {wanted}");
}
