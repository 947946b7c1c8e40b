using System.Diagnostics;
using Learning.Web.Site;
using Microsoft.Extensions.Configuration;

namespace Learning.Tests.Site;

public sealed class PublicAddressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://learn.example.org")]
    [InlineData("http://10.0.0.7:8080")]
    [InlineData("https://example.org/learn/")]
    public void It_is_a_whole_address(string text) => Assert.Equal(new Uri(text), PublicAddress.Read(With(text)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_it_each_request_says_where_the_site_is(string? text) => Assert.Null(PublicAddress.Read(With(text)));

    [Theory]
    [InlineData("learn.example.org")]
    [InlineData("/learn")]
    [InlineData("ftp://learn.example.org")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https://somebody@learn.example.org")]
    [InlineData("https://learn.example.org?a=b")]
    [InlineData("https://learn.example.org#top")]
    public void Anything_else_is_refused_by_its_name_and_value(string text)
    {
        var refused = Assert.Throws<SettingException>(() => PublicAddress.Read(With(text)));

        Assert.Contains("PublicAddress", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{text}\"", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("import")]
    public async Task A_start_with_a_wrong_one_says_so_and_makes_nothing(string command)
    {
        var folder = Directory.CreateTempSubdirectory("learning-setting-");
        var data = Path.Combine(folder.FullName, "data");
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Learning.Web.exe" : "Learning.Web");
        string[] arguments = command == "import" ? ["import", Path.Combine(Repository.Root, "content"), "--data", data] : ["--urls", "http://127.0.0.1:0", "--data", data];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PublicAddress"] = "learn.example.org";

        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("The setting PublicAddress is \"learn.example.org\".", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
        folder.Delete(recursive: true);
    }

    private static IConfiguration With(string? text) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["PublicAddress"] = text }).Build();
}
