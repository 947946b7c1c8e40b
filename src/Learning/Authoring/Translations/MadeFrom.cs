using System.Text.RegularExpressions;
using Learning.Authoring.Files;

namespace Learning.Authoring.Translations;

/// <summary>
/// The source as it stood when it was translated, in hashes: <c>made-from: 1a2b3c4d 5e6f7a8b … c102-drawer=99aa88bb</c>. The first is the head, then the blocks in their order, then the questions by id. A command writes it
/// (<c>translations stamp</c>), nobody else needs to.
/// </summary>
internal sealed partial record MadeFrom(string Head, IReadOnlyList<string> Blocks, IReadOnlyDictionary<string, string> Questions)
{
    public const string Key = "made-from";

    /// <summary>In place of a hash: only some of it is translated. A question like that is nobody's to answer yet; learners get it in the original.</summary>
    public const string InPart = "00000000";

    /// <summary>In place of a hash: it is translated, and nobody knows from which wording.</summary>
    public const string Unknown = "ffffffff";

    /// <summary>Null, and a problem, where it cannot be read.</summary>
    public static MadeFrom? Read(FrontText written, Problems problems)
    {
        var words = written.Value.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var questions = words.Where(w => w.Contains('=', StringComparison.Ordinal)).Select(w => w.Split('=', 2)).ToArray();
        var blocks = words.Where(w => !w.Contains('=', StringComparison.Ordinal)).ToArray();
        if (blocks.Length == 0 || !blocks.Concat(questions.Select(q => q[1])).All(hash => Hash().IsMatch(hash)) || questions.Select(q => q[0]).Distinct().Count() < questions.Length)
        {
            problems.Add(written.Spot, "unreadable-made-from", "This does not say what the translation was made from.", "Delete the line and run the command: translations stamp.");
            return null;
        }

        return new(blocks[0], blocks[1..], questions.ToDictionary(q => q[0], q => q[1], StringComparer.Ordinal));
    }

    public override string ToString() => string.Join(' ', [Head, .. Blocks, .. Questions.Select(q => $"{q.Key}={q.Value}")]);

    [GeneratedRegex("^[0-9a-f]{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
