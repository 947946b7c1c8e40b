using System.Diagnostics;
using Learning.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Learning.Web.Monitoring;

/// <summary>Listens to what the product, ASP.NET Core, .NET and the database's driver tell, and hands it on as the settings say: nothing by default.</summary>
public static class TelemetrySetup
{
    private const string Service = "learning";

    /// <summary>The port that means gRPC; all others mean HTTP, as collectors have it.</summary>
    private const int GrpcPort = 4317;

    private static readonly string[] Meters =
    [
        Measures.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.EntityFrameworkCore",
        "System.Net.Http",
        "System.Runtime",
        "Npgsql",
    ];

    /// <summary>The usual ones begin at five milliseconds; most pages take less than one.</summary>
    private static readonly double[] Latencies = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetrySettings settings)
    {
        builder.Services.AddSingleton(settings);
        if (settings is { Otlp: null, Metrics: null })
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Service, serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters)
                    .AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = Latencies })
                    .AddView("kestrel.*", MetricStreamConfiguration.Drop)
                    .AddView("dns.*", MetricStreamConfiguration.Drop)
                    .AddView("db.client.*", new MetricStreamConfiguration { TagKeys = ["db.client.connection.state"] });   // the name of a pool is the connection string
                if (settings.Metrics is not null)
                {
                    metrics.AddPrometheusExporter(prometheus => prometheus.ScopeInfoEnabled = false);
                }
            });
        if (settings.Metrics is not null)
        {
            builder.Services.AddSingleton<PrivateServer>();
            builder.Services.AddHostedService(services => services.GetRequiredService<PrivateServer>());
        }

        if (settings.Otlp is { } otlp)
        {
            telemetry
                .WithTracing(tracing => tracing
                    .SetSampler(Share(settings.TraceShare))
                    .AddAspNetCoreInstrumentation(requests => requests.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                    .AddSource(Measures.Name, "Npgsql")
                    .AddProcessor(new WithoutAddresses()))
                .WithLogging(_ => { }, log => log.IncludeFormattedMessage = true)
                .UseOtlpExporter(otlp.Port == GrpcPort ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, otlp);
        }
    }

    /// <summary>Whoever asks may say that a trace of hers goes on here, but not that it is to be kept.</summary>
    private static ParentBasedSampler Share(double share)
    {
        var some = new TraceIdRatioBasedSampler(share);
        return new(some, remoteParentSampled: some, remoteParentNotSampled: some);
    }

    /// <summary>Addresses have ids and tokens in them (a calendar's, an invitation's): a trace keeps the template of the route alone.</summary>
    internal sealed class WithoutAddresses : BaseProcessor<Activity>
    {
        private static readonly string[] Gone = ["url.query", "url.full", "http.url", "http.target", "user_agent.original", "client.address", "network.peer.address", "db.npgsql.data_source"];   // the last is the connection string, with its password

        public override void OnEnd(Activity data)
        {
            if (data.GetTagItem("url.path") is not null)
            {
                data.SetTag("url.path", data.GetTagItem("http.route"));
            }

            foreach (var tag in Gone)
            {
                data.SetTag(tag, null);
            }
        }
    }
}
