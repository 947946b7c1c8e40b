using System.Security.Claims;
using Learning.Accounts;
using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Learning.Editing.Outlines;

/// <summary>
/// <c>/drafts/{id}</c>: a draft as the tree of its modules and activities, with what is to be mended in each and what was changed; from here its texts are opened, moved, added and taken out. For those who write. Refusal: 404 no such
/// draft, or it is closed.
/// </summary>
public static class ShowDraft
{
    /// <summary>Each text offers all modules beside it, as long as that stays a page.</summary>
    private const int MostModules = 20;

    public static void MapShowDraft(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts/{id:guid}", Get).RequireAuthorization(Policies.Author).AllowCookieRedirect().WithName($"Learning.{nameof(ShowDraft)}");

    internal static async Task<IResult> Get(
        Guid id, string? moved, string? taken, ClaimsPrincipal user, ReadDraft drafts, CheckDraft check, Editors editors, IAuthorizationService authorization, LearningOptions options, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await drafts.ReadAsync(id, cancellation) is not { Draft.IsOpen: true } folder)
        {
            return DraftAddresses.NotOpen();
        }

        var tree = DraftOutline.Of(folder);
        var found = await check.WithinAsync(options.FindingsPatience, folder, cancellation);
        var problems = (found ?? []).ToLookup(p => p.File, StringComparer.Ordinal);
        var changed = folder.Changed.ToHashSet(StringComparer.Ordinal);
        var atWork = (await editors.AtWorkAsync(cancellation))[id].ToList();
        var known = tree.Texts.SelectMany(t => t.Translations.Append(t.Path)).ToHashSet(StringComparer.Ordinal);
        var title = tree.Course?.Name ?? folder.Draft.Slug;
        var model = new DraftModel
        {
            Id = id,
            Href = DraftAddresses.Of(id),
            Title = title,
            Language = tree.Language,
            Slug = folder.Draft.Slug,
            State = folder.Draft.State.ToString(),
            BaseNumber = folder.Draft.BaseNumber,
            AtWork = atWork,
            IsBeingChecked = found is null,
            ProblemCount = problems.Sum(p => p.Count()),
            Course = tree.Course is { } course ? Row(course, null) : null,
            Modules = [.. tree.Modules.Select(m => new ModuleRow(m.Folder, Row(m.Page, m), [.. m.Texts.Select(t => Row(t, m))]))],
            Pools = [.. tree.Pools.Select(p => Row(p, null))],
            Registers = [.. tree.Others.Where(path => DraftOutline.IsWritten(path) && !CaptionNames.IsOne(path)).Select(Other)],
            Captions = [.. tree.Others.Where(CaptionNames.IsOne).Select(Other)],
            Pictures = [.. tree.Others.Where(path => !DraftOutline.IsWritten(path)).Select(Other)],
            Gone = [.. changed.Where(path => !folder.Files.ContainsKey(path)).Order(StringComparer.Ordinal)],
            Changed = changed.Count,
            Problems =
            [
                .. problems.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new FileProblems(
                    p.Key, folder.Files.ContainsKey(p.Key) && DraftOutline.IsWritten(p.Key) ? DraftAddresses.Text(id, p.Key) : null, [.. p.Select(one => new ProblemRow(one.Line, $"{one.Reason} {one.Remedy}"))])),
            ],
            Moved = moved is not null && known.Contains(moved),
            Taken = taken is not null,
            MayDiscard = await DiscardDraft.MayAsync(folder.Draft, user, authorization),
        };
        return new View("Editing/ShowDraft", model, texts["Drafts.OfCourse", title]) { Scripts = ["scripts/outline.js"], Styles = ["editing.css"] };

        TextRow Row(OutlinedText text, OutlinedModule? module)
        {
            var files = text.Translations.Append(text.Path).ToList();
            return new(
                text.Path,
                DraftAddresses.Text(id, text.Path),
                text.Kind.ToString(),
                text.Name,
                text.Id,
                problems[text.Path].Count(),
                files.Any(changed.Contains),
                moved == text.Path,
                [.. text.Translations.Select(t => new TranslationRow(Translation.LanguageOf(t)!, InterfaceCulture.NameOf(Translation.LanguageOf(t)!), DraftAddresses.Text(id, t), problems[t].Count(), changed.Contains(t)))],
                module is null || text.Kind is TextKind.Module || tree.Modules.Count > MostModules ? [] : [.. tree.Modules.Where(m => m != module).Select(m => new ModuleChoice(m.Folder, m.Page.Name))],
                module is not null && text.Kind is not TextKind.Module && tree.Modules.Count > MostModules ? MoveText.Page(id, text.Path) : null);
        }

        OtherRow Other(string path) => new(
            path,
            folder.Course.Length < path.Length && ContentPath.IsWithin(path, folder.Course) ? path[(folder.Course.Length + 1)..] : path,
            DraftOutline.IsWritten(path) ? DraftAddresses.Text(id, path) : ServeDraftMedia.Address(id, folder.Files[path]),
            problems[path].Count(),
            changed.Contains(path),
            ContentPath.IsWithin(path, folder.Course));
    }

    public sealed record DraftModel
    {
        public required Guid Id { get; init; }

        public required string Href { get; init; }

        public required string Title { get; init; }

        public required string Language { get; init; }

        public required string Slug { get; init; }

        public required string State { get; init; }

        public required int BaseNumber { get; init; }

        public required IReadOnlyList<string> AtWork { get; init; }

        /// <summary>Problems are still being looked for; none are shown.</summary>
        public required bool IsBeingChecked { get; init; }

        public required int ProblemCount { get; init; }

        public required TextRow? Course { get; init; }

        public required IReadOnlyList<ModuleRow> Modules { get; init; }

        /// <summary>Beside course.md, in no module.</summary>
        public required IReadOnlyList<TextRow> Pools { get; init; }

        /// <summary>And other texts that have no place in the outline.</summary>
        public required IReadOnlyList<OtherRow> Registers { get; init; }

        /// <summary>Of videos and sounds; they are written like a text.</summary>
        public required IReadOnlyList<OtherRow> Captions { get; init; }

        public required IReadOnlyList<OtherRow> Pictures { get; init; }

        /// <summary>The paths of what was taken out since the revision.</summary>
        public required IReadOnlyList<string> Gone { get; init; }

        public required int Changed { get; init; }

        public required IReadOnlyList<FileProblems> Problems { get; init; }

        public required bool Moved { get; init; }

        public required bool Taken { get; init; }

        public required bool MayDiscard { get; init; }
    }

    public sealed record ModuleRow(string Folder, TextRow Page, IReadOnlyList<TextRow> Texts);

    /// <param name="Elsewhere">The modules it may go into; none where there are many.</param>
    /// <param name="ChooseHref">Then they are chosen from on a page of their own.</param>
    public sealed record TextRow(
        string Path, string Href, string Kind, string Name, string Id, int Problems, bool IsChanged, bool IsMoved, IReadOnlyList<TranslationRow> Translations, IReadOnlyList<ModuleChoice> Elsewhere, string? ChooseHref);

    public sealed record TranslationRow(string Language, string Name, string Href, int Problems, bool IsChanged);

    public sealed record ModuleChoice(string Folder, string Name);

    public sealed record OtherRow(string Path, string Name, string Href, int Problems, bool IsChanged, bool MayGo);

    /// <summary>What is to be mended in a file; it speaks English, as on the command line.</summary>
    public sealed record FileProblems(string Path, string? Href, IReadOnlyList<ProblemRow> Problems);

    public sealed record ProblemRow(int Line, string Text);
}
