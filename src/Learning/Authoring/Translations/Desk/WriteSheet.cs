using System.Text;
using System.Text.RegularExpressions;
using Learning.Authoring.Files;
using Learning.Authoring.Translations.Exchange;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring.Translations.Desk;

/// <summary>A piece as a translator sends it.</summary>
/// <param name="Was">The translation she began from (<see cref="SheetPiece.WordsHash"/>).</param>
/// <param name="Source">The source she saw (<see cref="SheetGroup.Hash"/>).</param>
public sealed record SentPiece(string Id, string Text, string Was, string Source);

/// <summary>A group of which a translator says that its translation still says what the source says.</summary>
/// <param name="Source">The source she saw.</param>
public sealed record SentConfirmation(string Group, string Source);

public enum NotWritten
{
    /// <summary>The source is another by now.</summary>
    SourceChanged,

    /// <summary>Somebody else translated the piece meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>It would be something else than the piece it translates: several paragraphs, a list of other length, another mark.</summary>
    OtherForm,
}

/// <summary>What came of it: the whole translation as it would be (null where nothing is to be written), and what was not taken, by the id of the piece.</summary>
public sealed record SheetWriting(string? Text, IReadOnlyDictionary<string, NotWritten> Refused);

/// <summary>
/// Writes what a translator sent into a translation: only what she changed, and only if it reads back as exactly that. Whatever she did not touch stays as it is, to the letter. Pure but for reading.
/// </summary>
public static partial class WriteSheet
{
    /// <param name="content">The content root.</param>
    /// <param name="sheet">The page as it is now.</param>
    public static SheetWriting Run(IFileProvider content, Sheet sheet, IReadOnlyList<SentPiece> pieces, IReadOnlyList<SentConfirmation> confirmations)
    {
        var refused = new Dictionary<string, NotWritten>(StringComparer.Ordinal);
        var takes = Changes(sheet, pieces, refused).ToList();
        var confirmed = confirmations.SelectMany(c => sheet.Groups.Where(g => g.Name == c.Group && g.Hash == c.Source)).SelectMany(g => g.Pieces).Where(p => p.Words is not null).ToArray();

        var text = Compose(sheet, takes, confirmed);
        if (takes.Count > 0 && !ReadsBack(content, sheet, takes, text))
        {
            foreach (var take in takes.Where(take => !ReadsBack(content, sheet, [take], Compose(sheet, [take], []))).ToArray())
            {
                refused[take.Piece.Id] = NotWritten.OtherForm;
                takes.Remove(take);
            }

            text = Compose(sheet, takes, confirmed);
            if (takes.Count > 0 && !ReadsBack(content, sheet, takes, text))
            {
                takes.ForEach(take => refused[take.Piece.Id] = NotWritten.OtherForm);
                text = Compose(sheet, [], confirmed);
            }
        }

        return new(text == sheet.Page.Words?.File.Source.Text ? null : text, refused);
    }

    private static IEnumerable<(SheetPiece Piece, string Text)> Changes(Sheet sheet, IReadOnlyList<SentPiece> sent, Dictionary<string, NotWritten> refused)
    {
        var known = sheet.Groups.SelectMany(g => g.Pieces.Select(p => (Group: g, Piece: p))).ToDictionary(p => p.Piece.Id, StringComparer.Ordinal);
        foreach (var one in sent.DistinctBy(s => s.Id))
        {
            var isHeading = known.GetValueOrDefault(one.Id).Piece is { Lead.Length: > 0 };
            var text = isHeading ? Heading().Replace(Tidy(one.Text), "") : Tidy(one.Text);
            if (SheetPiece.HashOf(text) == one.Was)
            {
                continue;
            }

            if (!known.TryGetValue(one.Id, out var found) || found.Group.Hash != one.Source)
            {
                refused[one.Id] = NotWritten.SourceChanged;
                continue;
            }

            text = found.Piece.IsLine ? text.Replace("\n", " ", StringComparison.Ordinal).Trim() : text;
            if (SheetPiece.HashOf(text) == found.Piece.WordsHash)
            {
                continue;
            }

            if (found.Piece.WordsHash != one.Was)
            {
                refused[one.Id] = NotWritten.ChangedMeanwhile;
                continue;
            }

            yield return (found.Piece, text);
        }
    }

    /// <summary>Without empty lines around it; spaces in front of the first line may mean something.</summary>
    private static string Tidy(string text) => text.ReplaceLineEndings("\n").TrimEnd().TrimStart('\n');

    /// <summary>Somebody may type them all the same.</summary>
    [GeneratedRegex(@"^\s*#{1,6}[ \t]+", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    private static string? Compose(Sheet sheet, IReadOnlyList<(SheetPiece Piece, string Text)> takes, IReadOnlyList<SheetPiece> confirmed)
    {
        var arrivals = new Arrivals();
        foreach (var (piece, text) in takes)
        {
            if (text.Length == 0)
            {
                arrivals.Empty(piece.Unit);
            }
            else
            {
                arrivals.Take(piece.Unit, piece.Lead + text);
            }
        }

        foreach (var piece in confirmed.Where(p => !arrivals.Has(p.Unit)))
        {
            arrivals.Confirm(piece.Unit);
        }

        return ComposedPage.Write(sheet.Page, arrivals) ?? sheet.Page.Words?.File.Source.Text;
    }

    /// <summary>Whether the pieces of the written text are those that were sent, and all others those that were there.</summary>
    private static bool ReadsBack(IFileProvider content, Sheet sheet, IReadOnlyList<(SheetPiece Piece, string Text)> takes, string? text)
    {
        if (text is null || Sheet.Read(new OverlaidContent(content, [new(sheet.Path, Encoding.UTF8.GetBytes(text))]), sheet.SourcePath, sheet.Language).Sheet is not { } read)
        {
            return false;
        }

        var sent = takes.ToDictionary(t => t.Piece.Id, t => t.Text, StringComparer.Ordinal);
        var before = sheet.Groups.SelectMany(g => g.Pieces).ToArray();
        var after = read.Groups.SelectMany(g => g.Pieces).ToArray();
        return before.Select(p => p.Id).SequenceEqual(after.Select(p => p.Id))
            && before.Zip(after).All(pair => IsAs(pair.Second, sent.TryGetValue(pair.First.Id, out var words) ? words : pair.First.Words ?? ""))
            && after.Where(p => sent.ContainsKey(p.Id)).All(p => read.Page.Body.IsOfForm(p.Unit));
    }

    /// <summary>Of a question translated in part, what says the same as the source counts as not translated; so does an emptied piece of one.</summary>
    private static bool IsAs(SheetPiece piece, string words) => (piece.Words ?? "") == words || (piece.Words is null && words == piece.Source);
}
