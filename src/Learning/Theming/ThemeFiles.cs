using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Learning.Theming;

/// <summary>The files of the theme in force: an override first, file by file, then the standard theme that travels in the library.</summary>
public sealed class ThemeFiles
{
    private const string AssetsFolder = "Assets";

    private readonly Lazy<string> _version;

    public ThemeFiles(IEnumerable<IFileProvider> overrides)
    {
        Files = new CompositeFileProvider([.. overrides, new ManifestEmbeddedFileProvider(typeof(ThemeFiles).Assembly, "themes/standard")]);
        _version = new(HashOfAssets);
    }

    public IFileProvider Files { get; }

    /// <summary>Changes when any asset changes, and stands in every asset's address: so browsers may keep them for ever.</summary>
    public string Version => _version.Value;

    public IFileInfo Asset(string path) => Files.GetFileInfo($"{AssetsFolder}/{path}");

    public IFileInfo View(string name) => Files.GetFileInfo($"Views/{name}.liquid");

    /// <summary>A text that is sent: Mail/{name}.liquid.</summary>
    public IFileInfo Mail(string name) => Files.GetFileInfo($"Mail/{name}.liquid");

    private string HashOfAssets()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(AssetsFolder);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];

        void Append(string folder)
        {
            foreach (var file in Files.GetDirectoryContents(folder).OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                var path = $"{folder}/{file.Name}";
                if (file.IsDirectory)
                {
                    Append(path);
                    continue;
                }

                using var stream = file.CreateReadStream();
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes(path));
                hash.AppendData(bytes.ToArray());
            }
        }
    }
}
