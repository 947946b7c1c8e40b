using Learning.Accounts;
using Learning.Texts;

namespace Learning.Teaching;

/// <summary>What a learner is called on the pages of those who teach. A guest has no name, so the end of her id tells her from others.</summary>
internal static class LearnerName
{
    private const int Telling = 4;

    public static string Of(Learner? learner, InterfaceTexts texts) => learner switch
    {
        null => "",
        { IsGuest: true, Id: var id } => texts["Grading.Guest", id[^Math.Min(Telling, id.Length)..].ToUpperInvariant()],
        _ => learner.Name,
    };
}
