using System.Text;
using System.Text.Json;
using CsCheck;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>Any questions, made of texts with the signs that formats and Markdown trip over; and how tests compare them.</summary>
internal static class BankItems
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    private static readonly string[] _pieces =
    [
        "wage", "Who pays?", "50 %", "= 4", "(n)", "; o", "? p", "{x}", "{{y}}", "~", "#", "a_b", "_c_", "*d*", "1. e", "2) f", "- g", "> h", "( ) i", "(x) j", "[x] k", "[l](m)", "| n", "`o`", "\\", "\\n", "&amp;", "<b>", "a < b",
        "Source: c102", "::", "->", "####", "%50%", "//", "=", "+", "!", "!= 4", "±", "مرحبا", "été", "日本", "👷", "\"", "'", "$1", "…", "Q:", "[html]", "{#id}", "^[1]", "~~~", "---", "***", "<!-- -->", "</p>",
        "<span>_____ (1)</span>", "-*>", "\\]", "[gap:",
    ];

    public static Gen<string> Words { get; } = Gen.Select(Gen.Int[0, _pieces.Length - 1].Select(i => _pieces[i]).Array[1, 5], Gen.Int[0, 999_999])
        .Select((pieces, number) => $"{string.Join(' ', pieces)} w{number}");

    private static readonly Gen<string> _inline = Gen.OneOf(
        Words.Select(BankHtml.Encode),
        Words.Select(w => $"<em>{BankHtml.Encode(w)}</em>"),
        Gen.Int[0, 9].Select(i => $"(<em>in{i}</em>)? <strong>b{i}</strong>! c<em>d</em>"),
        Words.Select(w => $"<strong>{BankHtml.Encode(w)} <em>deep</em></strong>"),
        Words.Select(w => $"<code>{BankHtml.Encode(w)}</code>"),
        Words.Select(w => $"<a href=\"https://example.org/a_(b)?c=1&amp;d=2\">{BankHtml.Encode(w)}</a>"),
        Words.Select(w => $"H<sub>2</sub>O<br>{BankHtml.Encode(w)}"),
        Gen.Select(Gen.Int[0, TestPictures.All.Count - 1], Words, Words, Gen.Bool).Select((i, shown, title, hasTitle) => TestPictures.Mark(TestPictures.All[i], shown, hasTitle ? title : "")));

    public static Gen<string> Line { get; } = Gen.Select(_inline.Array[1, 3], Gen.Int[0, 1]).Select((parts, apart) => BankHtml.Line(string.Join(apart == 1 ? " " : "", parts), TestPictures.Find).Html);

    private static readonly Gen<string> _block = Gen.OneOf(
        Line.Select(l => $"<p>{l}</p>"),
        Line.Array[1, 3].Select(ls => $"<ul>{string.Concat(ls.Select(l => $"<li>{l}</li>"))}</ul>"),
        Line.Array[1, 3].Select(ls => $"<ol>{string.Concat(ls.Select(l => $"<li>{l}<ul><li>inner</li></ul></li>"))}</ol>"),
        Line.Select(l => $"<blockquote><p>{l}</p></blockquote>"),
        Words.Select(w => $"<pre>  {BankHtml.Encode(w)}\n\n    ```\n{BankHtml.Encode(w)}</pre>"),
        Line.Array[2, 4].Select(ls => $"<table><thead><tr><th>{ls[0]}</th><th></th></tr></thead><tbody><tr><td>{ls[1]}</td><td>x</td></tr></tbody></table>"));

    public static Gen<string> Blocks { get; } = _block.Array[0, 3].Select(parts => BankHtml.Blocks(string.Concat(parts), TestPictures.Find).Html);

    private static readonly Gen<decimal> _number = Gen.Select(Gen.Int[-2_000_000, 2_000_000], Gen.Int[0, 4]).Select((digits, places) => digits / (decimal)Math.Pow(10, places));

    private static readonly Gen<string> _plain = Words.Select(w => string.Join(' ', w.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    public static Gen<BankAnswer> Choice { get; } = Gen.Select(Gen.Select(Line, Blocks, Gen.Bool).Array[2, 8], Gen.Bool, Gen.Int[0, 7]).Select((options, isMultiple, right) => (BankAnswer)new ChoiceAnswer(
        isMultiple, [.. options.Select((o, i) => new BankOption(o.Item1, isMultiple ? o.Item3 || i == right % options.Length : i == right % options.Length, o.Item2))]));

    public static Gen<BankAnswer> Opinion { get; } = Gen.Select(Line.Array[2, 8], Gen.Bool, Gen.Int[0, 3]).Select((options, isMultiple, open) => (BankAnswer)(open == 0 ? new OpinionAnswer(false, []) : new OpinionAnswer(isMultiple, options)));

    public static Gen<BankAnswer> Judged { get; } = Gen.Select(Gen.Bool, Blocks, Blocks).Select((isTrue, yes, no) => (BankAnswer)new TrueFalseAnswer(isTrue, yes, no));

    public static Gen<BankAnswer> Typed { get; } = Gen.Select(_plain, Gen.Bool, Blocks).Array[1, 4].Select(all =>
        (BankAnswer)new ShortTextAnswer([.. all.Select((w, i) => new BankWording(w.Item1.TrimStart('{'), i == 0 || w.Item2, w.Item3))]));

    /// <summary>Words that may belong into a gap.</summary>
    public static Gen<string> GapWords { get; } = _plain.Select(Gapped);

    private static readonly string[] _units = ["", "%", "a month", "kg/m²"];

    private static Gen<string> Unit { get; } = Gen.Int[0, _units.Length - 1].Select(i => _units[i]);

    public static Gen<BankAnswer> Number { get; } = Gen.Select(_number, Gen.Int[0, 3], Blocks, Unit).Select((value, around, feedback, unit) => (BankAnswer)new NumericAnswer(
        [new(value, around / 4m, true, feedback), new(value + 10_000_000, 0, false, feedback)], unit));

    public static Gen<BankAnswer> Order { get; } = Line.Array[2, 10].Select(steps => (BankAnswer)new OrderingAnswer(steps));

    public static Gen<BankAnswer> Matches { get; } = Gen.Select(Gen.Select(Line, _plain).Array[2, 7], _plain.Array[0, 3]).Select((pairs, decoys) =>
        (BankAnswer)new MatchingAnswer([.. pairs.Select(p => new BankPair(p.Item1, p.Item2))], decoys));

    public static Gen<BankAnswer> Groups { get; } = Gen.Select(_plain.Array[2, 4], Line.Array[4, 10]).Select((names, things) => (BankAnswer)new CategorisingAnswer(
        [.. names.Select((name, i) => new BankGroup(BankHtml.FromPlain(name), [.. things.Where((_, at) => at % names.Length == i)]))]));

    public static Gen<BankAnswer> Essay { get; } = Gen.Select(Line.Array[0, 3], Gen.Int[0, 2]).Select((criteria, words) => (BankAnswer)new EssayAnswer(
        [.. criteria.Select(c => new BankCriterion(c, [new(0, "nothing"), new(2, c)]))], words == 0 ? null : words * 100));

    /// <summary>Gaps that are typed and chosen, each in a paragraph of its own.</summary>
    public static Gen<BankItem> GapText(int most) => Gen.Select(Line, Gen.Select(GapWords, GapWords, Gen.Bool).Array[1, most]).Select((prompt, gaps) => new BankItem
    {
        Line = 1,
        Prompt = prompt,
        Body = string.Concat(gaps.Select((_, i) => $"<p>before {BankMarks.Gap(i)}, after</p>")),
        Answer = new GapsAnswer([.. gaps.Select(g => new BankGap([g.Item1], g.Item3 ? [g.Item1, g.Item2] : []))]),
    }).Select(WithPictures);

    public static Gen<BankItem> Of(Gen<BankAnswer> answer) => Gen.Select(Line, Blocks, Blocks, answer, Words, Gen.Bool.Select(has => has ? "Rights/Floors" : "")).Select((prompt, body, explanation, its, title, category) => new BankItem
    {
        Line = 1,
        Id = "q-" + title.Length,
        Title = string.Join(' ', title.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        Category = category,
        Tags = ["objective:c102", "lesson:nine-branches"],
        Prompt = prompt,
        Body = body,
        Explanation = explanation,
        Answer = its,
    }).Select(WithPictures);

    /// <summary>The question with the pictures that its texts show.</summary>
    public static BankItem WithPictures(BankItem item) => item with
    {
        Pictures = [.. BankTexts.Of(item).SelectMany(PictureMark.In).Distinct().Select(hash => TestPictures.All.First(picture => picture.Hash == hash))],
    };

    /// <summary>Whether our kinds carry it, as a reader of any format would ask.</summary>
    public static bool IsFit(BankItem item)
    {
        var into = new BankReader(BankLimits.Default);
        into.Take(item);
        return into.Refusals == 0;
    }

    /// <summary>All of a question but its line, to be compared.</summary>
    public static string Say(BankItem item) =>
        JsonSerializer.Serialize(item with { Line = 0, Answer = new EssayAnswer([], null) }, _indented) + JsonSerializer.Serialize<object>(item.Answer, _indented);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static BankReading Read(string text, string name) => BankFormats.Read(Bytes(text), "bank.txt", BankFormats.Find(name));

    private static string Gapped(string text) => text.Replace('|', '/').Replace("}}", "}", StringComparison.Ordinal).Replace("( )", "", StringComparison.Ordinal).Replace("(x)", "", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal).Trim();
}
