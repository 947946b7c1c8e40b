using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Learning.Theming;

/// <summary>The files of the theme in force: an override first, file by file, then the standard theme that travels in the library.</summary>
public sealed class ThemeFiles
{
    private const string AssetsFolder = "Assets";

    private volatile Theme _inForce;

    public ThemeFiles(IEnumerable<IFileProvider> overrides) => _inForce = new(overrides);

    public IFileProvider Files => InForce.Files;

    /// <summary>Changes when any asset changes, and stands in every asset's address: so browsers may keep them for ever.</summary>
    public string Version => InForce.Version.Value;

    /// <summary>What is made of a theme is kept for as long as this is the same (<see cref="PerTheme{T}"/>).</summary>
    internal Theme InForce => _inForce;

    /// <summary>From now on other files, while the site runs.</summary>
    public void Change(IEnumerable<IFileProvider> overrides) => _inForce = new(overrides);

    public IFileInfo Asset(string path) => Files.GetFileInfo($"{AssetsFolder}/{path}");

    private static string HashOfAssets(IFileProvider files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(AssetsFolder);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];

        void Append(string folder)
        {
            foreach (var file in files.GetDirectoryContents(folder).OrderBy(f => f.Name, StringComparer.Ordinal))
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

    /// <summary>The files of one theme over the standard one.</summary>
    internal sealed class Theme
    {
        public Theme(IEnumerable<IFileProvider> overrides)
        {
            Files = new CompositeFileProvider([.. overrides, new ManifestEmbeddedFileProvider(typeof(ThemeFiles).Assembly, "themes/standard")]);
            Version = new(() => HashOfAssets(Files));
        }

        public IFileProvider Files { get; }

        public Lazy<string> Version { get; }

        public IFileInfo View(string name) => Files.GetFileInfo($"Views/{name}.liquid");

        /// <summary>A text that is sent: Mail/{name}.liquid.</summary>
        public IFileInfo Mail(string name) => Files.GetFileInfo($"Mail/{name}.liquid");
    }
}
