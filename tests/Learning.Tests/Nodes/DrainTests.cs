using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Learning.Web.Nodes;
using Learning.Web.Site;
using Microsoft.Extensions.Configuration;

namespace Learning.Tests.Nodes;

/// <summary>The program itself, told to stop while it serves.</summary>
public sealed class DrainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learning-drain-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_says_at_once_that_it_is_not_ready_serves_on_and_ends_what_is_under_way()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var (process, address) = await StartAsync();
        using var running = process;
        using var http = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health/ready"));
        using var slow = new TcpClient();
        await slow.ConnectAsync(address.Host, address.Port, Cancellation);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /sign-in HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nusern"), Cancellation);

        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        await Eventually.HoldsAsync(async () => await StatusAsync(http, "/health/ready") == HttpStatusCode.ServiceUnavailable, "it says that it is not ready");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/sign-in"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health/live"));
        await Eventually.HoldsAsync(() => RefusesAsync(address), "it takes nothing new");
        Assert.False(process.HasExited);
        await stream.WriteAsync("am"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);   // a form without a token: it was read to its end and answered
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("Site:DrainSeconds", "-1")]
    [InlineData("Site:DrainSeconds", "soon")]
    [InlineData("Site:StopSeconds", "0")]
    public void A_time_that_cannot_be_is_refused(string name, string value) =>
        Assert.Contains($"{name} is \"{value}\"", Assert.Throws<SettingException>(() => DrainSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build())).Message, StringComparison.Ordinal);

    private async Task<(Process Process, Uri Address)> StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Learning.Web");
        var start = new ProcessStartInfo(program, ["--urls", "http://127.0.0.1:0", "--data", Path.Combine(_folder, "data"), "--content", Path.Combine(Repository.Root, "content")]) { RedirectStandardOutput = true, WorkingDirectory = _folder };
        start.Environment["Site__DrainSeconds"] = "5";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.StartsWith("The site is at ", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(Cancellation);
                return (process, new Uri(line["The site is at ".Length..]));
            }
        }

        throw new InvalidOperationException("It did not start.");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }

    private static async Task<bool> RefusesAsync(Uri address)
    {
        using var another = new TcpClient();
        try
        {
            await another.ConnectAsync(address.Host, address.Port, Cancellation);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
