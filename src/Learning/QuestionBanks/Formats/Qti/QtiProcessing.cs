using System.Xml.Linq;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>
/// Works out what an item says to a response: its outcomes. Items are written in so many ways that asking them is surer than guessing what is meant. Steps are counted, so that it always
/// ends; what we do not know how to work out makes the result null.
/// </summary>
internal sealed class QtiProcessing(IReadOnlyDictionary<string, QtiDeclaration> responses, IReadOnlyDictionary<string, QtiDeclaration> outcomes, XElement? rules)
{
    private const int MostSteps = 300_000;

    private int _steps;

    /// <summary>The outcomes after these responses; null where they cannot be known.</summary>
    public IReadOnlyDictionary<string, QtiValue>? Run(IReadOnlyDictionary<string, QtiValue> given)
    {
        var run = new QtiRun(responses, outcomes, given, () => ++_steps <= MostSteps);
        if (Template() is { } template)
        {
            ByTemplate(template, run);
        }
        else
        {
            run.Rules(rules?.Elements() ?? []);
        }

        return run.IsUnknown ? null : run.Outcomes;
    }

    /// <summary>The name of a standard template, where there are no rules; without any, right is what is declared to be.</summary>
    private string? Template() => rules is { HasElements: true } ? null : (rules?.Says("template") ?? "").ToLowerInvariant();

    private void ByTemplate(string template, QtiRun run)
    {
        if (!responses.TryGetValue("RESPONSE", out var response) && responses.Count > 0)
        {
            response = responses.Values.First();
        }

        if (response is null || template.Contains("map_response_point", StringComparison.Ordinal))
        {
            run.IsUnknown = true;
            return;
        }

        var isMapped = template.Contains("map_response", StringComparison.Ordinal) || (response.Correct.IsNull && response.HasMapping);
        run.Outcomes["SCORE"] = isMapped
            ? QtiValue.Of(response.Mapped(run.Response(response.Id)))
            : QtiValue.Of(!response.Correct.IsNull && run.Response(response.Id).Matches(response.Correct) ? 1 : 0);
    }
}
