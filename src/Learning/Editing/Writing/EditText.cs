using System.Globalization;
using System.Security.Claims;
using System.Text;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Learning.Editing.Outlines;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Writing;

/// <summary>
/// <c>/drafts/{id}/text?path=</c>: one text of a draft in a field to write in, with what is to be mended beside it. Scripts make a Markdown editor of it that saves by itself and shows the page as learners will see it. For those who
/// write. Refusals: 404 no such draft or it is closed, 404 no such text in it.
/// </summary>
public static class EditText
{
    public static void MapEditText(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts/{id:guid}/text", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithMetadata(new ShowsFrame()).WithName($"Learning.{nameof(EditText)}");

    internal static async Task<IResult> Get(Guid id, string? path, string? saved, ClaimsPrincipal user, EditPage page, ReadDraft drafts, Editors editors, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { Draft.IsOpen: true } folder)
        {
            return DraftAddresses.NotOpen();
        }

        if (path is null || !folder.Files.TryGetValue(path, out var file) || !DraftOutline.IsWritten(path) || TextOfFile.Read(file.Bytes) is not { } text)
        {
            return DraftAddresses.Misplaced(id);
        }

        var others = await editors.VisitAsync(id, path, user, cancellation);
        return await page.ShowAsync(folder, new(path, file.Hash, text) { Saved = saved is "kept" or "merged" ? saved : null }, others, cancellation);
    }
}

/// <summary>A text in the field, and what came of what was asked.</summary>
/// <param name="MadeFrom">The hash of the file it was made from.</param>
internal sealed record EditedText(string Path, string MadeFrom, string Text)
{
    /// <summary>"kept" or "merged", where it was saved a moment ago.</summary>
    public string? Saved { get; init; }

    /// <summary>She asked what is to be mended in it.</summary>
    public bool IsChecked { get; init; }

    /// <summary>What somebody else made of the file meanwhile; "" where it is gone. Null: nothing stands against hers.</summary>
    public string? Theirs { get; init; }

    /// <summary>Why nothing was done.</summary>
    public string? Problem { get; init; }

    /// <summary>The lines that show a picture or a clip which was taken in; they stand at the end of the text.</summary>
    public string? Picture { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;
}

/// <summary>The page on which a text of a draft is written.</summary>
public sealed class EditPage(PreviewText preview, InterfaceTexts texts, TimeProvider clock)
{
    /// <summary>The page's script puts a new id in its place.</summary>
    private const string NewId = "NEW-ID";

