using Learning.Notifications;
using Learning.Web.Site;
using Microsoft.Extensions.Configuration;

namespace Learning.Tests.Site;

public sealed class MailSettingsTests
{
    private static readonly SitePaths Paths = new("/data", "/content", "/themes");

    [Fact]
    public void Without_a_server_mail_becomes_files() => Assert.Equal(new MailOptions { PickupFolder = Paths.Mail }, Read());

    [Fact]
    public void A_server_needs_a_name_and_an_address_to_send_from() => Assert.Equal(
        new MailOptions { Host = "mail.example.org", Port = 587, Tls = MailTls.StartTls, From = "learning@example.org" },
        Read(("Host", "mail.example.org"), ("From", "learning@example.org")));

    [Theory]
    [InlineData("Tls", 465)]
    [InlineData("StartTls", 587)]
    [InlineData("starttls", 587)]
    [InlineData("None", 25)]
    public void The_port_follows_from_how_it_is_encrypted(string tls, int port) => Assert.Equal(port, Read(("Host", "mail.example.org"), ("From", "a@example.org"), ("Tls", tls)).Port);

    [Fact]
    public void All_of_it() => Assert.Equal(
        new MailOptions { Host = "10.0.0.5", Port = 2525, Tls = MailTls.None, User = "site", Password = "secret", From = "a@example.org", FromName = "Learning together" },
        Read(("Host", "10.0.0.5"), ("Port", "2525"), ("Tls", "None"), ("User", "site"), ("Password", "secret"), ("From", "a@example.org"), ("FromName", "Learning together")));

    [Theory]
    [InlineData("Mail:Host is \"https://mail.example.org\"", "Host=https://mail.example.org", "From=a@example.org")]
    [InlineData("Mail:Host is \"mail.example.org:587\"", "Host=mail.example.org:587", "From=a@example.org")]
    [InlineData("Mail:Port is \"smtp\"", "Host=mail.example.org", "From=a@example.org", "Port=smtp")]
    [InlineData("Mail:Port is \"0\"", "Host=mail.example.org", "From=a@example.org", "Port=0")]
    [InlineData("Mail:Tls is \"yes\"", "Host=mail.example.org", "From=a@example.org", "Tls=yes")]
    [InlineData("Mail:Tls is \"1\"", "Host=mail.example.org", "From=a@example.org", "Tls=1")]
    [InlineData("Mail:From is missing", "Host=mail.example.org")]
    [InlineData("Mail:From is \"nobody\"", "Host=mail.example.org", "From=nobody")]
    [InlineData("Mail:User and Mail:Password go together", "Host=mail.example.org", "From=a@example.org", "User=site")]
    [InlineData("Mail:User and Mail:Password go together", "Host=mail.example.org", "From=a@example.org", "Password=secret")]
    [InlineData("Mail:Port is given and Mail:Host is not", "Port=25")]
    [InlineData("Mail:Password is given and Mail:Host is not", "Password=secret")]
    public void What_cannot_be_used_is_refused_by_its_name(string said, params string[] settings)
    {
        var refused = Assert.Throws<SettingException>(() => Read([.. settings.Select(s => (s.Split('=')[0], s.Split('=', 2)[1]))]));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private static MailOptions Read(params (string Name, string Value)[] settings) =>
        MailSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Mail:{s.Name}", (string?)s.Value))).Build(), Paths);
}
