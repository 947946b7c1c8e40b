using Learning.Authoring.Files;
using Learning.Authoring.Translations;
using Learning.Authoring.Translations.Desk;
using Learning.Editing.Comparing;
using Learning.Texts;
using Learning.Theming;

namespace Learning.Editing.Languages;

/// <summary>The page on which one text of a draft is translated: its pieces with their translations, what each was made from, and what may have been overlooked.</summary>
public static class SheetPage
{
    /// <summary>What a piece is, by the word its reader has for it.</summary>
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["title"] = "Translate.Kind.Title",
        ["summary"] = "Translate.Kind.Summary",
        ["objective"] = "Translate.Kind.Objective",
        ["heading"] = "Translate.Kind.Heading",
        ["list"] = "Translate.Kind.List",
        ["callout or quotation"] = "Translate.Kind.Callout",
        ["table"] = "Translate.Kind.Table",
        ["footnotes"] = "Translate.Kind.Footnotes",
        ["introduction"] = "Translate.Kind.Introduction",
        ["question"] = "Translate.Kind.Question",
        ["text of the question"] = "Translate.Kind.Body",
        ["typed answers"] = "Translate.Kind.Answers",
        ["option"] = "Translate.Kind.Option",
        ["what is said about the option"] = "Translate.Kind.Feedback",
        ["explanation"] = "Translate.Kind.Explanation",
        ["answer"] = "Translate.Kind.Answer",
        ["places in the sources"] = "Translate.Kind.Places",
    };

    internal sealed record Told(IReadOnlyDictionary<string, NotWritten> Refused, IReadOnlyDictionary<string, string> Typed)
    {
        public bool IsSaved { get; init; }

        public static Told Nothing { get; } = new(new Dictionary<string, NotWritten>(), new Dictionary<string, string>());
    }

    internal static SheetModel Model(DraftFolder folder, Sheet sheet, SheetTerms terms, IReadOnlyDictionary<string, SheetGroup> earlier, string own, Told told, InterfaceTexts texts)
    {
        var groups = sheet.Groups.Select(group => GroupOf(group, group.Was is { } was ? earlier.GetValueOrDefault(was) : null)).ToArray();
        return new()
        {
            Draft = DraftAddresses.Of(folder.Draft.Id),
            Languages = LanguageAddresses.Of(folder.Draft.Id),
            Action = LanguageAddresses.Page(folder.Draft.Id, sheet.Language, sheet.SourcePath),
            EditText = DraftAddresses.Text(folder.Draft.Id, sheet.SourcePath),
            Title = sheet.Title,
            Own = own,
            OwnName = InterfaceCulture.NameOf(own),
            Language = sheet.Language,
            Name = InterfaceCulture.NameOf(sheet.Language),
            File = ContentPath.Name(sheet.Path),
            Count = sheet.Count,
            IsOpen = folder.Draft.IsOpen,
            FirstOpen = groups.SelectMany(g => g.Pieces).FirstOrDefault(p => p.IsOpen)?.Anchor,
            RefusedCount = told.Refused.Count,
            IsSaved = told.IsSaved,
            Groups = groups,
        };

        GroupView GroupOf(SheetGroup group, SheetGroup? before) => new()
        {
            Name = group.Name,
            Hash = group.Hash,
            IsQuestion = group.Part == SheetPart.Question,
            IsHead = group.Part == SheetPart.Head,
            Hint = group.IsInPart && group.Part == SheetPart.Question ? texts["Translate.InPart"] : group.IsInPart ? texts["Translate.HeadInPart"] : null,
            CanConfirm = group.State == TranslationState.Stale,
            Pieces = [.. group.Pieces.Select((piece, i) => PieceOf(group, piece, before is null ? null : group.Part == SheetPart.Text ? before.Pieces[0] : before.Pieces.FirstOrDefault(p => p.Id == piece.Id)))],
        };

        PieceView PieceOf(SheetGroup group, SheetPiece piece, SheetPiece? before)
        {
            var typed = told.Typed.GetValueOrDefault(piece.Id);
            var isChanged = piece.State == TranslationState.Stale && before is not null && before.Source != piece.Source;
            return new()
            {
                Id = piece.Id,
                Label = LabelOf(piece, texts),
                State = StateOf(piece.State),
                StateText = texts[piece.State switch { TranslationState.Current => "Translations.Current", TranslationState.Stale => "Translations.Stale", _ => "Translations.Missing" }],
                Source = piece.Source,
                Changes = isChanged ? ComparedText.Words(before!.Source, piece.Source).Pieces : [],
                Past = piece.State != TranslationState.Stale ? null
                    : isChanged ? texts["Translate.Changed"]
                    : before is null ? texts["Translate.NoEarlier"] : texts["Translate.SameHere"],
                Words = typed ?? piece.Words ?? "",
                Was = piece.WordsHash,
                Theirs = typed is not null && piece.Words != typed ? piece.Words : null,
                Problem = told.Refused.TryGetValue(piece.Id, out var refused) ? ProblemOf(refused, texts) : null,
                Rows = Math.Clamp(Math.Max(piece.Source.Split('\n').Length, (piece.Source.Length / 45) + 1), 1, 14),
                IsLine = piece.IsLine,
                IsOpen = piece.State != TranslationState.Current,
                Terms = terms.In(piece.Source, piece.Words),
                Hints = HintsOf(piece, terms, texts),
            };
        }
    }

    internal static string StateOf(TranslationState state) => state switch { TranslationState.Current => "current", TranslationState.Stale => "stale", _ => "missing" };

    internal static string ProblemOf(NotWritten refused, InterfaceTexts texts) => texts[refused switch
    {
        NotWritten.SourceChanged => "Translate.SourceChanged",
        NotWritten.ChangedMeanwhile => "Translate.ChangedMeanwhile",
        _ => "Translate.OtherForm",
    }];

    internal static IReadOnlyList<string> HintsOf(SheetPiece piece, SheetTerms terms, InterfaceTexts texts)
    {
        var hints = SheetHints.Of(piece);
        var unused = terms.In(piece.Source, piece.Words).Where(t => !t.IsUsed).Select(t => t.Words!).ToArray();
        return
        [
            .. hints.Missing.Count > 0 ? [texts["Translate.Hint.Codes", Listed(hints.Missing)]] : Array.Empty<string>(),
            .. hints.Numbers.Count > 0 ? [texts["Translate.Hint.Numbers", Listed(hints.Numbers)]] : Array.Empty<string>(),
            .. hints.OtherNumbers.Count > 0 ? [texts["Translate.Hint.OtherNumbers", Listed(hints.OtherNumbers)]] : Array.Empty<string>(),
            .. unused.Length > 0 ? [texts["Translate.Hint.Terms", Listed(unused)]] : Array.Empty<string>(),
            .. hints.IsAsSource ? [texts["Translate.Hint.AsSource"]] : Array.Empty<string>(),
        ];
    }

    /// <summary>Each apart from what is around it, since a link or a number may run the other way.</summary>
    private static string Listed(IEnumerable<string> words) => string.Join(" · ", words.Select(w => $"\u2068{w}\u2069"));

    private static string LabelOf(SheetPiece piece, InterfaceTexts texts) => Labels.TryGetValue(piece.Label, out var name) ? texts[name]
        : piece.Label.StartsWith("place in the source ", StringComparison.Ordinal) ? texts["Translate.Kind.Place", piece.Label["place in the source ".Length..]]
        : texts["Translate.Kind.Paragraph"];

    public sealed record SheetModel
    {
        public required string Draft { get; init; }

        public required string Languages { get; init; }

        public required string Action { get; init; }

        public required string EditText { get; init; }

        public required string Title { get; init; }

        public required string Own { get; init; }

        public required string OwnName { get; init; }

        public required string Language { get; init; }

        public required string Name { get; init; }

        public required string File { get; init; }

        public required TranslationCount Count { get; init; }

        public required bool IsOpen { get; init; }

        /// <summary>Null where all of it is translated.</summary>
        public required string? FirstOpen { get; init; }

        public required int RefusedCount { get; init; }

        public required bool IsSaved { get; init; }

        public required IReadOnlyList<GroupView> Groups { get; init; }
    }

    public sealed record GroupView
    {
        public required string Name { get; init; }

        public required string Hash { get; init; }

        public required bool IsQuestion { get; init; }

        public required bool IsHead { get; init; }

        public required string? Hint { get; init; }

        public required bool CanConfirm { get; init; }

        public required IReadOnlyList<PieceView> Pieces { get; init; }
    }

    public sealed record PieceView
    {
        public required string Id { get; init; }

        public string Anchor => $"p-{Id}";

        public required string Label { get; init; }

        public required string State { get; init; }

        public required string StateText { get; init; }

        public required string Source { get; init; }

        /// <summary>From the wording it was made from to the one of today; empty where that did not change, or nobody knows it.</summary>
        public required IReadOnlyList<Piece> Changes { get; init; }

        public required string? Past { get; init; }

        public required string Words { get; init; }

        public required string Was { get; init; }

        /// <summary>What somebody else made of it meanwhile.</summary>
        public required string? Theirs { get; init; }

        public required string? Problem { get; init; }

        public required int Rows { get; init; }

        public required bool IsLine { get; init; }

        public required bool IsOpen { get; init; }

        public required IReadOnlyList<SheetTerm> Terms { get; init; }

        public required IReadOnlyList<string> Hints { get; init; }
    }
}
