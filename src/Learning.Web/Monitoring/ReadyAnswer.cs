using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring;

/// <summary>
/// A report as JSON: 200 where this node can serve, also where something is amiss (<c>degraded</c>); 503 where it cannot. Strangers get the one word, for what is broken in a site is a map for whoever wants to break it. Details have for each thing its word, a
/// sentence and how long the looking took.
/// </summary>
internal static class ReadyAnswer
{
    public static async Task WriteAsync(HttpContext http, HealthReport report, bool withDetails)
    {
        http.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { Indented = withDetails, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("status", Word(report.Status));
        if (withDetails)
        {
            json.WriteStartObject("checks");
            foreach (var (name, entry) in report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(name);
                json.WriteString("status", Word(entry.Status));
                json.WriteString("sentence", Sentence(entry));
                json.WriteNumber("milliseconds", Math.Round(entry.Duration.TotalMilliseconds, 1));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static string Word(HealthStatus status) => status switch { HealthStatus.Healthy => "healthy", HealthStatus.Degraded => "degraded", _ => "unhealthy" };

    public static string Sentence(HealthReportEntry entry) => entry.Description ?? entry.Exception?.Message ?? "";
}
