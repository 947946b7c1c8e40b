namespace Learning.QuestionBanks.Formats.Qti;

internal sealed partial class QtiItemWriting
{
    /// <summary>Nothing is declared as right and no rule gives points: the most there is to earn is nought.</summary>
    private void Survey(OpinionAnswer opinion)
    {
        SetMost(0);
        if (opinion.Options.Count == 0)
        {
            _responses.Add(Declare(QtiIds.Response, "single", "string", []));
            _interaction.Add(E("extended-text-interaction", ("response-identifier", QtiIds.Response)));
            return;
        }

        _responses.Add(Declare(QtiIds.Response, opinion.IsMultiple ? "multiple" : "single", "identifier", []));
        AddOptions(
            [.. opinion.Options.Select((_, i) => QtiIds.Choice(i))],
            [.. opinion.Options.Select(option => new BankOption(option, IsRight: false, ""))],
            isShuffled: false,
            opinion.IsMultiple ? "0" : "1");
    }
}
