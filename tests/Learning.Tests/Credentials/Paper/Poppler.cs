using System.Diagnostics;
using SkiaSharp;

namespace Learning.Tests.Credentials.Paper;

/// <summary>Reads a PDF with tools that are not ours: Poppler's, of the package poppler-utils.</summary>
internal static class Poppler
{
    public static string Info(byte[] pdf) => Run("pdfinfo", pdf, "-");

    /// <summary>In the order in which somebody reads it.</summary>
    public static string Text(byte[] pdf) => Run("pdftotext", pdf, "-enc", "UTF-8", "-", "-");

    public static IReadOnlyList<string[]> Fonts(byte[] pdf)
    {
        var lines = Run("pdffonts", pdf, "-").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("name ", lines[0], StringComparison.Ordinal);
        return [.. lines.Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>The page as it is seen, a pixel a point.</summary>
    public static SKBitmap Picture(byte[] pdf)
    {
        using var file = new MemoryStream();
        Run("pdftoppm", pdf, file, "-r", "72", "-png", "-singlefile", "-");
        return SKBitmap.Decode(file.ToArray());
    }

    private static string Run(string tool, byte[] pdf, params string[] arguments)
    {
        using var output = new MemoryStream();
        Run(tool, pdf, output, arguments);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    private static void Run(string tool, byte[] pdf, MemoryStream output, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var complaint = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(pdf);
        process.StandardInput.Close();
        process.WaitForExit();
        reading.Wait();
        Assert.True(process.ExitCode == 0 && complaint.Result.Length == 0, $"{tool}: {complaint.Result}");
    }
}
