using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>Options of which one or several are right: <c>choiceInteraction</c>. Two that are called true and false are a statement to judge.</summary>
internal static class QtiChoice
{
    private const int MostAsked = 30;

    public static BankItem? Read(QtiItem item, XElement interaction, QtiDeclaration response)
    {
        var options = interaction.Descendants("simplechoice").ToArray();
        var ids = options.Select(option => option.Says("identifier")).ToArray();
        if (options.Length > MostAsked)
        {
            item.Refuse(interaction, "option-count", $"{options.Length}", "2", "8");
            return null;
        }

        var isMultiple = response.Cardinality != "single" && interaction.Says("maxchoices") != "1";
        var isRight = Rights(item, response, ids, isMultiple);
        var (each, all) = isMultiple ? SaidOfSeveral(item, response, ids, isRight) : item.Answering.SaidOf(response, ids, isAnswerElse: false);
        var answer = new ChoiceAnswer(isMultiple, [.. options.Select((option, i) => new BankOption(item.LineOf(option), isRight[i], each[i]))]);
        return item.Item(TrueFalse(item, answer, ids) ?? (BankAnswer)answer, QtiKinds.Text(item, interaction), all, QtiKinds.Prompt(item, interaction));
    }

    /// <summary>Right is what is declared to be; else what earns most alone, or of several whatever earns.</summary>
    private static bool[] Rights(QtiItem item, QtiDeclaration response, string[] ids, bool isMultiple)
    {
        var scores = item.Answering.Scores(response, ids);
        var most = scores.Append(0).Max();
        if (!isMultiple && scores.Any(score => score > 0 && score < most))
        {
            item.RefuseOnce("partial-credit");
        }

        return response.Correct.IsNull
            ? [.. scores.Select(score => score > 0 && (isMultiple || score.Equals(most)))]
            : [.. ids.Select(id => response.Correct.Items.Contains(id))];
    }

    /// <summary>Of an option is what is said to who chooses it, alone or with all others, and not to who chooses only the others.</summary>
    private static (IReadOnlyList<string> Each, string All) SaidOfSeveral(QtiItem item, QtiDeclaration response, string[] ids, bool[] isRight)
    {
        var ask = item.Answering;
        var together = ask.Said(response, ids);
        var each = ids.Select(id => QtiAnswering.Both(QtiAnswering.Without(ask.Said(response, id), ask.Said(response, ids.Where(other => other != id))), together)).ToArray();
        QtiFeedback[] ofOne = [.. each.SelectMany(said => said)];
        var right = ask.Said(response, ids.Where((_, i) => isRight[i]));
        var wrong = isRight.All(one => one) ? right : ask.Said(response, ids.Where((_, i) => !isRight[i]));
        var all = QtiAnswering.Without(QtiAnswering.Both(right, wrong), ofOne);
        if (QtiAnswering.Without(QtiAnswering.Without([.. right, .. wrong], all), ofOne).Count > 0)
        {
            item.Note("overall-feedback");
        }

        return ([.. each.Select(QtiAnswering.Text)], QtiAnswering.Text(all));
    }

    private static TrueFalseAnswer? TrueFalse(QtiItem item, ChoiceAnswer answer, string[] ids)
    {
        if (answer.Options.Any(option => PictureMark.IsIn(option.Text)))
        {
            return null;   // the words of true and false are only words
        }

        if (answer is not { IsMultiple: false, Options: [var first, var second] } || !(item.Kind == QtiKinds.TrueFalse || (item.Kind.Length == 0 && (AreTheWords(ids) || AreTheWords([first.Text, second.Text])))))
        {
            return null;
        }

        var isFalseFirst = IsFalse(ids[0]) || IsFalse(first.Text);
        var (yes, no) = isFalseFirst ? (second, first) : (first, second);
        if (yes.IsRight == no.IsRight)
        {
            return null;
        }

        var hasWords = item.Ours("words") != "none";
        return new(yes.IsRight, yes.Feedback, no.Feedback)
        {
            TrueText = hasWords ? BankHtml.ToPlain(yes.Text) : "",
            FalseText = hasWords ? BankHtml.ToPlain(no.Text) : "",
        };
    }

    private static bool AreTheWords(string[] words) => words.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(["false", "true"], StringComparer.OrdinalIgnoreCase);

    private static bool IsFalse(string word) => word.Equals("false", StringComparison.OrdinalIgnoreCase);
}
