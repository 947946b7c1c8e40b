using System.Text.Json;
using Learning.Credentials.Paper;
using Learning.Theming;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Abstractions;

namespace Learning.Tests.Credentials.Paper;

/// <summary>What the theme says, read from its folder.</summary>
public sealed class CertificateThemeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("theme");

    public CertificateThemeTests()
    {
        _folder.CreateSubdirectory("union/certificate");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "union", "certificate", "logo.png"), ReadDesignTests.Picture(30, 20));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "secret.png"), ReadDesignTests.Picture(30, 20));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_standard_theme_has_the_standard_design() => Assert.Same(CertificateDesign.Standard, Theme().Design);

    [Theory]
    [InlineData("certificate/logo.png", true)]
    [InlineData("../secret.png", false)]
    [InlineData("certificate/../../secret.png", false)]
    [InlineData("{folder}/secret.png", false)]
    [InlineData("certificate", false)]
    [InlineData("a\0b:*?.png", false)]
    [InlineData("", false)]
    public void A_picture_is_a_file_of_the_theme_and_nothing_else(string path, bool isTaken)
    {
        var named = path.Replace("{folder}", _folder.FullName, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "union", "certificate.json"), JsonSerializer.Serialize(new { logo = named }));

        Assert.Equal(isTaken, Theme().Design.Logo is not null);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "union", "certificate.json"), $$"""{"paper": "letter"}{{new string(' ', ReadDesign.MostBytes)}}""");

        Assert.Same(CertificateDesign.Standard, Theme().Design);
    }

    private CertificateTheme Theme() => new(new ThemeFiles([new PhysicalFileProvider(Path.Combine(_folder.FullName, "union"))]), NullLogger<CertificateTheme>.Instance);
}
