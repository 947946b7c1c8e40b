using System.Text;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Pictures;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Questions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Learning.Authoring;

/// <summary>What a published course gives a pool that is read without the course's folder: ids that are given, and what may be cited.</summary>
public sealed record PoolSurroundings(CourseOutline Outline, IReadOnlyCollection<string> TakenIds, IReadOnlyCollection<Citation> Sources)
{
    /// <summary>The ids of the headings in each lesson.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Sections { get; init; } = new Dictionary<string, IReadOnlySet<string>>();
}

/// <summary>
/// Reads the text of one pool as if it lay in a course that is published. Links lead to the web only: other files of the course are not there. A picture is a problem for the same reason.
/// </summary>
public static class PoolText
{
    public const int MostBytes = SourceText.MostBytes;

    /// <returns>The questions, none where there is a problem; and the problems, in the order of the text.</returns>
    public static (IReadOnlyList<Question> Questions, IReadOnlyList<Problem> Problems) Read(string fileName, string text, PoolSurroundings around, TextLabels? labels = null)
    {
        var problems = new Problems();
        var tree = new ContentTree(new OneFile(fileName, Encoding.UTF8.GetBytes(text)));
        var ids = new Ids(problems);
        foreach (var taken in around.TakenIds.Distinct(StringComparer.Ordinal))
        {
            ids.Take(new(Spot.Start(around.Outline.Slug), taken));
        }

        var knowledge = new CourseKnowledge(
            around.Outline.Language,
            labels ?? TextLabels.For(around.Outline.Language),
            around.Outline.Objectives.Select(o => o.Id).ToHashSet(),
            around.Outline.Activities.Where(a => !a.IsQuiz).Select(a => a.Id).ToHashSet(),
            SourceRegister.Of(around.Sources))
        {
            Sections = around.Sections,
        };
        IReadOnlyList<Question> questions = [];
        if (PoolPage.Read(tree, fileName, ids, problems) is { } pool)
        {
            new LinkResolver(tree, "", _ => null, new PictureShelf(tree, problems), problems).Resolve(pool.File.Text, pool.File.Source);
            questions = new QuestionReader(pool.File, knowledge, problems).Read(pool.Text);
        }

        return (problems.Any ? [] : questions, problems.InOrder);
    }

    /// <summary>A content root with one file.</summary>
    private sealed class OneFile(string name, byte[] bytes) : IFileProvider, IDirectoryContents, IFileInfo
    {
        public bool Exists => true;

        public long Length => bytes.Length;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(bytes, writable: false);

        public IDirectoryContents GetDirectoryContents(string subpath) => subpath.Length == 0 ? this : NotFoundDirectoryContents.Singleton;

        public IFileInfo GetFileInfo(string subpath) => subpath == name ? this : new NotFoundFileInfo(subpath);

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

        public IEnumerator<IFileInfo> GetEnumerator() => ((IEnumerable<IFileInfo>)[this]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
