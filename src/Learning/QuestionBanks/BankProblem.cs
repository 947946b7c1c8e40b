using Learning.Texts;

namespace Learning.QuestionBanks;

/// <summary>
/// Something about a question of a bank that an editor has to know: where, a stable code in small letters and hyphens, and what goes into its sentence. The sentence is the text
/// <c>QuestionBanks.Problem.</c> with the code.
/// </summary>
public sealed record BankProblem(int Line, string Code, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether the question was kept out. Otherwise it was taken, but not all that the file says of it.</summary>
    public bool KeepsOut { get; init; } = true;

    /// <summary>The file within a package, where the line counts; empty where the file is no package.</summary>
    public string Part { get; init; } = "";

    public string TextKey => "QuestionBanks.Problem." + Code;

    public string Say(InterfaceTexts texts) => texts[TextKey, [.. Arguments]];
}
