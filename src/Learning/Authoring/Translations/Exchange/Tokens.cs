using System.Text.RegularExpressions;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>Cuts a stretch of a text at its signs.</summary>
internal static partial class Tokens
{
    /// <param name="codes">The signs in the whole text; those that do not lie within the stretch are left out.</param>
    /// <param name="isEnclosed">Whether it stands in a quotation or a list, so that a new line begins with signs of its own.</param>
    public static IReadOnlyList<Token> Of(string text, int start, int end, IEnumerable<CodeSpan> codes, bool isEnclosed)
    {
        var tokens = new List<Token>();
        var at = start;
        foreach (var code in Nested(codes.Where(c => c.Length > 0 && c.Start >= start && c.End <= end)))
        {
            AddWords(tokens, text[at..code.Start], isEnclosed);
            tokens.Add(new(code.Kind, text[code.Start..code.End], code.Form));
            at = code.End;
        }

        AddWords(tokens, text[at..end], isEnclosed);
        return tokens;
    }

    /// <summary>Without those that overlap; where ends do not belong together, all of them stand by themselves.</summary>
    private static List<CodeSpan> Nested(IEnumerable<CodeSpan> codes)
    {
        var apart = new List<CodeSpan>();
        foreach (var code in codes.OrderBy(c => c.Start).Where(c => apart.Count == 0 || c.Start >= apart[^1].End))
        {
            apart.Add(code);
        }

        var open = new Stack<CodeForm>();
        var isNested = apart.All(code => code.Kind switch
        {
            TokenKind.Open => Push(code.Form),
            TokenKind.Close => open.TryPop(out var form) && form == code.Form,
            _ => true,
        });
        return isNested && open.Count == 0 ? apart : [.. apart.Select(code => code with { Kind = TokenKind.Point })];

        bool Push(CodeForm form)
        {
            open.Push(form);
            return true;
        }
    }

    private static void AddWords(List<Token> tokens, string words, bool isEnclosed)
    {
        var at = 0;
        foreach (var line in LineBegins().Matches(words).Where(_ => isEnclosed))
        {
            Add(words[at..line.Index]);
            tokens.Add(new(TokenKind.Point, line.Value, CodeForm.Line));
            at = line.Index + line.Length;
        }

        Add(words[at..]);

        void Add(string text)
        {
            if (text.Length > 0)
            {
                tokens.Add(new(TokenKind.Text, text));
            }
        }
    }

    [GeneratedRegex(@"\n[ \t]*(>[ \t]*)*", RegexOptions.CultureInvariant)]
    private static partial Regex LineBegins();
}
