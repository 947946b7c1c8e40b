using System.Text;
using CsCheck;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>The law of Moodle XML and QTI: whatever our kinds carry is written, and reads back equal.</summary>
public sealed class XmlRoundTripTests
{
    private static readonly string[] _expressions = ["wage * 45 %", "round(wage / 3, 2)", "-wage + (2 - 1.50) * rate2", "max(wage, min(rate2, 7)) - floor(wage / 2)", "ceiling(wage)%", "round(wage, -2)", "wage × 2 ÷ rate2 − 1"];

    private static readonly Gen<string> _expression = Gen.Int[0, _expressions.Length - 1].Select(i => _expressions[i]);

    private static readonly Gen<string> _shown = Gen.Select(BankItems.Blocks, _expression).Select((blocks, expression) => $"{blocks}<p>With {BankMarks.Number(expression)} and {{braces}}</p>");

    private static readonly Gen<BankItem> _calculation = Gen.Select(BankItems.Line, _shown, _shown, Gen.Select(_expression, Gen.Int[0, 300], Gen.Bool, _shown).Array[1, 3]).Select((prompt, body, explanation, formulas) => new BankItem
    {
        Line = 1,
        Title = "Numbers",
        Prompt = $"{prompt} of {BankMarks.Number("wage")}",
        Body = $"{body}<p>at {BankMarks.Number("rate2")}</p>",
        Explanation = explanation,
        Answer = new CalculationAnswer(
            [new("wage", 800, 2400, 50), new("rate2", -0.5m, 1.25m, 0.05m)],
            [.. formulas.Select((f, i) => new BankFormula(f.Item1, f.Item2 / 100m, i == 0 || f.Item3, f.Item4))],
            formulas[0].Item3 ? "a month" : ""),
    });

    private static readonly Gen<BankAnswer> _ownWords = BankItems.Judged.Select(answer => (BankAnswer)((TrueFalseAnswer)answer with { TrueText = "Yes & <so>", FalseText = "No" }));

    private static readonly Gen<BankAnswer> _markedGroups = BankItems.Groups.Select(answer => (BankAnswer)new CategorisingAnswer(
        [.. ((CategorisingAnswer)answer).Groups.Select((group, i) => group with { Name = $"<em>{i}</em> {group.Name}" })]));

    private static readonly Gen<BankAnswer> _shared = BankItems.Matches.Select(answer => (BankAnswer)new MatchingAnswer(
        [.. ((MatchingAnswer)answer).Pairs.Select((pair, i) => i == 1 ? pair with { Right = ((MatchingAnswer)answer).Pairs[0].Right } : pair)], ((MatchingAnswer)answer).Decoys));

    /// <summary>Wrong numbers whose tolerances meet each other.</summary>
    private static readonly Gen<BankAnswer> _near = Gen.Select(Gen.Int[1, 4].Array[2, 5], BankItems.Blocks).Select((tolerances, said) => (BankAnswer)new NumericAnswer(
        [.. tolerances.Select((tolerance, i) => new BankNumber(10 + i, tolerance, false, $"{said}<p>{i}</p>")), new(100, 1, true, said)], ""));

    private static readonly Gen<BankItem> _anything = Gen.OneOf(
        BankItems.Of(BankItems.Choice), BankItems.Of(BankItems.Judged), BankItems.Of(_ownWords), BankItems.Of(BankItems.Typed), BankItems.Of(BankItems.Number), BankItems.Of(_near), BankItems.Of(BankItems.Order),
        BankItems.Of(BankItems.Matches), BankItems.Of(_shared), BankItems.Of(BankItems.Groups), BankItems.Of(_markedGroups), BankItems.Of(BankItems.Essay), BankItems.GapText(most: 10), _calculation,
        BankItems.Of(BankItems.Number).Select(item => item with { Id = "", Title = "", Category = "", Tags = [], Prompt = "<em>only</em> this", Body = "", Explanation = "" }),
        BankItems.Of(BankItems.Choice).Select(item => item with { Id = "12 a/ß", Tags = ["source:c102, Article 2; c130", "how-sure"], Category = "مجموعة" }));

    [Theory]
    [InlineData("moodle-xml")]
    [InlineData("qti")]
    public void What_is_written_reads_back_equal(string name)
    {
        var format = BankFormats.Find(name)!;
        _anything.Where(BankItems.IsFit).Array[1, 4].Sample(
            items =>
            {
                var written = format.Write(items, "Some & <all>", "fr");
                var reading = BankFormats.Read(written.File, "x" + format.FileEnding);

                Assert.Empty(written.Problems);
                Assert.Empty(reading.Problems.Select(p => $"{p.Part}:{p.Line} {p.Code} {string.Join(", ", p.Arguments)}"));
                Assert.Equal(name, reading.Format);
                Assert.Equal(items.Select(BankItems.Say), reading.Items.Select(BankItems.Say));
            },
            iter: 300);
    }

    [Theory]
    [InlineData("moodle-xml")]
    [InlineData("qti")]
    public void The_same_questions_give_the_same_bytes(string name)
    {
        var format = BankFormats.Find(name)!;
        var items = _anything.Where(BankItems.IsFit).Array[3].Single();

        Assert.Equal(format.Write(items, "T", "en").File, format.Write(items, "T", "en").File);
    }

    [Theory]
    [InlineData("moodle-xml")]
    [InlineData("qti")]
    public void Any_bytes_give_problems_and_no_exception(string name)
    {
        var format = BankFormats.Find(name)!;
        var file = format.Write([.. _anything.Where(BankItems.IsFit).Array[3].Single()], "T", "en").File;
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[1, 20].Sample(
            changes =>
            {
                var broken = file.ToArray();
                foreach (var (place, value) in changes)
                {
                    broken[place] = value;
                }

                var reading = BankFormats.Read(broken, "x" + format.FileEnding, format);
                Assert.True(reading.Items.Count > 0 || reading.ProblemCount > 0);
            },
            iter: 500);
    }
}
