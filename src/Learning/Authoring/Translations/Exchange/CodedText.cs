namespace Learning.Authoring.Translations.Exchange;

/// <summary>What a sign in a text is for.</summary>
internal enum CodeForm
{
    None,
    Emphasis,
    Strong,
    Link,
    Picture,
    Number,
    Gap,
    Choice,
    Line,
    Footnote,
}

internal enum TokenKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A sign that stands by itself.</summary>
    Point,

    Open,
    Close,
}

/// <summary>A stretch of a text: words, or a sign between or around them. All of them in a row are the text as its author wrote it.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, CodeForm Form = CodeForm.None)
{
    /// <summary>A translator may leave out bold letters and the ends of lines, but no link, picture, number or gap.</summary>
    public static bool IsRequired(CodeForm form) => form is not (CodeForm.None or CodeForm.Emphasis or CodeForm.Strong or CodeForm.Line);
}

/// <summary>Words with the signs in them; or what stands around words: the hyphens of a list, the bars of a table.</summary>
internal sealed record Part(bool IsWords, IReadOnlyList<Token> Tokens)
{
    public string Text => string.Concat(Tokens.Select(t => t.Text));
}

/// <summary>A sign and, where it encloses something, its other end.</summary>
internal sealed record Code(CodeForm Form, string Open, string Close)
{
    /// <summary>Those of a text in their order.</summary>
    public static IReadOnlyList<Code> In(IEnumerable<Part> parts)
    {
        var codes = new List<Code>();
        var open = new Stack<int>();
        foreach (var token in parts.SelectMany(p => p.Tokens).Where(t => t.Kind != TokenKind.Text))
        {
            if (token.Kind == TokenKind.Close)
            {
                var place = open.Pop();
                codes[place] = codes[place] with { Close = token.Text };
                continue;
            }

            if (token.Kind == TokenKind.Open)
            {
                open.Push(codes.Count);
            }

            codes.Add(new(token.Form, token.Text, ""));
        }

        return codes;
    }
}
