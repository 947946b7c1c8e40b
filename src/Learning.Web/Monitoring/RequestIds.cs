using System.Buffers;
using System.Diagnostics;

namespace Learning.Web.Monitoring;

/// <summary>
/// Each answer carries an id that a person can read out (<c>X-Request-Id: 7F3K-0QXM-2V9T</c>); error pages show it, and the log has it where something went wrong. One that a proxy gives is kept, if it is short and well formed; whoever
/// asks can give one too, so it says nothing about who she is.
/// </summary>
public static class RequestIds
{
    public const string Header = "X-Request-Id";

    private const int Shortest = 8;
    private const int Longest = 64;

    /// <summary>Crockford's digits: none looks like another.</summary>
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    public static void UseRequestIds(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.TraceIdentifier = Given(http.Request.Headers[Header]) ?? Of(Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom());
        return next(http);
    });

    /// <summary>The last sixty bits of the trace's id, so that one leads to the other.</summary>
    internal static string Of(ActivityTraceId trace) => string.Create(14, trace, (text, id) =>
    {
        Span<byte> bytes = stackalloc byte[16];
        id.CopyTo(bytes);
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (i is 4 or 9)
            {
                text[i] = '-';
                continue;
            }

            text[i] = Digits[(int)(bits & 31)];
            bits >>= 5;
        }
    });

    /// <summary>Null: none, or none to be put into a log.</summary>
    internal static string? Given(Microsoft.Extensions.Primitives.StringValues header) =>
        header.Count == 1 && header[0] is { Length: >= Shortest and <= Longest } id && !id.AsSpan().ContainsAnyExcept(Allowed) ? id : null;
}
