namespace Learning.QuestionBanks.Formats;

/// <summary>A question as GIFT can hold it, and the remarks that bring back what it was.</summary>
internal sealed record GiftForm(BankItem Item, IReadOnlyList<(string Name, string Value)> Marks);

/// <summary>What remarks say a question was before it became what is seen, and how it becomes that again.</summary>
/// <param name="Mark">Puts our marks into its held text, which begins behind the title; null where the text is another.</param>
/// <param name="Restore">Makes of what was read with these marks what it was; null where the answers are others.</param>
internal sealed record GiftDisguise(Func<string, string?> Mark, Func<BankItem, BankItem?> Restore);
