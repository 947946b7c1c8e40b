using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.QuestionBanks;

/// <summary><c>POST /banks/readings</c>: reads a file of questions for a course and shows what came of it: a pool, or a survey where nothing in it is right or wrong. Nothing is kept.</summary>
public static class ReadBank
{
    public static void MapReadBank(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/banks/readings", Post).RequireAuthorization(Policies.Author).WithMetadata(new BankTextPage.FileLimit()).WithName($"Learning.{nameof(ReadBank)}");

    internal static async Task<IResult> Post(HttpRequest request, LearningDb db, RevisionCache revisions, CourseFiles files, InterfaceTexts texts, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var revision = await BankTextPage.RevisionAsync($"{form["course"]}", db, revisions, cancellation);
        if (revision is null)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        var back = $"{BankTextPage.Start}?course={Uri.EscapeDataString(revision.Outline.Slug)}";
        var file = form.Files.GetFile("file");
        if (file is null or { Length: 0 })
        {
            return BankTextPage.Refused(StatusCodes.Status400BadRequest, back, "QuestionBanks.NoFile");
        }

        var limits = BankLimits.Default;
        if (file.Length > limits.MostBytes)
        {
            return BankTextPage.TooLargeFile(back);
        }

        var format = $"{form["format"]}";
        if (format.Length > 0 && BankFormats.Find(format) is null)
        {
            return BankTextPage.Refused(StatusCodes.Status400BadRequest, back, "QuestionBanks.NoSuchFormat");
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellation);
        var reading = BankFormats.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), file.FileName, BankFormats.Find(format), limits);

        var module = reading.IsSurvey ? Known($"{form["module"]}", id => revision.Outline.Modules.Any(m => m.Id == id)) ?? revision.Outline.Modules[0].Id : null;
        reading = reading.Only(isSurvey: module is not null);
        var name = BankTidy.Plain($"{form["name"]}") is { Length: > 0 } given ? given : Path.GetFileNameWithoutExtension(file.FileName);
        var course = BankCourses.Of(revision) with { Media = await MediaAsync(reading, module, revision, files, cancellation) };
        var words = BankWords.In(course.Language, texts);
        var choices = new BankChoices(Known($"{form["objective"]}", course.Objectives.Contains), Known($"{form["lesson"]}", course.Lessons.ContainsKey));
        var pool = module is null ? BankPool.Write(reading.Items, name, course, choices, words) : BankPool.WriteSurvey(reading.Items, name, course, words);
        if (pool.Pictures.Sum(picture => (long)picture.Bytes.Length) > limits.MostBytes)   // a package may hold more than its own size, and all of it would come along with each post
        {
            return BankTextPage.Refused(StatusCodes.Status413PayloadTooLarge, back, "QuestionBanks.TooMuchPicture", $"{limits.MostBytes / 1024 / 1024}");
        }

        return System.Text.Encoding.UTF8.GetByteCount(pool.Markdown) > AddedText.MostBytes
            ? BankTextPage.Refused(StatusCodes.Status413PayloadTooLarge, back, "QuestionBanks.TooMuchText")
            : BankTextPage.Show(new(revision, name, reading.Items.Count == 0 ? "" : pool.Markdown) { Module = module, Pictures = pool.Pictures }, texts, reading);
    }

    /// <summary>What lies in the folder where the pictures will go: their names have to be others.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> MediaAsync(BankReading reading, string? module, Revision revision, CourseFiles files, CancellationToken cancellation) =>
        reading.Items.Any(item => item.Pictures.Count > 0) && BankFolder.Of(await files.ReadAsync(revision.Id, cancellation), module) is { } folder ? folder.Media : new Dictionary<string, string>();

    private static string? Known(string id, Predicate<string> isKnown) => isKnown(id) ? id : null;
}
