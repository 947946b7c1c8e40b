using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Learning.Tests.Storage;

/// <summary>A real S3-compatible store: OpenStack Swift out of the distribution's packages (<c>./test</c> installs them), started by swift_server.py on loopback in a temporary folder. It can be killed, frozen and started again; each test makes a bucket of its own.</summary>
public sealed class SwiftServer : IAsyncLifetime
{
    public const string AccessKey = "site:learning";
    public const string SecretKey = "a-secret-of-the-site";

    private Process? _process;
    private AmazonS3Client? _client;

    public string Endpoint { get; private set; } = "";

    public AmazonS3Client Client => _client!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Debian's own Python: its packages are not for another.
        var start = new ProcessStartInfo(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", ["-u", Path.Combine(Repository.Root, "tests", "Learning.Tests", "Storage", "swift_server.py")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        var wrong = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        if (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is not { } port)
        {
            throw new InvalidOperationException($"Swift did not start: {await wrong}");
        }

        Endpoint = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        _client = new(new BasicAWSCredentials(AccessKey, SecretKey), new AmazonS3Config
        {
            ServiceURL = Endpoint, AuthenticationRegion = "us-east-1", ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
        {
            _process.StandardInput.Close();   // then all of it ends
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }
    }

    /// <summary>As when a machine loses its power.</summary>
    public Task KillAsync() => TellAsync("kill");

    public Task StartAsync() => TellAsync("start");

    /// <summary>As when it hangs: connections stay, and nothing answers.</summary>
    public Task FreezeAsync() => TellAsync("freeze");

    public Task ThawAsync() => TellAsync("thaw");

    public async Task<string> NewBucketAsync()
    {
        var name = $"learning-{Guid.NewGuid():N}"[..30];
        await Client.PutBucketAsync(name, Cancellation);
        return name;
    }

    /// <summary>What a site is told of a bucket.</summary>
    public Dictionary<string, string?> Settings(string bucket) => new()
    {
        ["Media:S3:Endpoint"] = Endpoint, ["Media:S3:Bucket"] = bucket, ["Media:S3:AccessKey"] = AccessKey, ["Media:S3:SecretKey"] = SecretKey,
    };

    /// <summary>The names of all that lies in a bucket, without the small object by which it is known whether it answers.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string bucket) =>
        [.. ((await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation)).S3Objects ?? []).Select(o => o.Key).Where(key => !key.EndsWith("learning-site-check", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public async Task<byte[]> BytesAsync(string bucket, string key)
    {
        using var answer = await Client.GetObjectAsync(bucket, key, Cancellation);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    public Task WriteAsync(string bucket, string key, byte[] bytes) =>
        Client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(bytes), UseChunkEncoding = false }, Cancellation);

    private async Task TellAsync(string what)
    {
        await _process!.StandardInput.WriteLineAsync(what);
        await _process.StandardInput.FlushAsync(Cancellation);
        Assert.Equal("done", await _process.StandardOutput.ReadLineAsync(Cancellation));
    }
}
