using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring.Translations;
using Learning.Authoring.Translations.Desk;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Editing.Languages;

/// <summary>
/// One text of a draft side by side with its translation (<c>?path=</c>, the path of the original). Posting it keeps what was changed, piece by piece: two translators of one text both keep theirs, and where both changed
/// one piece the second is asked. Of a question or a head of which only some is translated, learners read the original.
/// For authors. Refusals: 404 no such draft, text or language; 409 the draft is closed, or some pieces were not taken (the page says which, with what was typed); 413 more than 4 MB; 422 the text
/// or its translation cannot be taken apart and has to be mended as a text first.
/// </summary>
public static class TranslateText
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Two a piece and one a group: no text of a course has so many pieces.</summary>
    private const int MostFields = 30_000;
    private const int MostTries = 5;

    public static void MapTranslateText(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(LanguageAddresses.Languages + "/{language}", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(TranslateText)}");
        routes.MapPost(LanguageAddresses.Languages + "/{language}", Post).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithMetadata(new Limit()).WithFormOptions(valueCountLimit: MostFields).WithName("Learning.SaveTranslation");
    }

    internal static async Task<IResult> Get(Guid id, string language, string? path, string? saved, ReadDraft drafts, EarlierSources earlier, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { } folder || Find(folder, language, path) is not { } own)
        {
            return NotThere("Translate.NoSuch");
        }

        var (sheet, problems) = Sheet.Read(folder.Content, path!, language);
        return sheet is null ? ToMend(folder, path!, language, problems, texts) : await ShowAsync(folder, sheet, own, SheetPage.Told.Nothing with { IsSaved = saved == "yes" }, earlier, texts, StatusCodes.Status200OK, cancellation);
    }

    internal static async Task<IResult> Post(
        Guid id, string language, string? path, HttpRequest request, ClaimsPrincipal user, ReadDraft drafts, WriteDraft write, EarlierSources earlier, InterfaceTexts texts, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var pieces = form.Keys.Where(key => key.StartsWith("text.", StringComparison.Ordinal)).Select(key => key["text.".Length..])
            .Select(piece => new SentPiece(piece, $"{form[$"text.{piece}"]}", $"{form[$"was.{piece}"]}", $"{form[$"source.{piece.Split('.')[0]}"]}")).ToArray();   // a piece is named after its group
        var confirmations = form["confirm"].OfType<string>().Select(group => new SentConfirmation(group, $"{form[$"source.{group}"]}")).ToArray();

        for (var attempt = 1; ; attempt++)
        {
            if (await drafts.ReadAsync(id, cancellation) is not { } folder || Find(folder, language, path) is not { } own)
            {
                return NotThere("Translate.NoSuch");
            }

            if (!folder.Draft.IsOpen)
            {
                return new Refusal(StatusCodes.Status409Conflict, "Translate.Closed") { WayBack = new(LanguageAddresses.Of(id), "Translate.ToLanguages") };
            }

            var (sheet, problems) = Sheet.Read(folder.Content, path!, language);
            if (sheet is null)
            {
                return form["stamp"] == "yes" && folder.Files.ContainsKey(Sheet.PathOf(path!, language)) ? await StampAsync(folder, path!, language, write, user, texts, cancellation) : ToMend(folder, path!, language, problems, texts);
            }

            var writing = WriteSheet.Run(folder.Content, sheet, pieces, confirmations);
            if (writing.Text is { } text)
            {
                var written = await write.TextAsync(id, sheet.Path, folder.Files.GetValueOrDefault(sheet.Path)?.Hash ?? WriteDraft.NoFile, text, user.LearnerId, cancellation);
                if (written.As != WrittenAs.Kept)
                {
                    if (attempt < MostTries)
                    {
                        continue;   // somebody wrote between reading and writing: once more, upon theirs
                    }

                    return new Refusal(StatusCodes.Status409Conflict, "Languages.Meanwhile", sheet.Path) { WayBack = new(LanguageAddresses.Page(id, language, path!), "Translate.ToLanguages") };
                }

                folder = (await drafts.ReadAsync(id, cancellation))!;
                sheet = Sheet.Read(folder.Content, path!, language).Sheet ?? sheet;
            }

            if (WantsJson(request))
            {
                return TypedResults.Json(Answer(folder, sheet, own, pieces, writing, texts));
            }

            return writing.Refused.Count == 0
                ? TypedResults.LocalRedirect($"~{LanguageAddresses.Page(id, language, path!)}&saved=yes{Next(sheet, $"{form["from"]}", $"{form["confirm"]}")}")
                : await ShowAsync(folder, sheet, own, new(writing.Refused, pieces.Where(p => writing.Refused.ContainsKey(p.Id)).ToDictionary(p => p.Id, p => p.Text, StringComparer.Ordinal)), earlier, texts, StatusCodes.Status409Conflict, cancellation);
        }
    }

    /// <summary>Somebody wrote the translation as a text, and says that it fits the original as it is now.</summary>
    private static async Task<IResult> StampAsync(DraftFolder folder, string path, string language, WriteDraft write, ClaimsPrincipal user, InterfaceTexts texts, CancellationToken cancellation)
    {
        var file = Sheet.PathOf(path, language);
        var stamp = TranslationStamp.Run(folder.Content, file)[0];
        if (stamp.Text is not { } text)
        {
            return ToMend(folder, path, language, stamp.Problems, texts);
        }

        var written = await write.TextAsync(folder.Draft.Id, file, folder.Files[file].Hash, text, user.LearnerId, cancellation);
        var address = LanguageAddresses.Page(folder.Draft.Id, language, path);
        return written.As is WrittenAs.Kept or WrittenAs.Merged
            ? TypedResults.LocalRedirect($"~{address}")
            : new Refusal(StatusCodes.Status409Conflict, "Languages.Meanwhile", file) { WayBack = new(address, "Translate.ToLanguages") };
    }

    /// <summary>The language of the course; null where it has no such text, or cannot be translated into the language.</summary>
    private static string? Find(DraftFolder folder, string language, string? path)
    {
        var (own, paths) = Sheet.PagesOf(folder.Content, folder.Course);
        return path is not null && Sheet.IsLanguage(language, own) && paths.Contains(path) ? own : null;
    }

    private static string Next(Sheet sheet, string from, string confirmed)
    {
        var pieces = sheet.Groups.SelectMany(g => g.Pieces).ToList();
        var start = pieces.FindLastIndex(p => p.Id == from || p.Id == confirmed || p.Id.StartsWith(confirmed + ".", StringComparison.Ordinal)) + 1;
        var next = pieces.Skip(start).Concat(pieces.Take(start)).FirstOrDefault(p => p.State != TranslationState.Current);
        return next is null ? "" : $"#p-{next.Id}";
    }

    private static async Task<IResult> ShowAsync(DraftFolder folder, Sheet sheet, string own, SheetPage.Told told, EarlierSources earlier, InterfaceTexts texts, int status, CancellationToken cancellation)
    {
        var terms = SheetTerms.Read(folder.Content, folder.Course, own, sheet.Language);
        var model = SheetPage.Model(folder, sheet, terms, await earlier.FindAsync(folder.Draft, sheet, cancellation), own, told, texts);
        return new View("Editing/TranslateText", model, $"{sheet.Title} – {model.Name}") { Status = status, Scripts = ["scripts/translate.js"] };
    }

    private static View ToMend(DraftFolder folder, string path, string language, IReadOnlyList<Authoring.Problem> problems, InterfaceTexts texts) => new(
        "Editing/MendTranslation",
        new MendModel(
            LanguageAddresses.Of(folder.Draft.Id),
            [.. problems.Take(50).Select(p => new MendView(DraftAddresses.Text(folder.Draft.Id, p.File), p.File, $"{p.Line}", $"{p.Reason} {p.Remedy}"))],
            Sheet.PathOf(path, language),
            LanguageAddresses.Page(folder.Draft.Id, language, path),
            folder.Draft.IsOpen && problems.All(p => p.Code == "unstamped")),
        texts["Translate.Mend"]) { Status = StatusCodes.Status422UnprocessableEntity };

    private static SavedBody Answer(DraftFolder folder, Sheet sheet, string own, IReadOnlyList<SentPiece> sent, SheetWriting writing, InterfaceTexts texts)
    {
        var terms = SheetTerms.Read(folder.Content, folder.Course, own, sheet.Language);
        var ids = sent.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var groups = sheet.Groups.Where(g => g.Pieces.Any(p => ids.Contains(p.Id))).ToArray();
        return new(
            sheet.Count.Stale + sheet.Count.Missing,
            [.. groups.SelectMany(g => g.Pieces).Select(p => new SavedPiece(
                p.Id,
                writing.Refused.ContainsKey(p.Id) ? null : p.WordsHash,
                SheetPage.StateOf(p.State),
                texts[p.State switch { TranslationState.Current => "Translations.Current", TranslationState.Stale => "Translations.Stale", _ => "Translations.Missing" }],
                SheetPage.HintsOf(p, terms, texts),
                writing.Refused.TryGetValue(p.Id, out var refused) ? SheetPage.ProblemOf(refused, texts) : null))],
            [.. writing.Refused.Where(r => groups.All(g => g.Pieces.All(p => p.Id != r.Key))).Select(r => new SavedPiece(r.Key, null, "missing", "", [], SheetPage.ProblemOf(r.Value, texts)))]);
    }

    /// <param name="CanStamp">Nothing is wrong but that nobody said which wording it was made from.</param>
    public sealed record MendModel(string Languages, IReadOnlyList<MendView> Problems, string File, string Action, bool CanStamp);

    /// <summary>What the course's reader says; it speaks English, as on the command line.</summary>
    public sealed record MendView(string Href, string File, string Line, string Text);

    /// <param name="Open">How many pieces of the page are open.</param>
    /// <param name="Gone">Pieces that were sent and are no longer in the text.</param>
    public sealed record SavedBody(int Open, IReadOnlyList<SavedPiece> Pieces, IReadOnlyList<SavedPiece> Gone);

    /// <param name="Was">What the next save of the piece begins from; null where it was not taken.</param>
    public sealed record SavedPiece(string Id, string? Was, string State, string StateText, IReadOnlyList<string> Hints, string? Problem);

    private sealed class Limit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => MostBytes;

        public IResult AnswerToTooMuch(HttpContext http) => new Refusal(StatusCodes.Status413PayloadTooLarge, "Translate.TooMuch");
    }
}
