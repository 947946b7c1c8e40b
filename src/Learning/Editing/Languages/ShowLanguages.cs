using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Authoring.Parts;
using Learning.Authoring.Translations;
using Learning.Authoring.Translations.Desk;
using Learning.Authoring.Translations.Exchange;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Languages;

/// <summary>
/// The languages of a draft: how far each is, the texts with open pieces, and the way out to other programs and back: <c>GET …/fr.xlf</c> gives XLIFF 2.1, <c>POST …/files</c> takes it in. A language begins with the first piece that is kept in it.
/// For authors. Refusals: 404 no such draft or language; 400 no file; 409 the draft is closed, or somebody else wrote meanwhile; 413 more than 16 MB; 422 the course has faults, or the file was made from another wording, course or language:
/// each piece is named, and nothing is taken unless the rest is asked for.
/// </summary>
public static class ShowLanguages
{
    private const int MostShown = 200;

    public static void MapShowLanguages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(LanguageAddresses.Languages, Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowLanguages)}");
        routes.MapGet(LanguageAddresses.Languages + "/{language}.xlf", GetFile).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName("Learning.ServeTranslationFile");
        routes.MapPost(LanguageAddresses.Languages + "/files", PostFile).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithMetadata(new Limit()).WithName("Learning.TakeTranslationFile");
    }

    internal static async Task<IResult> Get(Guid id, ReadDraft drafts, SheetCounts counts, InterfaceTexts texts, CancellationToken cancellation) =>
        await drafts.ReadAsync(id, cancellation) is { } folder ? Show(folder, counts, texts, null, StatusCodes.Status200OK) : NotThere("Translate.NoSuch");

    internal static async Task<IResult> GetFile(Guid id, string language, ReadDraft drafts, SheetCounts counts, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder || !Sheet.IsLanguage(language, Sheet.PagesOf(folder.Content, folder.Course).Language))
        {
            return NotThere("Translate.NoSuch");
        }

        var export = ExportTranslation.Run(folder.Content, folder.Course, language);
        return export.Document is { } document
            ? TypedResults.File(document, "application/xliff+xml", $"{folder.Draft.Slug}.{language}.xlf")
            : Show(folder, counts, texts, new(texts["Languages.Faulty"], Said(export.Problems), export.Problems.Count), StatusCodes.Status422UnprocessableEntity);
    }

    internal static async Task<IResult> PostFile(Guid id, HttpRequest request, ClaimsPrincipal user, ReadDraft drafts, WriteDraft write, SheetCounts counts, InterfaceTexts texts, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (await drafts.ReadAsync(id, cancellation) is not { } folder)
        {
            return NotThere("Translate.NoSuch");
        }

        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return Show(folder, counts, texts, new(texts["Languages.NoFile"], [], 0), StatusCodes.Status400BadRequest);
        }

        if (!folder.Draft.IsOpen)
        {
            return new Refusal(StatusCodes.Status409Conflict, "Translate.Closed") { WayBack = new(LanguageAddresses.Of(id), "Translate.ToLanguages") };
        }

        if (file.Length > TranslationImport.MostBytes)
        {
            return TooLarge(id);
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellation);
        var isPartial = form["partial"] == "yes";
        var import = ImportTranslation.Run(folder.Content, bytes.ToArray(), Path.GetFileName(file.FileName), isPartial);
        if (import.Faults.Count > 0 || (import.Refused.Count > 0 && !isPartial))
        {
            var all = import.Faults.Concat(import.Refused).ToArray();
            return Show(folder, counts, texts, new(texts[import.Faults.Count > 0 ? "Languages.NotTaken" : "Languages.Refused"], Said(all), all.Length), StatusCodes.Status422UnprocessableEntity);
        }

        foreach (var (path, text) in import.Files)
        {
            var written = await write.TextAsync(id, path, folder.Files.GetValueOrDefault(path)?.Hash ?? WriteDraft.NoFile, text, user.LearnerId, cancellation);
            if (written.As is not (WrittenAs.Kept or WrittenAs.Merged))
            {
                return Show((await drafts.ReadAsync(id, cancellation))!, counts, texts, new(texts["Languages.Meanwhile", path], [], 0), StatusCodes.Status409Conflict);
            }
        }

        var told = new ToldView(texts["Languages.Taken", InterfaceCulture.NameOf(import.Language), import.Pieces.Changed, import.Pieces.Confirmed, import.Pieces.Untranslated], Said(import.Refused), import.Refused.Count) { IsDone = true };
        return Show((await drafts.ReadAsync(id, cancellation))!, counts, texts, told, StatusCodes.Status200OK);
    }

    private static View Show(DraftFolder folder, SheetCounts counts, InterfaceTexts texts, ToldView? told, int status)
    {
        var (own, paths) = Sheet.PagesOf(folder.Content, folder.Course);
        var all = InterfaceTexts.Languages.Union(OtherLanguages(folder, own)).Where(l => l != own && Sheet.IsLanguage(l, own));
        var languages = all.Select(language => LanguageOf(folder, language, paths, counts)).ToArray();
        var title = texts["Languages.Title"];
        var name = Sheet.Read(folder.Content, $"{folder.Course}/course.md", languages.Length > 0 ? languages[0].Language : "fr").Sheet?.Title ?? folder.Draft.Slug;
        return new(
            "Editing/ShowLanguages",
            new LanguagesModel(DraftAddresses.Of(folder.Draft.Id), LanguageAddresses.Of(folder.Draft.Id), name, own, InterfaceCulture.NameOf(own), folder.Draft.IsOpen, folder.Draft.Slug, folder.Draft.BaseRevisionId is null, TranslationImport.MostBytes / 1024 / 1024, told, languages),
            $"{title} – {name}") { Status = status, Address = LanguageAddresses.Of(folder.Draft.Id) };
    }

    /// <summary>Languages that the interface does not speak and the course has.</summary>
    private static IEnumerable<string> OtherLanguages(DraftFolder folder, string own) =>
        folder.Files.Keys.Select(Translation.LanguageOf).OfType<string>().Distinct().Where(code => folder.Files.ContainsKey(Sheet.PathOf($"{folder.Course}/course.md", code)) && Sheet.IsLanguage(code, own));

    private static LanguageView LanguageOf(DraftFolder folder, string language, IReadOnlyList<string> paths, SheetCounts counts)
    {
        var pages = paths.Select(path => (Path: path, Count: counts.Of(folder, path, language))).ToArray();
        var sum = new TranslationCount(pages.Sum(p => p.Count?.Current ?? 0), pages.Sum(p => p.Count?.Stale ?? 0), pages.Sum(p => p.Count?.Missing ?? 0));
        return new(
            language,
            InterfaceCulture.NameOf(language),
            folder.Files.ContainsKey(Sheet.PathOf($"{folder.Course}/course.md", language)),
            sum.Current + sum.Stale > 0,
            sum,
            sum.Current + sum.Stale + sum.Missing,
            $"{LanguageAddresses.Of(folder.Draft.Id)}/{language}.xlf",
            LanguageAddresses.Page(folder.Draft.Id, language, $"{folder.Course}/course.md"),
            [.. pages.OrderBy(p => p.Count is { Stale: 0, Missing: 0 }).Select(p => new PageRow(LanguageAddresses.Page(folder.Draft.Id, language, p.Path), p.Path[(folder.Course.Length + 1)..], p.Count, p.Count is not { Stale: 0, Missing: 0 }))]);
    }

    private static IReadOnlyList<string> Said(IReadOnlyList<Problem> problems) => [.. problems.Take(MostShown).Select(p => p.ToString())];

    private static Refusal TooLarge(Guid id) => new(StatusCodes.Status413PayloadTooLarge, "Languages.TooLarge", $"{TranslationImport.MostBytes / 1024 / 1024}") { WayBack = new(LanguageAddresses.Of(id), "Translate.ToLanguages") };

    public sealed record LanguagesModel(string Draft, string Address, string Course, string Own, string OwnName, bool IsOpen, string Slug, bool IsNew, int MostMegabytes, ToldView? Told, IReadOnlyList<LanguageView> Languages);

    /// <param name="Said">In the words of the course's reader; it speaks English, as on the command line.</param>
    public sealed record ToldView(string Text, IReadOnlyList<string> Said, int Count)
    {
        public bool IsDone { get; init; }
    }

    /// <param name="IsOffered">Whether course.md has a translation, so that learners can choose the language.</param>
    /// <param name="IsBegun">Whether anything is translated.</param>
    public sealed record LanguageView(string Language, string Name, bool IsOffered, bool IsBegun, TranslationCount Count, int All, string File, string First, IReadOnlyList<PageRow> Pages);

    /// <param name="Count">Null where the text has to be mended first.</param>
    public sealed record PageRow(string Href, string File, TranslationCount? Count, bool IsOpen);

    private sealed class Limit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => TranslationImport.MostBytes + (64 * 1024);

        public IResult AnswerToTooMuch(HttpContext http) => TooLarge(http.Request.RouteValues["id"] is string id && Guid.TryParse(id, out var draft) ? draft : Guid.Empty);
    }
}
