using Learning.Theming;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Learning.Credentials.Paper;

/// <summary>How the theme in force wants certificates to look. Read once; what is wrong in its file is said in the log, when the site starts.</summary>
public sealed partial class CertificateTheme
{
    private readonly ILogger<CertificateTheme> _log;
    private readonly PerTheme<CertificateDesign> _design;

    public CertificateTheme(ThemeFiles theme, ILogger<CertificateTheme> log)
    {
        _log = log;
        _design = new(theme, files => Read(files.Files));
    }

    internal CertificateDesign Design => _design.Value;

    private CertificateDesign Read(IFileProvider theme)
    {
        var (design, problems) = ReadDesign.Of(Bytes(ReadDesign.FileName, ReadDesign.MostBytes), path => Bytes(path, ThemePicture.MostBytes));
        foreach (var problem in problems)
        {
            IsWrong(problem);
        }

        return design;

        // One byte more than may be: whoever reads it sees that it is too large.
        byte[]? Bytes(string path, int most)
        {
            if (theme.GetFileInfo(path) is not { Exists: true, IsDirectory: false } file)
            {
                return null;
            }

            using var stream = file.CreateReadStream();
            var bytes = new byte[Math.Min(file.Length, most + 1)];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The theme's {Problem}")]
    private partial void IsWrong(string problem);
}
