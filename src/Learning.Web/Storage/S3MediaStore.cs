using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Learning.Courses;

namespace Learning.Web.Storage;

/// <summary>
/// Media in a bucket of an S3-compatible store, each under the prefix and its name. Asks for nothing but GET and PUT of objects, and nothing beyond what all stores understand: no checksums in trailers, no chunked signatures. After it gave no answer nobody
/// waits for it for two seconds.
/// </summary>
internal sealed class S3MediaStore : IMediaStore, IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Slower than this a store cannot be used.</summary>
    private const int LeastBytesPerSecond = 128 * 1024;

    private readonly S3Settings _settings;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;
    private readonly AmazonS3Client _client;
    private volatile Trouble? _trouble;

    /// <param name="patience">How long it may take to answer, beside what bytes take on their way; ten seconds where nothing is said.</param>
    public S3MediaStore(S3Settings settings, TimeProvider clock, TimeSpan? patience = null)
    {
        (_settings, _clock, _patience) = (settings, clock, patience ?? TimeSpan.FromSeconds(10));
        _client = new(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), new AmazonS3Config
        {
            ServiceURL = settings.Endpoint.AbsoluteUri,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = settings.PathStyle,
            IgnoreConfiguredEndpointUrls = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = 1,
            Timeout = Timeout.InfiniteTimeSpan,   // each request has its own
        });
    }

    public string Place => _settings.Place;

    public Task PutAsync(string name, byte[] bytes, string contentType, CancellationToken cancellation) => AskAsync(name, isWriting: true, TimeFor(bytes.Length), async token =>
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return await _client.PutObjectAsync(
            new PutObjectRequest { BucketName = _settings.Bucket, Key = KeyOf(name), ContentType = contentType, InputStream = stream, AutoCloseStream = false, UseChunkEncoding = false }, token);
    }, cancellation);

    public Task<byte[]> ReadAsync(string name, long from, int count, CancellationToken cancellation) => count == 0 ? Task.FromResult<byte[]>([]) : AskAsync(name, isWriting: false, TimeFor(count), async token =>
    {
        using var answer = await _client.GetObjectAsync(new GetObjectRequest { BucketName = _settings.Bucket, Key = KeyOf(name), ByteRange = new(from, from + count - 1) }, token);
        var bytes = new byte[count];
        if (answer.ContentLength != count || await answer.ResponseStream.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false, token) < count)
        {
            throw Damaged(name);
        }

        return bytes;
    }, cancellation);

    public void Dispose() => _client.Dispose();

    private TimeSpan TimeFor(int bytes) => _patience + TimeSpan.FromSeconds(bytes / (double)LeastBytesPerSecond);

    private string KeyOf(string name) => _settings.Prefix + name;

    private async Task<T> AskAsync<T>(string name, bool isWriting, TimeSpan patience, Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        if (_trouble is { } known && _clock.GetUtcNow() - known.At < Rest)
        {
            throw new MediaStoreException(known.What.Fault, known.What.Message, known.What) { IsOfWriting = isWriting };
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            var answer = await ask(limit.Token);
            _trouble = null;
            return answer;
        }
        catch (MediaStoreException)
        {
            throw;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var (fault, sentence) = Judge(e, name, isWriting, patience);
            var failure = new MediaStoreException(fault, sentence, e) { IsOfWriting = isWriting };
            if (fault is not (MediaFault.Missing or MediaFault.Damaged))
            {
                _trouble = new(failure, _clock.GetUtcNow());
            }

            throw failure;
        }
    }

    /// <summary>What is wrong, and what whoever runs the site is to do.</summary>
    private (MediaFault Fault, string Sentence) Judge(Exception e, string name, bool isWriting, TimeSpan patience) => e switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => (MediaFault.NoBucket, $"There is no bucket {_settings.Bucket} at {_settings.Endpoint.GetLeftPart(UriPartial.Authority)}. Make it, or mend Media:S3:Bucket."),
        AmazonS3Exception { ErrorCode: "NoSuchKey" } => (MediaFault.Missing, $"The file {name} is not in {Place} (as {KeyOf(name)}). Put it back from a copy of the bucket; `media check` names all that are missing."),
        AmazonS3Exception { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable } => (MediaFault.Damaged, Damaged(name).Message),
        AmazonS3Exception { ErrorCode: "RequestTimeTooSkewed" } => (MediaFault.Refused, $"{Capital(Place)} refuses what is asked because the clocks are apart. Set the clock of this machine."),
        AmazonS3Exception { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "AuthorizationHeaderMalformed" } refused => (MediaFault.Refused, $"{Capital(Place)} does not take the credentials ({refused.ErrorCode}). Mend Media:S3:AccessKey, Media:S3:SecretKey or Media:S3:Region."),
        AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } refused => (MediaFault.Refused, $"{Capital(Place)} does not let this site {(isWriting ? "write" : "read")} ({Words(refused)}). Mend Media:S3:AccessKey and Media:S3:SecretKey, or let them read and write objects under {(_settings.Prefix.Length > 0 ? _settings.Prefix : "all names")}."),
        AmazonServiceException { StatusCode: not 0 } said => (MediaFault.Away, $"{Capital(Place)} cannot be used: it says {(int)said.StatusCode} {Words(said)}. Look after the store; the site goes on by itself when it is well."),
        OperationCanceledException => (MediaFault.Away, $"{Capital(Place)} gives no answer in {patience.TotalSeconds:0} seconds. Look whether it runs, and what it is busy with; the site goes on by itself when it is well."),
        _ => (MediaFault.Away, $"{Capital(Place)} cannot be reached ({e.GetBaseException().Message.TrimEnd('.')}). Check Media:S3:Endpoint, and whether it runs; the site goes on by itself when it is back."),
    };

    private MediaStoreException Damaged(string name) => new(MediaFault.Damaged, $"The file {name} in {Place} (as {KeyOf(name)}) has not as many bytes as it had. Put it back from a copy of the bucket; `media check` names all that are damaged.");

    private static string Words(AmazonServiceException said) => string.IsNullOrWhiteSpace(said.ErrorCode) ? said.Message.TrimEnd('.') : said.ErrorCode;

    private static string Capital(string place) => string.Concat("T", place.AsSpan(1));

    /// <summary>What was wrong with the store as a whole, and when.</summary>
    private sealed record Trouble(MediaStoreException What, DateTimeOffset At);
}
