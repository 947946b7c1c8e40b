using System.Security.Cryptography;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;

namespace Learning.QuestionBanks;

/// <summary>Where a text and its pictures go among the files of a published course: a pool beside <c>course.md</c>, a survey beside the <c>module.md</c> of its module.</summary>
internal sealed class BankFolder(IReadOnlyList<ContentFile> files, string folder)
{
    /// <summary>Null where the course was published before its files were kept, or has no such folder.</summary>
    public static BankFolder? Of(IReadOnlyList<ContentFile> files, string? module)
    {
        if (files.Where(f => f.Path.EndsWith("/" + CoursePage.FileName, StringComparison.Ordinal)).MinBy(f => f.Path.Length) is not { } course)
        {
            return null;
        }

        var folder = ContentPath.Folder(course.Path);
        if (module is null)
        {
            return new(files, folder);
        }

        var read = CourseFolder.Read(new ContentTree(new FewFiles(files)), folder, DateOnly.MaxValue, new Problems());
        return read.Modules.FirstOrDefault(m => m.Id == module)?.File is { } page ? new(files, ContentPath.Folder(page.Source.File)) : null;
    }

    /// <summary>The pictures that lie there, by name, each with the hash of its bytes.</summary>
    public IReadOnlyDictionary<string, string> Media => files.Where(f => ContentPath.Folder(f.Path) == MediaFolder)
        .ToDictionary(f => ContentPath.Name(f.Path), f => Convert.ToHexStringLower(SHA256.HashData(f.Bytes)), StringComparer.Ordinal);

    private string MediaFolder => ContentPath.Join(folder, PictureNames.Folder);

    /// <summary>The files with a text more, under a name that is free, and its pictures; null where another picture has the name of one of them by now.</summary>
    public IReadOnlyList<ContentFile>? With(string name, string ending, byte[] text, IReadOnlyList<MediaFile> pictures)
    {
        var media = Media;
        if (pictures.Any(picture => media.GetValueOrDefault(picture.FileName, picture.Hash) != picture.Hash))
        {
            return null;
        }

        var path = Enumerable.Range(1, int.MaxValue)
            .Select(n => ContentPath.Join(folder, (n == 1 ? name : $"{name}-{n}") + ending))
            .First(free => files.All(f => f.Path != free));
        return
        [
            .. files,
            new(path, text),
            .. pictures.Where(picture => !media.ContainsKey(picture.FileName)).DistinctBy(picture => picture.FileName).Select(picture => new ContentFile(ContentPath.Join(MediaFolder, picture.FileName), picture.Bytes)),
        ];
    }
}
