namespace Learning.Questions;

/// <summary>What a learner gave as her answer: the letters of the options she chose, or the one text she typed.</summary>
public sealed record Response(IReadOnlyList<string> Values)
{
    public const int MostValues = 20;
    public const int LongestValue = 2_000;

    public static Response Empty { get; } = new([]);

    public bool IsBlank => Values.All(string.IsNullOrWhiteSpace);

    public string Text => Values.Count == 0 ? "" : Values[0];

    public bool Has(string option) => Values.Contains(option, StringComparer.Ordinal);

    public bool IsWithinLimits => Values.Count <= MostValues && Values.All(value => value.Length <= LongestValue);
}
