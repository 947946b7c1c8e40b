using CsCheck;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>A question of any kind, with all that it can hold.</summary>
internal static class AnyItem
{
    private static readonly string[] _expressions = ["wage * 45 %", "round(wage / 3, 2)", "-wage + (2 - 1.50) * rate2", "max(wage, min(rate2, 7)) - floor(wage / 2)", "ceiling(wage)%", "round(wage, -2)", "wage × 2 ÷ rate2 − 1"];

    private static readonly Gen<string> _expression = Gen.Int[0, _expressions.Length - 1].Select(i => _expressions[i]);

    private static readonly Gen<string> _shown = Gen.Select(BankItems.Blocks, _expression).Select((blocks, expression) => $"{blocks}<p>With {BankMarks.Number(expression)} and {{braces}}</p>");

    public static Gen<BankItem> Calculation { get; } = Gen.Select(BankItems.Of(BankItems.Essay), _shown, _shown, Gen.Select(_expression, Gen.Int[0, 300], Gen.Bool, _shown).Array[1, 3]).Select((item, body, explanation, formulas) => item with
    {
        Prompt = $"{item.Prompt} of {BankMarks.Number("wage")}",
        Body = $"{body}<p>at <em>{BankMarks.Number("rate2")}</em></p>",
        Explanation = explanation,
        Answer = new CalculationAnswer(
            [new("wage", 800, 2400, 50), new("rate2", -0.5m, 1.25m, 0.05m)],
            [.. formulas.Select((f, i) => new BankFormula(f.Item1, f.Item2 / 100m, i == 0 || f.Item3, f.Item4))],
            formulas[0].Item3 ? "a month" : ""),
    });

    /// <summary>Where a gap may stand, directly behind letters too.</summary>
    private static readonly string[] _around = ["<p>before {0}, after</p>", "<p>un{0}ly</p>", "<p>{0}</p>", "<p>Yes? {0}.</p>", "<ul><li>a <em>b{0}</em></li></ul>", "<blockquote><p>قبل {0} بعد</p></blockquote>"];

    private static readonly Gen<BankGap> _gap = Gen.Select(BankItems.GapWords.Array[1, 4], Gen.Int[0, 3], Gen.Bool).Select((texts, right, isTyped) => isTyped ? new BankGap(texts, []) : new BankGap([texts[right % texts.Length]], texts));

    public static Gen<BankItem> Gaps { get; } = Gen.Select(BankItems.Of(BankItems.Essay), Gen.Select(_gap, Gen.Int[0, _around.Length - 1], BankItems.Blocks).Array[1, 10]).Select((item, gaps) => item with
    {
        Body = string.Concat(gaps.Select((gap, i) => _around[gap.Item2].Replace("{0}", BankMarks.Gap(i), StringComparison.Ordinal) + gap.Item3)),
        Answer = new GapsAnswer([.. gaps.Select(gap => gap.Item1)]),
    });

    private static readonly Gen<BankAnswer> _ownWords = BankItems.Judged.Select(answer => (BankAnswer)((TrueFalseAnswer)answer with { TrueText = "Yes & <so>", FalseText = "No" }));

    private static readonly Gen<BankAnswer> _markedGroups = BankItems.Groups.Select(answer => (BankAnswer)new CategorisingAnswer(
        [.. ((CategorisingAnswer)answer).Groups.Select((group, i) => group with { Name = $"<em>{i}</em> {group.Name}" })]));

    private static readonly Gen<BankAnswer> _shared = BankItems.Matches.Select(answer => (BankAnswer)new MatchingAnswer(
        [.. ((MatchingAnswer)answer).Pairs.Select((pair, i) => i == 1 ? pair with { Right = ((MatchingAnswer)answer).Pairs[0].Right } : pair)], ((MatchingAnswer)answer).Decoys));

    /// <summary>Wrong numbers whose tolerances meet each other.</summary>
    private static readonly Gen<BankAnswer> _near = Gen.Select(Gen.Int[1, 4].Array[2, 5], BankItems.Blocks).Select((tolerances, said) => (BankAnswer)new NumericAnswer(
        [.. tolerances.Select((tolerance, i) => new BankNumber(10 + i, tolerance, false, $"{said}<p>{i}</p>")), new(100, 1, true, said)], ""));

    public static Gen<BankItem> OfAnyKind { get; } = Gen.OneOf(
        BankItems.Of(BankItems.Choice), BankItems.Of(BankItems.Judged), BankItems.Of(_ownWords), BankItems.Of(BankItems.Typed), BankItems.Of(BankItems.Number), BankItems.Of(_near), BankItems.Of(BankItems.Order),
        BankItems.Of(BankItems.Matches), BankItems.Of(_shared), BankItems.Of(BankItems.Groups), BankItems.Of(_markedGroups), BankItems.Of(BankItems.Essay), BankItems.Of(BankItems.Opinion), BankItems.GapText(most: 10), Gaps, Calculation,
        BankItems.Of(BankItems.Number).Select(item => item with { Id = "", Title = "", Category = "", Tags = [], Prompt = "<em>only</em> this", Body = "", Explanation = "" }),
        BankItems.Of(BankItems.Choice).Select(item => item with { Id = "12 a/ß", Tags = ["source:c102, Article 2; c130", "how-sure", "[a]", "C:\\"], Category = "مجموعة" })).Select(BankItems.WithPictures);
}
