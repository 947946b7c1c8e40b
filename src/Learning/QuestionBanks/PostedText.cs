using System.IO.Compression;
using System.Text;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Microsoft.AspNetCore.Http;
using static Learning.Theming.Refusals;

namespace Learning.QuestionBanks;

/// <summary>What a form with the Markdown of questions says: a pool, or a survey where it names the module. Nothing is kept of it, so its pictures come along each time.</summary>
internal sealed record PostedText(Revision Revision, string Name, string Text)
{
    /// <summary>The module of a survey; null where it is a pool.</summary>
    public string? Module { get; init; }

    /// <summary>By their paths beside the text.</summary>
    public IReadOnlyList<ContentFile> Pictures { get; init; } = [];

    public string Ending => Module is null ? BankPool.Ending : BankPool.SurveyEnding;

    /// <summary>The name of its file without the ending.</summary>
    public string FileStem => BankPool.NameOf(Name.Length > 100 ? Name[..100] : Name);

    public string FileName => FileStem + Ending;

    /// <summary>What the course's reader says of it.</summary>
    public AddedText Check(IEnumerable<string>? except = null)
    {
        var around = BankCourses.Around(Revision, except);
        return Module is null ? AddedText.ReadPool(FileName, Text, around, Pictures) : AddedText.ReadSurvey(FileName, Text, around, Pictures);
    }

    /// <summary>The text and its pictures in a zip.</summary>
    public byte[] Zip()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in Pictures.Prepend(new(FileName, Encoding.UTF8.GetBytes(Text))))
            {
                using var stream = zip.CreateEntry(part.Path).Open();
                stream.Write(part.Bytes);
            }
        }

        return file.ToArray();
    }

    /// <summary>The posted text, or why it is refused.</summary>
    public static async Task<(PostedText? Text, IResult? Refusal)> ReadAsync(HttpRequest request, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var revision = await BankTextPage.RevisionAsync($"{form["course"]}", db, revisions, cancellation);
        if (revision is null)
        {
            return (null, NotThere("Refusal.NoSuchCourse"));
        }

        var text = $"{form["text"]}".ReplaceLineEndings("\n");
        var module = $"{form["module"]}";
        var (pictures, problem) = Read(form["picture"]);
        return string.IsNullOrWhiteSpace(text) ? (null, Refused(StatusCodes.Status400BadRequest, "QuestionBanks.NoText"))
            : Encoding.UTF8.GetByteCount(text) > AddedText.MostBytes ? (null, Refused(StatusCodes.Status413PayloadTooLarge, "QuestionBanks.TooMuchText"))
            : module.Length > 0 && revision.Outline.Modules.All(m => m.Id != module) ? (null, Refused(StatusCodes.Status400BadRequest, "QuestionBanks.NoSuchModule"))
            : problem is not null ? (null, Refused(StatusCodes.Status400BadRequest, problem.TextKey, [.. problem.Arguments]))
            : (new(revision, BankTidy.Plain($"{form["name"]}"), text) { Module = module.Length > 0 ? module : null, Pictures = pictures }, null);
    }

    /// <summary>Pictures as addresses of their own, checked again: anybody may have written them.</summary>
    private static (IReadOnlyList<ContentFile> Pictures, BankProblem? Problem) Read(IEnumerable<string?> addresses)
    {
        var into = new BankReader(BankLimits.Default);
        var pictures = addresses.Select(address => into.Pictures.Take($"{address}", PictureNames.Folder, 1, into)).OfType<string>().Distinct(StringComparer.Ordinal).Select(into.Pictures.Of).ToArray();
        return ([.. pictures.Select(picture => new ContentFile($"{PictureNames.Folder}/{picture.FileName}", picture.Bytes))], into.Done("").Problems is [var first, ..] ? first : null);
    }

    private static Theming.Refusal Refused(int status, string code, params object[] arguments) => BankTextPage.Refused(status, BankTextPage.Start, code, arguments);
}
