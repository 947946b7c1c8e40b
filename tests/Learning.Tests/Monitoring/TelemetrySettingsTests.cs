using Learning.Web.Monitoring;
using Learning.Web.Site;
using Microsoft.Extensions.Configuration;

namespace Learning.Tests.Monitoring;

public sealed class TelemetrySettingsTests
{
    [Fact]
    public void By_default_nothing_is_sent_anywhere_and_nobody_can_read_a_measure()
    {
        var settings = Read();

        Assert.Equal((null, null, null, TimeSpan.FromMilliseconds(500)), (settings.Otlp, settings.Metrics, settings.Token, settings.SlowQuery));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9464", null)]
    [InlineData("http://[::1]:9464", null)]
    [InlineData("http://localhost:9464", null)]
    [InlineData("http://0.0.0.0:9464", "a-token-of-some-length")]
    public void Measures_are_served_on_this_machine_or_with_a_token(string address, string? token) =>
        Assert.Equal(new Uri(address), Read(("Metrics", address), ("Token", token)).Metrics);

    [Theory]
    [InlineData("Metrics", "http://0.0.0.0:9464", "Telemetry:Token")]
    [InlineData("Metrics", "http://10.0.0.7:9464", "Telemetry:Token")]
    [InlineData("Metrics", "http://127.0.0.1:9464/metrics", "without a path")]
    [InlineData("Metrics", "https://127.0.0.1:9464", "http address")]
    [InlineData("Metrics", "9464", "whole address")]
    [InlineData("Otlp", "collector:4317", "whole address")]
    [InlineData("Token", "secret", "at least 16")]
    [InlineData("Token", "a token with spaces in it", "without spaces")]
    [InlineData("SlowQueryMilliseconds", "half a second", "milliseconds")]
    [InlineData("SlowQueryMilliseconds", "-1", "milliseconds")]
    [InlineData("TraceShare", "2", "from 0 to 1")]
    [InlineData("TraceShare", "0,5", "from 0 to 1")]
    public void What_cannot_be_used_is_refused_with_what_it_should_be(string name, string value, string said)
    {
        var refused = Assert.Throws<SettingException>(() => Read((name, value)));

        Assert.Contains($"Telemetry:{name}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_not_said_again() => Assert.DoesNotContain("hunter2", Assert.Throws<SettingException>(() => Read(("Token", "hunter2"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Nought_milliseconds_mean_that_no_query_is_told() => Assert.Null(Read(("SlowQueryMilliseconds", "0")).SlowQuery);

    private static TelemetrySettings Read(params (string Name, string? Value)[] settings) => TelemetrySettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Telemetry:{s.Name}", s.Value))).Build());
}
