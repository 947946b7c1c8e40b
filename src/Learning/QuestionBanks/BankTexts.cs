namespace Learning.QuestionBanks;

/// <summary>All that is said in a question.</summary>
internal static class BankTexts
{
    /// <summary>HTML, and plain texts.</summary>
    public static IEnumerable<string> Of(BankItem item) => new[] { item.Prompt, item.Body, item.Explanation }.Concat(item.Answer switch
    {
        ChoiceAnswer a => a.Options.SelectMany(o => new[] { o.Text, o.Feedback }),
        OpinionAnswer a => a.Options,
        TrueFalseAnswer a => [a.TrueText, a.TrueFeedback, a.FalseText, a.FalseFeedback],
        ShortTextAnswer a => a.Wordings.SelectMany(w => new[] { w.Text, w.Feedback }),
        NumericAnswer a => a.Numbers.Select(n => n.Feedback).Append(a.Unit),
        OrderingAnswer a => a.Steps,
        MatchingAnswer a => a.Pairs.SelectMany(p => new[] { p.Left, p.Right }).Concat(a.Decoys),
        CategorisingAnswer a => a.Groups.SelectMany(g => g.Items.Prepend(g.Name)),
        GapsAnswer a => a.Gaps.SelectMany(g => g.Accepted.Concat(g.Choices)),
        CalculationAnswer a => a.Formulas.Select(f => f.Feedback).Append(a.Unit),
        EssayAnswer a => a.Criteria.SelectMany(c => c.Levels.Select(l => l.Text).Prepend(c.Text)),
        _ => [],
    });

    /// <summary>The question with another HTML for each of its own; plain texts stay.</summary>
    public static BankItem Map(BankItem item, Func<string, string> html) => item with
    {
        Prompt = html(item.Prompt),
        Body = html(item.Body),
        Explanation = html(item.Explanation),
        Answer = item.Answer switch
        {
            ChoiceAnswer a => a with { Options = [.. a.Options.Select(o => o with { Text = html(o.Text), Feedback = html(o.Feedback) })] },
            OpinionAnswer a => a with { Options = [.. a.Options.Select(html)] },
            TrueFalseAnswer a => a with { TrueFeedback = html(a.TrueFeedback), FalseFeedback = html(a.FalseFeedback) },
            ShortTextAnswer a => new ShortTextAnswer([.. a.Wordings.Select(w => w with { Feedback = html(w.Feedback) })]),
            NumericAnswer a => a with { Numbers = [.. a.Numbers.Select(n => n with { Feedback = html(n.Feedback) })] },
            OrderingAnswer a => new OrderingAnswer([.. a.Steps.Select(html)]),
            MatchingAnswer a => a with { Pairs = [.. a.Pairs.Select(p => p with { Left = html(p.Left) })] },
            CategorisingAnswer a => new CategorisingAnswer([.. a.Groups.Select(g => new BankGroup(html(g.Name), [.. g.Items.Select(html)]))]),
            CalculationAnswer a => a with { Formulas = [.. a.Formulas.Select(f => f with { Feedback = html(f.Feedback) })] },
            EssayAnswer a => a with { Criteria = [.. a.Criteria.Select(c => new BankCriterion(html(c.Text), [.. c.Levels.Select(l => l with { Text = html(l.Text) })]))] },
            var other => other,
        },
    };
}
