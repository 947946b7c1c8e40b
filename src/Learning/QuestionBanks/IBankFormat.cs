namespace Learning.QuestionBanks;

/// <summary>
/// A format in which programs exchange questions. Pure, and safe for any bytes: whatever is wrong with a file becomes problems, never an exception. To add one, write a class in
/// Formats and name it in <see cref="BankFormats.All"/>.
/// </summary>
public interface IBankFormat
{
    /// <summary>As it is named on the command line and in addresses: small letters and hyphens.</summary>
    string Name { get; }

    /// <summary>With the dot.</summary>
    string FileEnding { get; }

    string ContentType { get; }

    bool CanWrite { get; }

    /// <summary>Whether the file looks like one of these. Asked in the order of <see cref="BankFormats.All"/>; the first that says yes reads it.</summary>
    bool Recognises(ReadOnlySpan<byte> file, string fileName);

    /// <summary>Reads until the end, or until <see cref="BankReader.IsFull"/>.</summary>
    void Read(ReadOnlyMemory<byte> file, BankReader into);

    /// <summary>Writes what the format can carry; what it cannot is named. <paramref name="title"/> is that of the whole, plain text.</summary>
    /// <exception cref="NotSupportedException">The format is only read.</exception>
    BankWriting Write(IReadOnlyList<BankItem> items, string title, string language);
}

/// <summary>What came of writing: the file, and the questions that are not in it, each with its place in the list (<see cref="BankItem.Line"/>).</summary>
public sealed record BankWriting(byte[] File, IReadOnlyList<BankProblem> Problems);

/// <summary>What came of reading. Of the problems only the first are kept, but all are counted.</summary>
public sealed record BankReading(string Format, IReadOnlyList<BankItem> Items, IReadOnlyList<BankProblem> Problems, int ProblemCount)
{
    /// <summary>Nothing in it is right or wrong: the questions of a survey, which do not lie in a pool.</summary>
    public bool IsSurvey => Items.Count > 0 && Items.All(item => item.Answer is OpinionAnswer);

    /// <summary>Only what belongs into a survey, or only what belongs into a pool; the rest is kept out, and that is said.</summary>
    public BankReading Only(bool isSurvey)
    {
        BankProblem[] others = [.. Items.Where(item => item.Answer is OpinionAnswer != isSurvey).Select(item => new BankProblem(item.Line, isSurvey ? "not-of-a-survey" : "of-a-survey", []))];
        return others.Length == 0 ? this : this with
        {
            Items = [.. Items.Where(item => item.Answer is OpinionAnswer == isSurvey)],
            Problems = [.. Problems, .. others],
            ProblemCount = ProblemCount + others.Length,
        };
    }
}

/// <summary>How much of a file is read.</summary>
public sealed record BankLimits
{
    public static BankLimits Default { get; } = new();

    /// <summary>Enough for the pictures of a quiz; read, a file takes several times as much memory.</summary>
    public int MostBytes { get; init; } = 8 * 1024 * 1024;

    public int MostItems { get; init; } = 2_000;

    public int MostProblems { get; init; } = 200;

    /// <summary>Answers or parts of a question that are looked at; ours have far fewer.</summary>
    public int MostParts { get; init; } = 100;

    /// <summary>Of all the texts of a question together, in characters of HTML.</summary>
    public int LongestItem { get; init; } = 100_000;
}
