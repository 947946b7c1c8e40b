using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Pictures;
using Learning.Authoring.Registers;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring;

/// <summary>
/// All files of a course's folder as they lie there, for whoever goes on working on them: also those that <c>check</c> finds fault with. What nobody could go on working on is named: a text that is not UTF-8, a file
/// that is too large, a picture that is none or has scripts in it, a recording that is none, captions that cannot be read.
/// </summary>
public sealed record FolderFiles(string CourseId, string Slug, IReadOnlyList<ContentFile> Files, IReadOnlyList<Problem> Faults)
{
    public const int MostBytes = 1024 * 1024;

    /// <summary>The courses in a content root, each by its folder.</summary>
    /// <param name="inside">A folder with courses below it, or a course.</param>
    public static IReadOnlyList<FolderFiles> Below(IFileProvider content, string inside)
    {
        var tree = new ContentTree(content);
        return [.. Courses(tree, inside, 0).Select(path => Read(tree, path))];
    }

    private static IEnumerable<string> Courses(ContentTree tree, string folder, int depth) =>
        tree.HasFile(ContentPath.Join(folder, CoursePage.FileName)) ? [folder]
        : depth > ContentTree.DeepestFolder ? []
        : tree.FoldersIn(folder).SelectMany(name => Courses(tree, ContentPath.Join(folder, name), depth + 1));

    private static FolderFiles Read(ContentTree tree, string path)
    {
        var problems = new Problems();
        var files = new List<ContentFile>();
        var slug = ContentPath.Name(path);
        foreach (var register in new[] { SourceRegister.FileName, Glossary.FileName }.Select(name => SourceRegister.Nearest(tree, path, name)).OfType<string>().Where(register => !ContentPath.IsWithin(register, path) || path.Length == 0))
        {
            Take(register, ContentPath.Name(register));
        }

        foreach (var file in Below(tree, path, 0).Where(file => path.Length > 0 || ContentPath.Name(file) is not (SourceRegister.FileName or Glossary.FileName)))
        {
            Take(file, ContentPath.Join($"courses/{slug}".TrimEnd('/'), path.Length == 0 ? file : file[(path.Length + 1)..]));
        }

        var course = PageFile.Read(tree, ContentPath.Join(path, CoursePage.FileName), Rendering.MarkdownForms.Page, new());
        var id = Translations.Exchange.HeadPieces.Value(course?.Front, "id") ?? "";
        if (id.Length == 0)
        {
            problems.Add(Spot.Start(ContentPath.Join(path, CoursePage.FileName)), "missing-id", "The course has no id.", "Write id: in its front matter.");
        }

        return new(id, slug, files, problems.InOrder);

        void Take(string file, string to)
        {
            var isText = ContentPath.Extension(file) is ".md" or ".csv";
            var clip = ClipType.Of(ContentPath.Extension(file));
            if ((!isText && clip is null && !CaptionNames.IsOne(file) && PictureType.Of(ContentPath.Extension(file)) is null) || tree.Read(file, clip?.MostBytes ?? MostBytes, problems) is not { } bytes)
            {
                return;   // nothing in a course is of another kind
            }

            if (isText)
            {
                SourceText.Read(tree, file, problems);   // says where it is no text
            }
            else if (CaptionNames.IsOne(file))
            {
                if (SourceText.Read(tree, file, problems) is { } captions)
                {
                    WebVtt.Check(captions, problems);
                }
            }
            else if ((clip is null ? Picture.Read(file, () => bytes).Fault : Clip.Read(file, _ => bytes).Fault) is { } fault)
            {
                problems.Add(Spot.Start(file), fault.Code, fault.Reason, fault.Remedy);
            }

            files.Add(new(to, bytes));
        }
    }

    private static IEnumerable<string> Below(ContentTree tree, string folder, int depth) => depth > ContentTree.DeepestFolder ? [] :
        tree.FilesIn(folder).Select(name => ContentPath.Join(folder, name)).Concat(tree.FoldersIn(folder).SelectMany(name => Below(tree, ContentPath.Join(folder, name), depth + 1)));
}
