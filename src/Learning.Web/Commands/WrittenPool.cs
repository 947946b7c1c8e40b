using System.Security.Cryptography;
using Learning.QuestionBanks;

namespace Learning.Web.Commands;

/// <summary>The files a bank becomes in a course's folder: the text, and its pictures in the folder media beside it.</summary>
internal static class WrittenPool
{
    /// <summary>What lies where the pictures go, each with the hash of its bytes.</summary>
    public static IReadOnlyDictionary<string, string> MediaBeside(string target)
    {
        var folder = Path.Combine(Path.GetDirectoryName(target)!, "media");
        return !Directory.Exists(folder) ? new Dictionary<string, string>() : Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), Hash, StringComparer.Ordinal);
    }

    /// <summary>All beside their places first, then moved, the text last: whoever reads meanwhile sees the old text or the new one, with its pictures. What is there already is the same.</summary>
    public static void Write(string target, BankPoolText pool)
    {
        var folder = Path.GetDirectoryName(target)!;
        var pictures = pool.Pictures.Select(picture => (Path: Path.Combine(folder, picture.Path), picture.Bytes)).Where(picture => !File.Exists(picture.Path)).ToArray();
        foreach (var (path, bytes) in pictures)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path + ".new", bytes);
        }

        File.WriteAllText(target + ".new", pool.Markdown);
        foreach (var (path, _) in pictures)
        {
            File.Move(path + ".new", path);
        }

        File.Move(target + ".new", target, overwrite: true);
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
