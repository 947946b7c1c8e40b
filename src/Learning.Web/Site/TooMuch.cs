using Microsoft.AspNetCore.Http.Features;

namespace Learning.Web.Site;

/// <summary>
/// Takes in a body that is larger than its address takes, as far as a proxy lets it through, and lets go of it; then it is refused like any other that is too large. A node that answers while it is still sent to, and hangs up, looks broken:
/// nginx left one node after the other out for that, until nobody was served.
/// </summary>
internal static class TooMuch
{
    /// <summary>In bytes, as <c>client_max_body_size</c> of the proxy.</summary>
    internal const long MostTakenIn = 66L * 1024 * 1024;

    /// <summary>After routing, which knows how much an address takes.</summary>
    public static void UseTooMuch(this IApplicationBuilder app) => app.Use(next => http => IsTooMuch(http) ? TakeInAsync(http, next) : next(http));

    private static bool IsTooMuch(HttpContext http) =>
        http.Request.ContentLength is <= MostTakenIn and var length
        && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: { } most }
        && length > most;

    private static async Task TakeInAsync(HttpContext http, RequestDelegate next)
    {
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = http.Request.ContentLength;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        http.Request.Body = new Refused();
        await next(http);
    }

    /// <summary>Says to whoever reads what the server says of a body that is too large.</summary>
    private sealed class Refused : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw Refusal();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(Refusal());

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromException<int>(Refusal());

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static BadHttpRequestException Refusal() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
    }
}
