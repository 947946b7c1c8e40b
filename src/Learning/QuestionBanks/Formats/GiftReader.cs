using System.Text.RegularExpressions;

namespace Learning.QuestionBanks.Formats;

/// <summary>Cuts a GIFT file into questions: category, comments with ids and tags, title, text and what stands in the braces.</summary>
internal sealed partial class GiftReader(BankReader into)
{
    private const string Blank = "_____";

    private string _category = "";

    /// <summary>The lines of one question, with what the comments above and in it say.</summary>
    private sealed class Chunk
    {
        public int Line { get; set; }

        public bool IsCategory { get; init; }

        public string Id { get; set; } = "";

        public string Kind { get; set; } = "";

        public List<string> Tags { get; } = [];

        public List<(string Name, string Value)> Rubric { get; } = [];

        public List<string> Lines { get; } = [];

        public string Text => GiftText.Hold(string.Join('\n', Lines));
    }

    public void Read(string text)
    {
        foreach (var chunk in Joined(Chunks(text)))
        {
            if (into.IsFull)
            {
                return;
            }

            Question(chunk);
        }
    }

    private static IEnumerable<Chunk> Chunks(string text)
    {
        var chunk = new Chunk();
        var number = 0;
        foreach (var written in text.Split('\n'))
        {
            number++;
            var line = written.Trim();
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                Comment(line, chunk);
            }
            else if (line.StartsWith("$CATEGORY:", StringComparison.OrdinalIgnoreCase) && chunk.Lines.Count == 0)
            {
                yield return new() { Line = number, IsCategory = true, Lines = { line } };
            }
            else if (line.Length > 0)
            {
                chunk.Line = chunk.Lines.Count == 0 ? number : chunk.Line;
                chunk.Lines.Add(written);   // spaces at the beginning of a line may mean something in Markdown
            }
            else if (chunk.Lines.Count > 0)
            {
                yield return chunk;
                chunk = new();
            }
        }

        if (chunk.Lines.Count > 0)
        {
            yield return chunk;
        }
    }

    /// <summary>People leave empty lines inside the braces, though they should not: what closes a brace that is open belongs to it, unless another one is opened first.</summary>
    private static IEnumerable<Chunk> Joined(IEnumerable<Chunk> chunks)
    {
        Chunk? open = null;
        foreach (var chunk in chunks)
        {
            var text = chunk.IsCategory ? "" : chunk.Text;
            var (opens, closes) = (text.IndexOf('{', StringComparison.Ordinal), text.IndexOf('}', StringComparison.Ordinal));
            if (open is not null && closes >= 0 && (opens < 0 || closes < opens))
            {
                open.Lines.AddRange(chunk.Lines);
                yield return open;
                open = null;
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = opens >= 0 && closes < 0 ? chunk : null;
            if (open is null)
            {
                yield return chunk;
            }
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private static void Comment(string line, Chunk chunk)
    {
        foreach (Match mark in Marks().Matches(line))
        {
            var value = mark.Groups["value"].Value.Replace("\\]", "]", StringComparison.Ordinal).Trim();
            switch (mark.Groups["name"].Value)
            {
                case "id":
                    chunk.Id = value;
                    break;
                case "kind":
                    chunk.Kind = value;
                    break;
                case GiftRubric.Words or GiftRubric.Criterion:
                    chunk.Rubric.Add((mark.Groups["name"].Value, value));
                    break;
                default:
                    chunk.Tags.Add(value);
                    break;
            }
        }
    }

    private void Question(Chunk chunk)
    {
        if (chunk.IsCategory)
        {
            _category = Category(chunk.Lines[0]["$CATEGORY:".Length..]);
            return;
        }

        var text = chunk.Text.Trim();
        var title = "";
        if (text.StartsWith("::", StringComparison.Ordinal) && text.IndexOf("::", 2, StringComparison.Ordinal) is var end and > 0)
        {
            title = GiftText.Release(text[2..end]);
            text = text[(end + 2)..].Trim();
        }

        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = text.IndexOf('}', StringComparison.Ordinal);
        if (open < 0 && close < 0)
        {
            into.Refuse(chunk.Line, "description");
            return;
        }

        if (open < 0 || close < open || text.AsSpan(open + 1, close - open - 1).Contains('{'))
        {
            into.Refuse(chunk.Line, "braces");
            return;
        }

        if (text.AsSpan(close + 1).ContainsAny('{', '}'))
        {
            into.Refuse(chunk.Line, "several-answer-places");
            return;
        }

        var (format, before) = GiftText.Format(text[..open], GiftText.Moodle);
        var after = IsFullStop(before, text[(close + 1)..]) ? "" : text[(close + 1)..];
        var refusals = into.Refusals;
        var answers = new GiftAnswers(text[(open + 1)..close], format, chunk.Kind, chunk.Line, into).Read(HasWords(after));
        if (answers is null || into.Refusals > refusals)
        {
            return;
        }

        var (prompt, body) = BankText.Split(into.Blocks(Stem(before, after, format, answers.Answer), chunk.Line));
        var item = new BankItem
        {
            Line = chunk.Line,
            Id = chunk.Id,
            Title = title,
            Category = _category,
            Tags = chunk.Tags,
            Prompt = prompt,
            Body = body,
            Explanation = answers.Explanation,
            Answer = answers.Answer is EssayAnswer && chunk.Rubric.Count > 0 ? GiftRubric.Read(chunk.Rubric, chunk.Line, into) : answers.Answer,
        };
        if (into.Refusals == refusals)
        {
            into.Take(GiftKinds.Restore(item, chunk.Kind));
        }
    }

    /// <summary>The text with a gap, or a line to fill in, where the braces stood in the middle of a sentence.</summary>
    private static string Stem(string before, string after, string format, BankAnswer answer)
    {
        var between = answer switch
        {
            GapsAnswer => BankMarks.Gap(0),
            ChoiceAnswer or ShortTextAnswer or NumericAnswer when HasWords(after) => Blank,
            _ => " ",
        };
        return GiftText.ToHtml(before + between + after, format);
    }

    /// <summary>People end <c>How many? {#5}.</c> with a full stop of habit; the sentence had ended before.</summary>
    private static bool IsFullStop(string before, string after) =>
        before.TrimEnd() is [.., '?' or '.' or '!' or ':' or '؟'] && after.Trim().All(c => char.IsPunctuation(c));

    private static bool HasWords(string after) => after.Trim().Length > 0;

    /// <summary>Without what only Moodle knows: in which of its contexts the category lies.</summary>
    private static string Category(string path) => string.Join('/', path.Split('/', StringSplitOptions.TrimEntries)
        .SkipWhile(name => name is "top" or "" || (name.StartsWith('$') && name.EndsWith('$'))).Where(name => name.Length > 0));

    [GeneratedRegex(@"\[(?<name>id|tag|kind|words|criterion):(?<value>(?:\\\]|[^\]\x00-\x1F\x7F])+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
