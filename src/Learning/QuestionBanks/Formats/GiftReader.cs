namespace Learning.QuestionBanks.Formats;

/// <summary>Turns a GIFT file into questions: category, title, text and what stands in the braces, and what the comments say beyond it.</summary>
internal sealed class GiftReader(BankReader into)
{
    private const string Blank = "_____";

    private string _category = "";

    public void Read(string text)
    {
        foreach (var chunk in GiftChunk.Of(text))
        {
            if (into.IsFull)
            {
                return;
            }

            if (chunk.IsCategory)
            {
                _category = Category(chunk.Lines[0][GiftChunk.Category.Length..]);
                continue;
            }

            Question(chunk);
        }
    }

    /// <summary>What the remarks say a question was is believed only where all of it fits what is seen; else it is what is seen, and that is said.</summary>
    private void Question(GiftChunk chunk)
    {
        var isDisguised = GiftKinds.IsDisguised(chunk.Marks);
        if (isDisguised && Undisguised(chunk) is { } whole)
        {
            into.Take(whole);
            return;
        }

        var refusals = into.Refusals;
        if (Item(chunk, into) is { } item)
        {
            into.Take(item);
        }

        if (isDisguised && into.Refusals == refusals)
        {
            into.Note(chunk.Line, "marks-differ");
        }
    }

    /// <summary>Read on trial: null where there is anything to say against it.</summary>
    private BankItem? Undisguised(GiftChunk chunk)
    {
        var trial = into.Trial();
        if (chunk.Marks.Sum(mark => (long)mark.Value.Length) > into.Limits.LongestItem
            || GiftKinds.Disguise(chunk.Marks) is not { } disguise
            || Item(chunk, trial, disguise.Mark) is not { } seen
            || disguise.Restore(seen) is not { } item)
        {
            return null;
        }

        trial.Take(item);
        return trial.HasProblems ? null : item;
    }

    /// <summary>What is seen; null (and a refusal) where it is no question.</summary>
    /// <param name="mark">Puts marks into its text; where it gives null there is nothing to read.</param>
    private BankItem? Item(GiftChunk chunk, BankReader into, Func<string, string?>? mark = null)
    {
        var text = chunk.Text.Trim();
        var title = "";
        if (text.StartsWith("::", StringComparison.Ordinal) && text.IndexOf("::", 2, StringComparison.Ordinal) is var end and > 0)
        {
            title = GiftText.Release(text[2..end]);
            text = text[(end + 2)..].Trim();
        }

        text = mark is null ? text : mark(text);
        if (text is null)
        {
            return null;
        }

        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = text.IndexOf('}', StringComparison.Ordinal);
        if (open < 0 && close < 0)
        {
            into.Refuse(chunk.Line, "description");
            return null;
        }

        if (open < 0 || close < open || text.AsSpan(open + 1, close - open - 1).Contains('{'))
        {
            into.Refuse(chunk.Line, "braces");
            return null;
        }

        if (text.AsSpan(close + 1).ContainsAny('{', '}'))
        {
            into.Refuse(chunk.Line, "several-answer-places");
            return null;
        }

        var (format, before) = GiftText.Format(text[..open], GiftText.Moodle);
        var after = IsFullStop(before, text[(close + 1)..]) ? "" : text[(close + 1)..];
        var refusals = into.Refusals;
        var answers = new GiftAnswers(text[(open + 1)..close], format, GiftMarks.Value(chunk.Marks, GiftMarks.Kind), chunk.Line, into).Read(HasWords(after));
        if (answers is null || into.Refusals > refusals)
        {
            return null;
        }

        var (prompt, body) = BankText.Split(into.Blocks(Stem(before, after, format, answers.Answer), chunk.Line));
        var item = GiftKinds.Restore(
            new()
            {
                Line = chunk.Line,
                Id = GiftMarks.Value(chunk.Marks, GiftMarks.Id),
                Title = title,
                Category = _category,
                Tags = [.. GiftMarks.Values(chunk.Marks, GiftMarks.Tag)],
                Prompt = prompt,
                Body = body,
                Explanation = answers.Explanation,
                Answer = answers.Answer,
            },
            chunk.Marks,
            into);
        return into.Refusals == refusals ? item : null;
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
}
