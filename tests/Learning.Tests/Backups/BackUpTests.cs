using System.IO.Compression;
using System.Net;
using Learning.Credentials.Log;
using Learning.Tests.Credentials;
using Learning.Web.Backups;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Backups;

/// <summary>A site with people, a course and a certificate is kept, and put somewhere else: there it is the same.</summary>
[NeedsDatabase]
public sealed class BackUpTests : IAsyncLifetime
{
    private readonly TestSite _site = new();
    private readonly OtherPlace _other = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    private string Kept => Path.Combine(_other.Folder, "site.zip");

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_site_that_was_destroyed_is_back_as_it_was()
    {
        var (_, certificate) = await _site.Certified("amina");
        Assert.Equal(0, (await BackUpAsync()).Code);
        await _site.SignedInAs("bodo");   // after the backup: he is not in it
        var there = await EmptyAsync("there");

        var (code, said) = await RestoreAsync(there);

        Assert.True(code == 0, said);
        await using var app = await OtherPlace.StartAsync(there);
        var visitor = new Visitor(app.GetTestServer());
        Assert.Equal(HttpStatusCode.Found, (await visitor.PostForm("/sign-in", "/sign-in", ("username", "amina"), ("secret", "a long enough secret"))).StatusCode);
        Assert.Contains($"{certificate.Id}", await visitor.Page("/my/certificates"), StringComparison.Ordinal);
        await visitor.PostForm("/account", "/sign-out");
        Assert.NotEqual(HttpStatusCode.Found, (await visitor.PostForm("/sign-in", "/sign-in", ("username", "bodo"), ("secret", "a long enough secret"))).StatusCode);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<CheckLog>().RunAsync(null, Cancellation)).Findings);
    }

    [Fact]
    public async Task It_says_what_it_holds_and_what_is_made_anew_is_not_in_it()
    {
        await _site.Certified("amina");
        Directory.CreateDirectory(_site.Paths.SearchIndex);
        await File.WriteAllTextAsync(Path.Combine(_site.Paths.SearchIndex, "segments"), "x", Cancellation);

        await BackUpAsync();

        using var zip = ZipFile.OpenRead(Kept);
        var manifest = BackupFile.ManifestOf(zip)!;
        Assert.Equal(zip.Entries.Select(e => e.FullName).Where(n => n != BackupFile.ManifestName).Order(StringComparer.Ordinal), manifest.Files.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.Equal(!TestDatabase.IsPostgres, manifest.Files.Any(f => f.Path.StartsWith("keys/", StringComparison.Ordinal)));   // there they are in the database
        Assert.DoesNotContain(manifest.Files, f => f.Path.StartsWith("search/", StringComparison.Ordinal) || f.Path.StartsWith("learning.db", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept));
        }
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        await _site.Certified("amina");
        await BackUpAsync();
        var before = await File.ReadAllBytesAsync(Kept, Cancellation);

        var (again, why) = await BackUpAsync();
        var (onto, whyNot) = await RestoreAsync(_site.Paths);

        Assert.Equal((1, 1), (again, onto));
        Assert.Contains("is there already", why, StringComparison.Ordinal);
        Assert.Contains(TestDatabase.IsPostgres ? "Restore into an empty database" : "There is a site in", whyNot, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Kept, Cancellation));
        Assert.Equal("amina", (await _site.CertificateOf("amina")).HolderName);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("without its list")]
    [InlineData("no zip")]
    [InlineData("leading out of the folder")]
    public async Task One_that_was_damaged_is_refused_and_leaves_nothing(string how)
    {
        await _site.Certified("amina");
        await BackUpAsync();
        await DamageAsync(how);
        var there = await EmptyAsync("there");

        var (code, why) = await RestoreAsync(there);

        Assert.Equal(1, code);
        Assert.True(why.Contains("is no backup", StringComparison.Ordinal) || why.Contains("is not as it was kept", StringComparison.Ordinal), why);
        Assert.False(File.Exists(there.DatabaseFile));
        Assert.False(Directory.Exists(there.Keys));
        Assert.False(File.Exists(Path.Combine(_other.Folder, "outside")));
    }

    [Fact]
    public async Task Where_there_is_no_site_there_is_nothing_to_keep()
    {
        using StringWriter output = new(), errors = new();

        var code = await BackUp.RunAsync(new(Path.Combine(_other.Folder, "none"), _other.Folder, _other.Folder), Kept, TimeProvider.System, output, errors, Cancellation);

        Assert.Equal(1, code);
        Assert.Contains("There is no site", $"{errors}", StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_other.Folder));
    }

    [Theory]
    [InlineData("keys/key-1.xml", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("../a", false)]
    [InlineData("a/../b", false)]
    [InlineData("/a", false)]
    [InlineData("a//b", false)]
    [InlineData("a\\b", false)]
    [InlineData("c:a", false)]
    [InlineData("./a", false)]
    public void A_path_in_it_stays_in_its_folder(string path, bool isPlain) => Assert.Equal(isPlain, BackupFile.IsPlain(path));

    private async Task DamageAsync(string how)
    {
        switch (how)
        {
            case "cut":
                await using (var file = new FileStream(Kept, FileMode.Open))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "no zip":
                await File.WriteAllTextAsync(Kept, "not a zip", Cancellation);
                break;
            default:
                await using (var zip = await ZipFile.OpenAsync(Kept, ZipArchiveMode.Update, Cancellation))
                {
                    Change(zip, how);
                }

                break;
        }
    }

    private static void Change(ZipArchive zip, string how)
    {
        var list = zip.GetEntry(BackupFile.ManifestName)!;
        if (how == "flipped")
        {
            var last = zip.Entries.Last(e => e != list);   // a key, or the database
            var (name, length) = (last.FullName, last.Length);
            last.Delete();
            using var other = zip.CreateEntry(name).Open();
            other.Write(new byte[length]);
            return;
        }

        string text;
        using (var from = new StreamReader(list.Open()))
        {
            text = from.ReadToEnd();
        }

        list.Delete();
        if (how == "leading out of the folder")
        {
            using (var outside = zip.CreateEntry("../outside").Open())
            {
                outside.WriteByte(1);
            }

            using var to = new StreamWriter(zip.CreateEntry(BackupFile.ManifestName).Open());
            to.Write(text.Replace("\"path\": \"", "\"path\": \"../", StringComparison.Ordinal));
        }
    }

    private async Task<(int Code, string Said)> BackUpAsync()
    {
        using var said = new StringWriter();
        return (await BackUp.RunAsync(_site.Paths, Kept, TimeProvider.System, said, said, Cancellation), $"{said}");
    }

    private async Task<(int Code, string Said)> RestoreAsync(SitePaths paths)
    {
        using var said = new StringWriter();
        return (await Restore.RunAsync(paths, Kept, said, said, Cancellation), $"{said}");
    }

    /// <summary>A place without a site, and on PostgreSQL a database without tables.</summary>
    private async Task<SitePaths> EmptyAsync(string name)
    {
        var data = Path.Combine(_other.Folder, name);
        if (!TestDatabase.IsPostgres)
        {
            return new(data, _other.Folder, _other.Folder);
        }

        return new(data, _other.Folder, _other.Folder) { Connection = await _other.EmptyDatabaseAsync() };
    }
}
