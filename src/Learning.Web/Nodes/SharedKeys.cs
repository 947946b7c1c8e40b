using System.Xml.Linq;
using Learning.Data;
using Learning.Web.Site;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Learning.Web.Nodes;

/// <summary>
/// Where the keys lie that protect sign-in cookies and the secrets of what certificates are signed with: in the folder, or in the database for all nodes. Those that lie in the other place are taken along at a start, so that nobody is signed out
/// when a site grows, or moves back.
/// </summary>
internal static class SharedKeys
{
    public static void AddKeys(this IServiceCollection services, KeySettings settings, SitePaths paths, LearningDatabase database)
    {
        services.AddSingleton(settings);
        var keys = services.AddDataProtection().SetApplicationName("learning");
        if (settings.InDatabase)
        {
            services.Configure<KeyManagementOptions>(options => options.XmlRepository = new DatabaseKeys(database));
        }
        else
        {
            keys.PersistKeysToFileSystem(Directory.CreateDirectory(paths.Keys));
        }

        if (settings.Certificate is { } certificate)
        {
            keys.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate([certificate, .. settings.Earlier is { } earlier ? [earlier] : Array.Empty<System.Security.Cryptography.X509Certificates.X509Certificate2>()]);
        }
        else if (settings.Earlier is { } earlier)
        {
            keys.UnprotectKeysWithAnyCertificate(earlier);
        }
    }

    /// <summary>
    /// Before anything is protected. Nodes that start at once on a database without keys have to agree on the first: one makes it while the others wait. Later ones are made two days before they are used, and every node reads them within one.
    /// </summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (settings, paths) = (services.GetRequiredService<KeySettings>(), services.GetRequiredService<SitePaths>());
        var inDatabase = new DatabaseKeys(services.GetRequiredService<LearningDatabase>());
        var (there, folder) = (inDatabase.Read(), OfFolder(paths));
        if (!settings.InDatabase)
        {
            var files = new FileSystemXmlRepository(new DirectoryInfo(paths.Keys), services.GetRequiredService<ILoggerFactory>());
            TakeAlong(there, folder, files);
            return;
        }

        if (there.Count > 0 && folder.Keys.All(there.ContainsKey))
        {
            return;
        }

        await using var turn = await StartTurn.TakeAsync(services, cancellation);
        TakeAlong(folder, inDatabase.Read(), inDatabase);
        if (inDatabase.Read().Count == 0)
        {
            var now = DateTimeOffset.UtcNow;   // by the clock that says whether a key is in use
            services.GetRequiredService<IKeyManager>().CreateNewKey(now, now + services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.NewKeyLifetime);
        }
    }

    private static void TakeAlong(IReadOnlyDictionary<string, string> from, IReadOnlyDictionary<string, string> there, IXmlRepository to)
    {
        foreach (var (name, xml) in from.Where(key => !there.ContainsKey(key.Key)))
        {
            to.StoreElement(XElement.Parse(xml), name);
        }
    }

    /// <summary>Each file has the name of what is in it.</summary>
    private static Dictionary<string, string> OfFolder(SitePaths paths) => Directory.Exists(paths.Keys)
        ? Directory.GetFiles(paths.Keys, "*.xml").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal)
        : [];
}
