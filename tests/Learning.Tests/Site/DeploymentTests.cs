using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Learning.Tests.Site;

/// <summary>Container files, ./cluster, the proxy's template and the program say the same: ports, settings, limits, versions. No container engine is needed to find out.</summary>
[NeedsDatabase]
public sealed partial class DeploymentTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static string Compose { get; } = Text("docker-compose.yml");

    private static string Dockerfile { get; } = Text("Dockerfile");

    private static string Cluster { get; } = Text("cluster");

    private static string Proxy { get; } = Text("docs/deploy/site.conf.template");

    private static string Guide { get; } = Text("docs/operations.md");

    private static Dictionary<string, Dictionary<string, object>> Services { get; } = Read();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public void What_the_proxy_s_template_wants_both_put_in_and_nothing_else()
    {
        var wanted = Names(Proxy);
        var frame = Names(Text("docs/deploy/nginx.conf.template"));

        Assert.Equal(wanted.Order(), Environment("proxy").Keys.Where(n => n.StartsWith("LEARNING_", StringComparison.Ordinal)).Order());
        Assert.Equal(wanted.Union(frame).Order(), Given().Matches(Cluster).Select(m => m.Groups[1].Value).Distinct().Order());
        Assert.Equal(5, wanted.Count);
    }

    [Fact]
    public void A_node_listens_where_the_proxy_looks_for_it()
    {
        var listens = Regex.Match(Dockerfile, "ENV Urls=http://0.0.0.0:([0-9]+)").Groups[1].Value;
        var nodes = $"{Environment("proxy")["LEARNING_NODES"]}";

        Assert.Equal(listens, Regex.Match(Dockerfile, "EXPOSE ([0-9]+)").Groups[1].Value);
        Assert.Equal(Services.Keys.Where(name => name.StartsWith("web-", StringComparison.Ordinal)).Select(name => $"{name}:{listens}").Order(), Server().Matches(nodes).Select(m => m.Groups[1].Value).Order());
        Assert.EndsWith($":{Environment("proxy")["LEARNING_LISTEN"]}", $"{((List<object>)Services["proxy"]["ports"])[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_form_of_the_site_comes_through_the_proxy()
    {
        var largest = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(e => e.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? 0).Max();
        var taken = long.Parse(Regex.Match(Proxy, "client_max_body_size ([0-9]+)m;").Groups[1].Value, CultureInfo.InvariantCulture) * 1024 * 1024;

        Assert.InRange(taken, largest + 1, largest + (4 * 1024 * 1024));
        Assert.Equal(TooMuch.MostTakenIn, taken);
    }

    [Fact]
    public void Posts_that_the_proxy_may_send_twice_are_addresses_of_the_site()
    {
        var pattern = new Regex(Regex.Match(Proxy, @"location ~ (\S+) \{").Groups[1].Value);
        var posts = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Where(path => pattern.IsMatch(path));

        Assert.Equal(["/courses/{slug}/enrolments", "/record", "/sign-in"], posts.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/below")]
    public void No_address_that_is_a_key_to_something_is_in_the_proxy_s_log(string pathBase)
    {
        var map = Regex.Match(Proxy, "map \\$uri \\$learning_logged \\{ default \\$uri; \"~(.+)\" \"\\$\\{kind\\}\\.\\.\\.\"; \\}").Groups[1].Value;
        var secrets = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
            .Where(path => path.Contains("{token", StringComparison.Ordinal) || path.Contains("{code", StringComparison.Ordinal) || path.StartsWith("/credentials/{", StringComparison.Ordinal)).Distinct().ToList();

        Assert.Equal(
            ["/calendar/{token}.ics", "/cohorts/invitations/{token}", "/credentials/{id:guid}", "/credentials/{id:guid}.json", "/credentials/{id:guid}.pdf", "/credentials/{id:guid}.png", "/credentials/{id:guid}.svg", "/join/{code}", "/mail/stop/{token}"],
            secrets.Order(StringComparer.Ordinal));
        Assert.All(secrets, path => Assert.Equal(pathBase + path[..path.IndexOf('{', StringComparison.Ordinal)], Regex.Match(pathBase + Regex.Replace(path, @"\{[^}]+\}", "s3cret"), map).Groups["kind"].Value));
        Assert.All(["/courses/rights", "/learn/rights/why", "/my/certificates", "/join", "/mail"], path => Assert.DoesNotMatch(map, path));
        Assert.DoesNotMatch(@"\$(request|request_uri|args|query_string|arg_\w+|http_referer|remote_addr|remote_user|uri|http_cookie)\b", Regex.Match(Proxy, "log_format learning '([^']+)'").Groups[1].Value);
        Assert.Matches("(?m)^    error_log stderr crit;$", Proxy);   // below that nginx writes whole addresses
    }

    [Fact]
    public void Every_setting_that_is_given_stands_in_the_guide()
    {
        var given = Services.Keys.Where(name => name.StartsWith("web-", StringComparison.Ordinal) || name == "tools").SelectMany(name => Environment(name).Keys)
            .Concat(Exported().Matches(Cluster).SelectMany(m => Name().Matches(m.Value)).Select(m => m.Value))
            .Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Contains("ConnectionStrings__Redis", given);
        Assert.Contains("ASPNETCORE_FORWARDEDHEADERS_ENABLED", given);
        Assert.All(given, name => Assert.Contains($"`{name.Replace("__", ":", StringComparison.Ordinal)}", Guide.Replace("=true`", "`", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_starts_with_an_empty_password_and_the_example_names_all_that_can_be_given()
    {
        var example = Text(".env.example");
        var asked = Variable().Matches(Compose).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.All(asked, name => Assert.Matches($"(?m)^(# )?{name}=", example));
        Assert.All(Variable().Matches(Compose).Where(m => m.Groups[1].Value is "DATABASE_PASSWORD" or "REDIS_PASSWORD"), m => Assert.StartsWith(":?", m.Groups[2].Value, StringComparison.Ordinal));
        Assert.Matches("(?m)^DATABASE_PASSWORD=$", example);
        Assert.Matches("(?m)^REDIS_PASSWORD=$", example);
    }

    [Fact]
    public void A_node_has_longer_to_end_than_it_says_that_it_ends()
    {
        var drain = Seconds($"{Environment("web-1")["Site__DrainSeconds"]}s");

        Assert.InRange(Seconds(Regex.Match(Proxy, "keepalive_timeout ([0-9]+s);").Groups[1].Value), 1, drain - 1);
        Assert.InRange(Seconds($"{Services["web-1"]["stop_grace_period"]}"), drain + 30 + 1, 60);   // Kestrel gives requests under way thirty seconds
        Assert.InRange(int.Parse(Regex.Match(Cluster, """start "node-\$n" TERM ([0-9]+)""").Groups[1].Value, CultureInfo.InvariantCulture), drain + 30 + 1, 60);
    }

    [Fact]
    public void Versions_are_those_that_are_built_with_and_tested_on()
    {
        var framework = Regex.Match(Text("Directory.Build.props"), "<TargetFramework>net([0-9.]+)<").Groups[1].Value;
        var tested = Regex.Match(Guide, @"\*\*Version\*\*: ([0-9]+) is what the tests run on").Groups[1].Value;

        Assert.All(Regex.Matches(Dockerfile, "mcr.microsoft.com/dotnet/[a-z]+:([0-9.]+)-").Select(m => m.Groups[1].Value), version => Assert.Equal(framework, version));
        Assert.StartsWith($"postgres:{tested}-", $"{Services["database"]["image"]}", StringComparison.Ordinal);
        Assert.All(Services.Values.Select(s => $"{s["image"]}").Where(i => !i.StartsWith("learning", StringComparison.Ordinal)), image => Assert.Matches(":v?[0-9]", image));
    }

    [Fact]
    public void What_the_image_is_made_of_is_in_the_repository_and_reaches_the_builder()
    {
        var let = Text(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var copied = Regex.Matches(Dockerfile, "(?m)^COPY (?!--from)(.+) [^ ]+$").SelectMany(m => m.Groups[1].Value.Split(' ')).ToList();

        Assert.Contains("themes", copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.All(copied, path => Assert.Contains(let, start => path == start || path.StartsWith(start + "/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whoever_runs_a_container_is_not_root_and_writes_nowhere_but_where_it_says()
    {
        var site = Dockerfile[Dockerfile.LastIndexOf("FROM ", StringComparison.Ordinal)..];

        Assert.Matches("(?m)^USER [1-9]", site);
        Assert.Matches("(?m)^HEALTHCHECK .*\"health\"", site);
        Assert.All(Services.Where(s => s.Key is not "database"), s => Assert.Equal("true", $"{s.Value["read_only"]}"));
        Assert.All(Services.Values, s => Assert.Contains("no-new-privileges:true", (List<object>)s["security_opt"]));
        Assert.All(Services.Where(s => s.Key is not "tools"), s => Assert.True(s.Value.ContainsKey("deploy"), s.Key));
    }

    [Fact]
    public void Whoever_runs_the_program_can_write_into_its_data_folder_and_the_folder_of_keys_is_the_same_for_all()
    {
        var user = Regex.Match(Dockerfile, "(?m)^USER ([0-9]+)$").Groups[1].Value;
        var running = Services.Where(s => $"{s.Value["image"]}".StartsWith("learning", StringComparison.Ordinal)).ToList();

        Assert.Equal(["tools", "web-1", "web-2"], running.Select(s => s.Key).Order());
        Assert.All(running, s => Assert.Contains("keys:/data/keys", (List<object>)s.Value["volumes"]));
        Assert.All(running, s => Assert.True(
            ((List<object>)s.Value["volumes"]).Contains($"{s.Key}:/data") || ((List<object>)s.Value["tmpfs"]).Contains($"/data:uid={user},gid={user}"), s.Key));
    }

    [Fact]
    public void A_node_is_asked_for_its_health_as_the_image_says()
    {
        var inImage = Regex.Match(Dockerfile, "(?m)^HEALTHCHECK (.*) CMD (.*)$");
        var node = (Dictionary<object, object>)Services["web-1"]["healthcheck"];
        var options = Regex.Matches(inImage.Groups[1].Value, "--([a-z-]+)=([0-9a-z]+)").ToDictionary(m => m.Groups[1].Value.Replace('-', '_'), m => m.Groups[2].Value);

        Assert.Equal(["interval", "retries", "start_period", "timeout"], options.Keys.Order());
        Assert.Equal(options.OrderBy(o => o.Key), node.Where(o => $"{o.Key}" != "test").Select(o => KeyValuePair.Create($"{o.Key}", $"{o.Value}")).OrderBy(o => o.Key));
        Assert.Equal(["CMD", .. Regex.Matches(inImage.Groups[2].Value, "\"([^\"]+)\"").Select(m => m.Groups[1].Value)], ((List<object>)node["test"]).Select(word => $"{word}"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://+:80", "http://127.0.0.1/")]
    [InlineData("https://*:443;http://[::]:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://localhost:1", "http://localhost:1/")]
    [InlineData("https://*:443", null)]
    [InlineData("http://unix:/run/learning.sock", null)]
    [InlineData("", null)]
    public void Health_is_asked_where_the_site_listens(string urls, string? asked) => Assert.Equal(asked, AskHealth.AddressOf(urls)?.ToString());

    [Theory]
    [InlineData(null, null)]
    [InlineData("*", null)]
    [InlineData("learn.example.org;example.org", "learn.example.org")]
    [InlineData("*.example.org", "health.example.org")]
    public void Health_is_asked_under_a_name_that_the_site_answers_to(string? allowed, string? host) => Assert.Equal(host, AskHealth.HostOf(allowed));

    [Fact]
    public async Task A_site_that_does_not_answer_is_not_ready()
    {
        var said = new StringWriter();
        var nothing = new ConfigurationBuilder().Build();

        Assert.Equal(1, await AskHealth.RunAsync("http://127.0.0.1:9", nothing, TextWriter.Null, said, TestContext.Current.CancellationToken));
        Assert.Contains("Nobody answers at http://127.0.0.1:9/", $"{said}", StringComparison.Ordinal);
        Assert.Equal(1, await AskHealth.RunAsync(null, nothing, TextWriter.Null, said, TestContext.Current.CancellationToken));
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static HashSet<string> Names(string template) => [.. Place().Matches(template).Select(m => m.Groups[1].Value)];

    private static Dictionary<string, object> Environment(string service) => ((Dictionary<object, object>)Services[service]["environment"]).ToDictionary(e => $"{e.Key}", e => e.Value);

    private static int Seconds(string text) => int.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture);

    private static Dictionary<string, Dictionary<string, object>> Read()
    {
        using var reader = new StringReader(Compose);
        var all = new Deserializer().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(reader)));
        return ((Dictionary<object, object>)all["services"]).ToDictionary(s => $"{s.Key}", s => ((Dictionary<object, object>)s.Value).ToDictionary(p => $"{p.Key}", p => p.Value));
    }

    [GeneratedRegex(@"\$\{(LEARNING_[A-Z]+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?m)^(LEARNING_[A-Z]+)=")]
    private static partial Regex Given();

    [GeneratedRegex(@"server ([a-z0-9-]+:[0-9]+)")]
    private static partial Regex Server();

    [GeneratedRegex(@"(?m)^ *export .*$")]
    private static partial Regex Exported();

    [GeneratedRegex("(?<= )[A-Za-z_]+(?==)")]
    private static partial Regex Name();

    [GeneratedRegex(@"\$\{([A-Z][A-Z0-9_]*)(:[?-])?")]
    private static partial Regex Variable();
}
