using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Questions;
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

    /// <summary>A file and the fields around it; or a text, whose letters may take three times their room in a form.</summary>
    internal const long LargestBody = (4 * 1024 * 1024) + (64 * 1024);

    /// <summary>More than the text of a pool can come to in practice; beyond that only the first are shown.</summary>
    private const int MostMends = 5_000;

    private const int LongestLine = 120;

    internal static async Task<Revision?> RevisionAsync(string slug, LearningDb db, RevisionCache revisions, CancellationToken cancellation)
    {
        var id = await db.Courses.AsNoTracking().Where(c => c.Slug == slug).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation);
        return id is null ? null : await revisions.GetAsync(db, id.Value, cancellation);
    }

    internal static View Show(Revision revision, string name, string text, InterfaceTexts texts, BankReading? reading = null)
    {
        var (_, problems) = Check(revision, name, text);
        return Page(Model(revision, name, text, problems, texts, reading), texts);
    }

    /// <summary>With a script that leads from what is to be mended to its line, while there is something to mend.</summary>
    internal static View Page(BankTextModel model, InterfaceTexts texts, int status = StatusCodes.Status200OK) =>
        new("QuestionBanks/BankText", model, texts["QuestionBanks.Title"]) { Status = status, Scripts = model.MendCount > 0 ? ["scripts/mend.js"] : [] };

    internal static AddedText Check(Revision revision, string name, string text, IEnumerable<string>? except = null) =>
        AddedText.ReadPool(FileName(name), text, BankCourses.Around(revision, except));

    internal static string FileName(string name) => BankPool.NameOf(name.Length > 100 ? name[..100] : name) + ".pool.md";

    internal static BankTextModel Model(Revision revision, string name, string text, IReadOnlyList<Problem> problems, InterfaceTexts texts, BankReading? reading) => new()
    {
        CourseSlug = revision.Outline.Slug,
        CourseTitle = revision.Outline.Title,
        Name = name,
        FileName = FileName(name),
        Text = text,
        Language = revision.Outline.Language,
        IsFromFile = reading is not null,
        Items = [.. reading?.Items.Select(item => new ReadItem(texts["QuestionBanks.FileLine", $"{item.Line}"], item.Prompt.Length > 0 ? BankHtml.ToPlain(item.Prompt) : item.Title)) ?? []],
        ItemCount = reading?.Items.Count ?? 0,
        KeptOut = [.. Said(reading, keepsOut: true, texts)],
        Notes = [.. Said(reading, keepsOut: false, texts)],
        ProblemCount = reading?.ProblemCount ?? 0,
        ShownProblems = reading?.Problems.Count ?? 0,
        Mends = Mended(problems, text, texts),
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

        public required string Text { get; init; }

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
        public long? MaxRequestBodySize => LargestBody;

        public IResult AnswerToTooMuch(HttpContext http) => TooLargeFile();
    }

    internal sealed class TextLimit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => LargestBody;

        public IResult AnswerToTooMuch(HttpContext http) => Refused(StatusCodes.Status413PayloadTooLarge, Start, "QuestionBanks.TooMuchText");
    }
}
