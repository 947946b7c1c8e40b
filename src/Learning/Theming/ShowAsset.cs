using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace Learning.Theming;

/// <summary>A file of the theme: style, script, font, icon. Addressed with the theme's version, so it never changes and may be kept for ever.</summary>
public static class ShowAsset
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private static readonly HashSet<string> Compressible = ["text/css", "text/javascript", "image/svg+xml", "application/json", "application/manifest+json", "text/plain"];

    public static void MapShowAsset(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/theme/{version}/{**path}", Get).WithName($"Learning.{nameof(ShowAsset)}");

    internal static IResult Get(string version, string path, HttpContext http, ThemeFiles theme, AssetCache cache)
    {
        if (path.Contains("..", StringComparison.Ordinal) || !ContentTypes.TryGetContentType(path, out var type))
        {
            return TypedResults.NotFound();
        }

        var files = cache.Files;
        if (!files.TryGetValue(path, out var asset))
        {
            asset = Load(theme, path, Compressible.Contains(type));
            if (asset is null)
            {
                return TypedResults.NotFound();
            }

            files[path] = asset;
        }

        var isCurrent = version == theme.Version;
        http.Response.Headers.CacheControl = isCurrent ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.Vary = "Accept-Encoding";

        if (asset.Brotli is not null && http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
        {
            http.Response.Headers.ContentEncoding = "br";
            return TypedResults.Bytes(asset.Brotli, type);
        }

        return TypedResults.Bytes(asset.Bytes, type);
    }

    private static AssetBytes? Load(ThemeFiles theme, string path, bool compress)
    {
        if (path == ScopedStyle.Path && theme.Asset(ScopedStyle.Whole) is { Exists: true } whole)
        {
            using var reader = new StreamReader(whole.CreateReadStream());
            return Kept(System.Text.Encoding.UTF8.GetBytes(ScopedStyle.Of(reader.ReadToEnd())), compress);
        }

        var file = theme.Asset(path);
        if (!file.Exists || file.IsDirectory || file.Name != Path.GetFileName(path))   // by its own name only, in whatever file system
        {
            return null;
        }

        using var stream = file.CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Kept(bytes.ToArray(), compress);
    }

    private static AssetBytes Kept(byte[] bytes, bool compress) => new(bytes, compress ? Compress(bytes) : null);

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize))
        {
            brotli.Write(bytes);
        }

        return compressed.ToArray();
    }
}

/// <summary>The theme's files in memory, each also compressed once.</summary>
public sealed class AssetCache(ThemeFiles theme)
{
    private readonly PerTheme<ConcurrentDictionary<string, AssetBytes>> _files = new(theme, _ => new(StringComparer.Ordinal));

    internal ConcurrentDictionary<string, AssetBytes> Files => _files.Value;
}

internal sealed record AssetBytes(byte[] Bytes, byte[]? Brotli);
