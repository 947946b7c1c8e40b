using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Learning.Data;
using Learning.Web.Site;

namespace Learning.Web.Nodes;

/// <summary>
/// The settings <c>Keys:Store</c> (<c>Folder</c> or <c>Database</c>; unsaid: the database on PostgreSQL, where several nodes need the same keys, and the folder on SQLite), <c>Keys:Certificate</c> and
/// <c>Keys:CertificatePassword</c> (new keys are encrypted for it), <c>Keys:EarlierCertificate</c> and <c>Keys:EarlierCertificatePassword</c> (keys encrypted for that one are still read). Passwords are best given by the environment.
/// </summary>
internal sealed record KeySettings(bool InDatabase, X509Certificate2? Certificate, X509Certificate2? Earlier)
{
    private const string Section = "Keys";

    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static KeySettings Read(IConfiguration configuration, LearningDatabase database)
    {
        var settings = configuration.GetSection(Section);
        return new(IsInDatabase(Given(settings, "Store"), database), CertificateOf(settings, "Certificate"), CertificateOf(settings, "EarlierCertificate"));
    }

    private static bool IsInDatabase(string? text, LearningDatabase database) => text?.ToUpperInvariant() switch
    {
        null => database.IsPostgres,
        "DATABASE" => true,
        "FOLDER" => false,
        _ => throw new SettingException($"The setting {Section}:Store is \"{text}\". It has to be Folder or Database."),
    };

    private static X509Certificate2? CertificateOf(IConfigurationSection settings, string name)
    {
        if (Given(settings, name) is not { } path)
        {
            return Given(settings, $"{name}Password") is null ? null : throw new SettingException($"The setting {Section}:{name}Password is given and {Section}:{name} is not. Name the file too.");
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, settings[$"{name}Password"]);
            return certificate.HasPrivateKey && certificate.GetRSAPrivateKey() is not null
                ? certificate
                : throw new SettingException($"The setting {Section}:{name} names {path}, which has no private key of RSA in it. It has to be a file of PKCS#12 (.pfx, .p12) with certificate and key.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The setting {Section}:{name} names {path}, which cannot be read: {e.Message.TrimEnd('.')}. It has to be a file of PKCS#12 (.pfx, .p12), and {Section}:{name}Password its password.");
        }
    }

    private static string? Given(IConfigurationSection settings, string name) => settings[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
