using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Learning.Data;
using Learning.Web.Commands;
using Learning.Web.Nodes;
using Learning.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Tests.Nodes;

/// <summary>What one node protects, another reads: cookies, tokens, the secrets of keys for certificates.</summary>
[NeedsDatabase]
public sealed class SharedKeysTests : IAsyncLifetime
{
    private readonly OtherPlace _other = new();
    private string? _database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = TestDatabase.IsPostgres ? await _other.EmptyDatabaseAsync() : Path.Combine(_other.Folder, "shared.db");

    public ValueTask DisposeAsync() => _other.DisposeAsync();

    [Fact]
    public async Task What_one_node_protects_another_reads()
    {
        await using var one = await NodeAsync("one", "Database");
        await using var two = await NodeAsync("two", "Database");

        Assert.Equal("a cookie", Unprotect(two, Protect(one, "a cookie")));
        Assert.Equal("another", Unprotect(one, Protect(two, "another")));
        Assert.False(Directory.Exists(PathsOf("one").Keys));
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_a_new_database_agree_on_their_first_key()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "A file of SQLite is one process's.");

        await using var first = await NodeAsync("first", "Folder");   // tables and no keys: nobody waits for those who make tables
        var turn = await StartTurn.TakeAsync(first.Services, Cancellation);
        var starting = Enumerable.Range(0, 4).Select(n => Task.Run(() => NodeAsync($"{n}", "Database"), Cancellation)).ToArray();
        await Eventually.HoldsAsync(async () => await WaitingAsync() == starting.Length, "all have seen that there is no key, and wait for their turn");
        await turn.DisposeAsync();
        var nodes = await Task.WhenAll(starting);

        Assert.Single(new DatabaseKeys(LearningDatabase.Of(_database!)).Read());
        Assert.All(nodes, from => Assert.All(nodes, to => Assert.Equal("x", Unprotect(to, Protect(from, "x")))));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_site_that_grows_takes_its_keys_along_and_one_that_moves_back_too()
    {
        string cookie;
        await using (var alone = await NodeAsync("alone", "Folder"))
        {
            cookie = Protect(alone, "signed in");
        }

        await using (var grown = await NodeAsync("alone", "Database"))
        {
            Assert.Equal("signed in", Unprotect(grown, cookie));
        }

        await using (var second = await NodeAsync("second", "Database"))
        {
            Assert.Equal("signed in", Unprotect(second, cookie));
        }

        await using var back = await NodeAsync("back", "Folder");
        Assert.Equal("signed in", Unprotect(back, cookie));
        Assert.NotEmpty(Directory.GetFiles(PathsOf("back").Keys));
    }

    [Fact]
    public async Task With_a_certificate_the_database_alone_is_not_enough()
    {
        var settings = new Dictionary<string, string?> { ["Keys:Certificate"] = Certificate("new"), ["Keys:CertificatePassword"] = "secret" };
        await using var one = await NodeAsync("one", "Database", settings);
        var cookie = Protect(one, "a cookie");

        var kept = Assert.Single(new DatabaseKeys(LearningDatabase.Of(_database!)).Read()).Value;
        Assert.Contains("EncryptedData", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", kept, StringComparison.Ordinal);
        await using var two = await NodeAsync("two", "Database", settings);
        Assert.Equal("a cookie", Unprotect(two, cookie));
        await using var later = await NodeAsync("later", "Database", new() { ["Keys:Certificate"] = Certificate("next"), ["Keys:CertificatePassword"] = "secret", ["Keys:EarlierCertificate"] = settings["Keys:Certificate"], ["Keys:EarlierCertificatePassword"] = "secret" });
        Assert.Equal("a cookie", Unprotect(later, cookie));
        await using var without = await NodeAsync("without", "Database");
        Assert.ThrowsAny<CryptographicException>(() => Unprotect(without, cookie));
    }

    [Fact]
    public void A_setting_that_cannot_be_used_is_refused_in_a_sentence()
    {
        Assert.Contains("\"Cloud\"", Refused(("Store", "Cloud")), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refused(("Certificate", "/nowhere.pfx")), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refused(("Certificate", Certificate("one")), ("CertificatePassword", "wrong")), StringComparison.Ordinal);
        Assert.Contains("Name the file too", Refused(("CertificatePassword", "secret")), StringComparison.Ordinal);

        static string Refused(params (string Name, string Value)[] settings) => Assert.Throws<SettingException>(() => KeySettings.Read(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => $"Keys:{s.Name}", s => (string?)s.Value)).Build(), LearningDatabase.Of("some.db"))).Message;
    }

    /// <summary>How many wait to prepare the database.</summary>
    private async Task<long> WaitingAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(_database);
        await connection.OpenAsync(Cancellation);
        await using var command = new Npgsql.NpgsqlCommand("SELECT COUNT(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted", connection);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private static string Protect(WebApplication node, string text) => node.Services.GetDataProtector("test").Protect(text);

    private static string Unprotect(WebApplication node, string text) => node.Services.GetDataProtector("test").Unprotect(text);

    private SitePaths PathsOf(string name) => new(Path.Combine(_other.Folder, name), _other.Folder, _other.Folder) { Connection = _database };

    private async Task<WebApplication> NodeAsync(string name, string store, Dictionary<string, string?>? settings = null)
    {
        var builder = Serve.Builder(PathsOf(name), settings: [.. settings ?? [], new("Keys:Store", store)]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        await app.PrepareAsync(Cancellation);
        return app;
    }

    private string Certificate(string name)
    {
        var file = Path.Combine(_other.Folder, $"{name}.pfx");
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=learning", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "secret"));
        return file;
    }
}
