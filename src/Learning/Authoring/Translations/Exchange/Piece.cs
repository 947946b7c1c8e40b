namespace Learning.Authoring.Translations.Exchange;

/// <summary>A piece of a page that is translated as a whole, and where it stands in its file; the fields of a head have no place.</summary>
/// <param name="Id">The same in the source and in its translation.</param>
/// <param name="Label">What it is, for whoever translates.</param>
internal sealed record Piece(string Id, string Label, int Start, int End, IReadOnlyList<Part> Parts)
{
    public string Text => string.Concat(Parts.Select(p => p.Text));

    public bool HasWords => Parts.Any(p => p.IsWords);

    public static Piece OfField(string id, string label, string value) => new(id, label, -1, -1, [new(true, [new(TokenKind.Text, value)])]);

    /// <summary>All in one part, for when a translation is divided otherwise than its source.</summary>
    public Piece Whole() => this with { Parts = [new(true, [.. Parts.SelectMany(p => p.Tokens)])] };

    /// <summary>Whether words and what is between them alternate in the same way.</summary>
    public bool IsDividedLike(Piece other) => Parts.Select(p => p.IsWords).SequenceEqual(other.Parts.Select(p => p.IsWords));
}
