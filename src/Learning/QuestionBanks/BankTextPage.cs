using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;

namespace Learning.QuestionBanks;

/// <summary>The page with the Markdown of a pool that is on its way into a course: what the course's reader says of it, beside its lines. Reading, checking and publishing answer with it.</summary>
public static class BankTextPage
{
    /// <summary>Where banks are brought in.</summary>
    internal const string Start = "/banks";

    /// <summary>A file and the fields around it.</summary>
    internal static readonly long LargestFile = BankLimits.Default.MostBytes + (64 * 1024);

    /// <summary>A text, whose letters may take three times their room in a form; and its pictures, which take a third more in base64.</summary>
    internal static readonly long LargestText = (4 * 1024 * 1024) + (BankLimits.Default.MostBytes * 4L / 3) + (64 * 1024);

    /// <summary>More than the text of a pool can come to in practice; beyond that only the first are shown.</summary>
    private const int MostMends = 5_000;

    private const int LongestLine = 120;

    internal static async Task<Revision?> RevisionAsync(string slug, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var id = await db.Courses.AsNoTracking().Where(c => c.Slug == slug).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation);
        return id is null ? null : await revisions.GetAsync(db, id.Value, cancellation);
    }

    internal static View Show(PostedText posted, InterfaceTexts texts, BankReading? reading = null) =>
        Page(Model(posted, posted.Check().Problems, texts, reading), texts);

    /// <summary>With a script that leads from what is to be mended to its line, while there is something to mend.</summary>
    internal static View Page(BankTextModel model, InterfaceTexts texts, int status = StatusCodes.Status200OK) =>
        new("QuestionBanks/BankText", model, texts["QuestionBanks.Title"]) { Status = status, Address = Start, Scripts = model.MendCount > 0 ? ["scripts/mend.js"] : [] };

    internal static BankTextModel Model(PostedText posted, IReadOnlyList<Problem> problems, InterfaceTexts texts, BankReading? reading) => new()
    {
        CourseSlug = posted.Revision.Outline.Slug,
        CourseTitle = posted.Revision.Outline.Title,
        Name = posted.Name,
        FileName = posted.FileName,
        Module = posted.Module ?? "",
        ModuleTitle = posted.Revision.Outline.Modules.FirstOrDefault(m => m.Id == posted.Module)?.Title ?? "",
        Text = posted.Text,
        Pictures = [.. posted.Pictures.Select(picture => DataAddress.Write(picture))],
        Language = posted.Revision.Outline.Language,
        IsFromFile = reading is not null,
        Items = [.. reading?.Items.Select(item => new ReadItem(texts["QuestionBanks.FileLine", $"{item.Line}"], item.Prompt.Length > 0 ? BankHtml.ToPlain(item.Prompt) : item.Title)) ?? []],
        ItemCount = reading?.Items.Count ?? 0,
        KeptOut = [.. Said(reading, keepsOut: true, texts)],
        Notes = [.. Said(reading, keepsOut: false, texts)],
        ProblemCount = reading?.ProblemCount ?? 0,
        ShownProblems = reading?.Problems.Count ?? 0,
        Mends = Mended(problems, posted.Text, texts),
        MendCount = problems.Count,
        MostMends = MostMends,
    };

    private static IEnumerable<ReadItem> Said(BankReading? reading, bool keepsOut, InterfaceTexts texts) =>
        reading?.Problems.Where(p => p.KeepsOut == keepsOut).Select(p => new ReadItem((p.Part.Length > 0 ? $"{p.Part}{texts["Sign.Colon"]} " : "") + texts["QuestionBanks.FileLine", $"{p.Line}"], p.Say(texts))) ?? [];

    private static IReadOnlyList<Mend> Mended(IReadOnlyList<Problem> problems, string text, InterfaceTexts texts)
    {
        var lines = text.Split('\n');
        return [.. problems.Take(MostMends).Select(p => new Mend(p.Line, texts["QuestionBanks.Line", $"{p.Line}"], $"{p.Reason} {p.Remedy}", Shown(lines.ElementAtOrDefault(p.Line - 1) ?? "")))];
    }

    /// <summary>As much of a line as tells which it is.</summary>
    private static string Shown(string line)
    {
        var words = line.Trim();
        return words.Length <= LongestLine ? words : string.Concat(words.AsSpan(0, char.IsHighSurrogate(words[LongestLine - 1]) ? LongestLine - 1 : LongestLine), " …");
    }

    public sealed record ReadItem(string Place, string Text);

    /// <summary>Something to mend in the text: in which line, what, and how the line reads.</summary>
    public sealed record Mend(int Line, string Place, string Text, string Words);

    public sealed record BankTextModel
    {
        public required string CourseSlug { get; init; }

        public required string CourseTitle { get; init; }

        public required string Name { get; init; }

        public required string FileName { get; init; }

        /// <summary>The id of the module a survey goes into; empty where it is a pool.</summary>
        public required string Module { get; init; }

        public required string ModuleTitle { get; init; }

        public required string Text { get; init; }

        /// <summary>The pictures that come along, as addresses of their own.</summary>
        public required IReadOnlyList<string> Pictures { get; init; }

        public required string Language { get; init; }

        public required bool IsFromFile { get; init; }

        public required IReadOnlyList<ReadItem> Items { get; init; }

        public required int ItemCount { get; init; }

        public required IReadOnlyList<ReadItem> KeptOut { get; init; }

        public required IReadOnlyList<ReadItem> Notes { get; init; }

        public required int ProblemCount { get; init; }

        public required int ShownProblems { get; init; }

        /// <summary>What the course's reader says; it speaks English, as on the command line.</summary>
        public required IReadOnlyList<Mend> Mends { get; init; }

        public required int MendCount { get; init; }

        public required int MostMends { get; init; }

        /// <summary>The revision that holds the questions now; null before that.</summary>
        public int? Published { get; init; }

        /// <summary>Why nothing was done; null where something was.</summary>
        public string? Problem { get; init; }
    }

    internal static Refusal TooLargeFile(string back = Start) =>
        Refused(StatusCodes.Status413PayloadTooLarge, back, "QuestionBanks.TooMuch", $"{BankLimits.Default.MostBytes / 1024 / 1024}");

    internal static Refusal Refused(int status, string back, string code, params object[] arguments) => new(status, code, arguments) { WayBack = new(back, "QuestionBanks.Back") };

    internal sealed class FileLimit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => LargestFile;

        public IResult AnswerToTooMuch(HttpContext http) => TooLargeFile();
    }

    internal sealed class TextLimit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => LargestText;

        public IResult AnswerToTooMuch(HttpContext http) => Refused(StatusCodes.Status413PayloadTooLarge, Start, "QuestionBanks.TooMuchText");
    }
}
