using System.Net;
using System.Text.RegularExpressions;

namespace Learning.ClusterTests;

/// <summary>What is done at one node holds at the other: each is asked by itself here, past the proxy.</summary>
[Collection(nameof(Cluster))]
public sealed partial class TwoNodesTests(Cluster cluster) : IClassFixture<Cluster>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri One => cluster.Nodes["node-1"];

    private Uri Other => cluster.Nodes["node-2"];

    [Fact]
    public async Task Who_signs_in_at_one_is_signed_in_at_the_other_and_what_she_does_there_counts_here()
    {
        var watch = new Watch();
        var cookies = new CookieContainer();
        using var here = new Learner("amina", One, watch, cookies);
        using var there = new Learner("amina", Other, watch, cookies);   // the same browser

        await here.RegisterAsync(Cancellation);
        await there.OpenAsync("/my", "amina", Cancellation);
        await there.JoinAsync(Cancellation);
        await here.OpenAsync("/learn/taking-minutes/who-writes", "The chair does not", Cancellation);
        await here.OpenAsync("/my", "Taking minutes", Cancellation);

        Assert.Empty(watch.Dishonest);
    }

    [Fact]
    public async Task The_token_of_a_form_from_one_is_taken_by_the_other()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false });
        var form = await browser.GetStringAsync(new Uri(One, "/register"), Cancellation);

        using var answer = await PostAsync(browser, new(Other, "/register"), form, new() { ["username"] = "boris", ["secret"] = "a long enough secret", ["return_url"] = "/my" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("boris", await browser.GetStringAsync(new Uri(One, "/my"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_the_first_administrator_that_was_used_at_one_leads_nowhere_at_the_other()
    {
        Assert.Equal(cluster.Address.Authority, cluster.Setup.Authority);   // where people reach the site, not the node that printed it
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false });
        await cluster.UntilAsync(async () => await StatusAsync(browser, One) == HttpStatusCode.OK, "The link that the other node printed did not hold here");
        var form = await browser.GetStringAsync(new Uri(One, cluster.SetupPath), Cancellation);

        using var answer = await PostAsync(
            browser, new(One, "/setup"), form, new() { ["username"] = "chidi", ["secret"] = "a long enough secret", ["setup_token"] = Regex.Match(cluster.SetupPath, "token=(.+)").Groups[1].Value });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        using var stranger = new HttpClient(new SocketsHttpHandler { CookieContainer = new() });
        await cluster.UntilAsync(async () => await StatusAsync(stranger, Other) == HttpStatusCode.NotFound, "The link still held at the other node");
    }

    [Fact]
    public async Task What_is_published_at_one_is_read_and_found_at_both()
    {
        using var reader = new HttpClient();
        var folder = Directory.CreateTempSubdirectory("learning-cluster-content-").FullName;
        try
        {
            Copy(Cluster.Content, folder);
            var course = Path.Combine(folder, "courses", "taking-minutes", "course.md");
            await File.WriteAllTextAsync(course, (await File.ReadAllTextAsync(course, Cancellation)).Replace("What a meeting decided", "Quorumville says what a meeting decided", StringComparison.Ordinal), Cancellation);
            var lesson = Path.Combine(folder, "courses", "taking-minutes", "01-minutes", "01-who-writes.md");
            await File.AppendAllTextAsync(lesson, "\nIn Perambulatia they draw lots.\n", Cancellation);
            foreach (var node in new[] { One, Other })
            {
                Assert.DoesNotContain("Quorumville", await reader.GetStringAsync(new Uri(node, "/courses/taking-minutes"), Cancellation), StringComparison.Ordinal);
            }

            await cluster.CommandAsync("import", folder);

            foreach (var node in new[] { One, Other })
            {
                Assert.Contains("Quorumville", await reader.GetStringAsync(new Uri(node, "/courses/taking-minutes"), Cancellation), StringComparison.Ordinal);
                await cluster.UntilAsync(async () => (await reader.GetStringAsync(new Uri(node, "/search?q=perambulatia"), Cancellation)).Contains("Who writes", StringComparison.Ordinal), $"The search of {node} did not find what was published");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<HttpStatusCode> StatusAsync(HttpClient browser, Uri node)
    {
        using var answer = await browser.GetAsync(new Uri(node, cluster.SetupPath), Cancellation);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, Uri to, string form, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = Field().Match(form).Groups[1].Value;
        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(to, content, Cancellation);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Field();
}