    internal async Task<IResult> ShowAsync(DraftFolder folder, EditedText edited, IReadOnlyList<string> others, CancellationToken cancellation)
    {
        var (draft, path) = (folder.Draft, edited.Path);
        var previewing = Task.Run(() => preview.OfAsync(folder, path, edited.Text, cancellation), cancellation);   // beside the outline: both look through the whole course where nobody has yet
        var tree = DraftOutline.Of(folder);
        var language = Translation.LanguageOf(path) ?? CaptionNames.LanguageOf(path) ?? tree.Language;
        var text = tree.Texts.FirstOrDefault(t => t.Path == path || t.Translations.Contains(path));
        var problems = (await previewing)?.Problems ?? [];
        var form = FormOf(folder, text, edited);
        var known = Known.Of(folder, tree);
        var templates = new TextTemplates(texts, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var name = text?.Name ?? ContentPath.Name(path);
        var model = new TextModel
        {
            Draft = DraftAddresses.Of(draft.Id),
            Course = tree.Course?.Name ?? draft.Slug,
            CourseLanguage = tree.Language,
            Path = path,
            ShortPath = ContentPath.IsWithin(path, folder.Course) ? path[(folder.Course.Length + 1)..] : path,
            Href = DraftAddresses.Text(draft.Id, path),
            PreviewHref = DraftAddresses.Preview(draft.Id, path),
            Title = name,
            Kind = text?.Kind.ToString() ?? (CaptionNames.IsOne(path) ? "Captions" : DraftOutline.IsText(path) ? "Text" : "Register"),
            Language = language,
            IsMarkdown = DraftOutline.IsText(path),
            MadeFrom = edited.MadeFrom,
            Text = edited.Text,
            Others = others,
            Saved = edited.Saved,
            IsChecked = edited.IsChecked,
            Theirs = edited.Theirs,
            Problem = edited.Problem,
            Picture = edited.Picture,
            Findings = [.. problems.Select(p => new Finding(p.Line, p.Column, $"{p.Reason} {p.Remedy}"))],
            Languages = text is null ? [] : [.. text.Translations.Prepend(text.Path).Select(p => Link(draft.Id, p, Translation.LanguageOf(p) ?? tree.Language, path))],
            Questions = form switch
            {
                null or { Draws: true } => [],
                { IsSurvey: true } => [.. TextTemplates.SurveyKinds.Select(k => new Insert(texts[$"EditText.Kind.{k}"], templates.SurveyQuestion(k, NewId)))],
                _ => [.. TextTemplates.Kinds.Select(k => new Insert(texts[$"EditText.Kind.{k}"], templates.Question(k, NewId, known.Objective, known.Lesson)))],
            },
            Draws = form is { Draws: true } ? [.. Drawn.Of(folder).Select(d => new DrawChoice(d.Objective, d.Text, d.Questions))] : [],
            Callouts = Callouts(text?.Kind),
            Sources = [.. Registers.Sources(folder).Select(s => new SourceChoice(s.Key, s.Title))],
            Terms = Registers.Terms(folder, language),
            CitesInFront = text?.Kind == TextKind.Lesson,
            TakesClips = text?.Kind is TextKind.Lesson or TextKind.Module or TextKind.Course,
        };
        return new View("Editing/EditText", model, name)
        {
            Status = edited.Status, Scripts = ["scripts/edit.js"], Styles = ["editing.css"], Shape = "wide", Address = DraftAddresses.Text(draft.Id, path),
        };
    }

    /// <summary>Null where it has no questions. A translation has those of its source.</summary>
    private static QuizForm? FormOf(DraftFolder folder, OutlinedText? text, EditedText edited) => text?.Kind switch
    {
        TextKind.Quiz => QuizForm.Of(text.Path, text.Path == edited.Path ? Encoding.UTF8.GetBytes(edited.Text) : folder.Files[text.Path].Bytes),
        TextKind.Pool => default(QuizForm),
        _ => null,
    };

    private static LanguageLink Link(Guid id, string path, string language, string current) => new(DraftAddresses.Text(id, path), language, InterfaceCulture.NameOf(language), path == current);

    /// <summary>A transcript is written with the recording that it belongs to.</summary>
    private static IReadOnlyList<Insert> Callouts(TextKind? kind)
    {
        var labels = TextLabels.For(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return kind is null or TextKind.Quiz or TextKind.Pool ? [] :
            [.. CalloutKinds.All.Where(k => k != CalloutKinds.Transcript && (k != CalloutKinds.Facilitator || kind == TextKind.Lesson)).Select(k => new Insert(CalloutKinds.Title(k, labels), $"> [!{k}]\n> "))];
    }

    public sealed record TextModel
    {
        /// <summary>The draft's page.</summary>
        public required string Draft { get; init; }

        public required string Course { get; init; }

        public required string CourseLanguage { get; init; }

        public required string Path { get; init; }

        /// <summary>Within the course's folder.</summary>
        public required string ShortPath { get; init; }

        public required string Href { get; init; }

        public required string PreviewHref { get; init; }

        public required string Title { get; init; }

        /// <summary>A <see cref="TextKind"/>, or Text, Register, Captions.</summary>
        public required string Kind { get; init; }

        /// <summary>A table of a register is shown as it is written.</summary>
        public bool HasPreview => IsMarkdown || Kind == "Captions";

        public required string Language { get; init; }

        public required bool IsMarkdown { get; init; }

        public required string MadeFrom { get; init; }

        public required string Text { get; init; }

        /// <summary>Who else has it open.</summary>
        public required IReadOnlyList<string> Others { get; init; }

        public required string? Saved { get; init; }

        /// <summary>The field holds something else than the file.</summary>
        public bool IsUnsaved => IsChecked || Theirs is not null || Problem is not null || Picture is not null;

        public required bool IsChecked { get; init; }

        public required string? Theirs { get; init; }

        public required string? Problem { get; init; }

        public required string? Picture { get; init; }

        /// <summary>What the course's reader says; it speaks English, as on the command line.</summary>
        public required IReadOnlyList<Finding> Findings { get; init; }

        public required IReadOnlyList<LanguageLink> Languages { get; init; }

        public required IReadOnlyList<Insert> Questions { get; init; }

        /// <summary>Of a test that draws.</summary>
        public required IReadOnlyList<DrawChoice> Draws { get; init; }

        public required IReadOnlyList<Insert> Callouts { get; init; }

        public required IReadOnlyList<SourceChoice> Sources { get; init; }

        public required IReadOnlyList<string> Terms { get; init; }

        /// <summary>A lesson names its sources in front; elsewhere they stand below what they are for.</summary>
        public required bool CitesInFront { get; init; }

        /// <summary>Among questions none is shown.</summary>
        public required bool TakesClips { get; init; }
    }

    public sealed record Finding(int Line, int Column, string Text);

    public sealed record LanguageLink(string Href, string Language, string Name, bool IsCurrent);

    public sealed record Insert(string Label, string Markdown);

    /// <param name="Questions">How many the pools hold for it.</param>
    public sealed record DrawChoice(string Objective, string Text, int Questions);

    public sealed record SourceChoice(string Key, string Title);
}
