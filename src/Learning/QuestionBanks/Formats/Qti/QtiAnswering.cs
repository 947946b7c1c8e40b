namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>What the item says to responses: the score, and what is said to whom. Found by asking it.</summary>
internal sealed class QtiAnswering(QtiItem item, QtiProcessing processing)
{
    private const string Bogus = "\uFFFDnone";

    /// <summary>The score for these responses; null where it cannot be known.</summary>
    public double? Score(IReadOnlyDictionary<string, QtiValue> given) =>
        processing.Run(given) is { } outcomes && outcomes.TryGetValue("SCORE", out var score) ? score.Number : null;

    /// <summary>All that is said to who responds so, each once.</summary>
    public IReadOnlyList<QtiFeedback> Said(IReadOnlyDictionary<string, QtiValue> given) => item.Feedback.Count > 0 && processing.Run(given) is { } outcomes
        ? [.. item.Feedback.Where(feedback => feedback.Html.Length > 0 && feedback.IsShown(outcomes)).DistinctBy(feedback => feedback.Key)]
        : [];

    public IReadOnlyList<QtiFeedback> Said(QtiDeclaration response, params IEnumerable<string> items) => Said(Responses(response, items));

    public double? Score(QtiDeclaration response, params IEnumerable<string> items) => Score(Responses(response, items));

    /// <summary>What each earns alone; where the rules give nothing for any or cannot be worked out, what each is mapped to.</summary>
    public double[] Scores(QtiDeclaration response, IReadOnlyList<string> answers)
    {
        var scores = answers.Select(answer => Score(response, answer)).ToArray();
        return scores.Any(score => score > 0) ? [.. scores.Select(score => score ?? 0)] : [.. answers.Select(response.Worth)];
    }

    /// <summary>The right response to everything, as far as it is declared.</summary>
    public Dictionary<string, QtiValue> Right() => item.Responses.Values.ToDictionary(response => response.Id, response => response.Correct);

    /// <summary>What is said of each of some answers alone, and what to everybody, whatever she answers.</summary>
    public (IReadOnlyList<string> Each, string All) SaidOf(QtiDeclaration response, IReadOnlyList<string> answers, bool isAnswerElse)
    {
        var each = answers.Select(answer => Said(response, answer)).ToList();
        var tried = isAnswerElse ? [.. each, Said(response, Bogus)] : each;
        var all = tried.Aggregate(tried.FirstOrDefault() ?? [], Both);
        if (isAnswerElse && Without(tried[^1], all).Count > 0)
        {
            item.Note("overall-feedback");
        }

        return ([.. each.Select(said => Text(Without(said, all)))], Text(all));
    }

    /// <summary>What is said whether she is right or wrong. What only one of the two is told is noted: it has no place in a question with parts.</summary>
    public string SaidToAll()
    {
        var right = Said(Right());
        var wrong = Said(item.Responses.Values.ToDictionary(response => response.Id, response => response.Value(Bogus)));
        if (Without(right, wrong).Count + Without(wrong, right).Count > 0)
        {
            item.Note("overall-feedback");
        }

        return Text(Both(right, wrong));
    }

    public static IReadOnlyList<QtiFeedback> Both(IReadOnlyList<QtiFeedback> one, IReadOnlyList<QtiFeedback> other) => [.. one.Where(feedback => other.Any(o => o.Key == feedback.Key))];

    public static IReadOnlyList<QtiFeedback> Without(IReadOnlyList<QtiFeedback> one, IReadOnlyList<QtiFeedback> other) => [.. one.Where(feedback => !other.Any(o => o.Key == feedback.Key))];

    public static string Text(IEnumerable<QtiFeedback> said) => string.Concat(said.Select(feedback => feedback.Html));

    private Dictionary<string, QtiValue> Responses(QtiDeclaration response, IEnumerable<string> items)
    {
        var given = Right();
        given[response.Id] = response.Value(items);
        return given;
    }
}
