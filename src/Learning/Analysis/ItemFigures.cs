using System.ComponentModel;

namespace Learning.Analysis;

/// <summary>
/// What the answers to a quiz come to. Only the first attempt that somebody handed in counts: later ones show what she learned from the explanations. Guests count like anybody else.
/// </summary>
[ImmutableObject(true)]
public sealed record QuizFigures
{
    /// <summary>Bands of the distribution: 0 to 9 per cent, 10 to 19 … 90 to 100.</summary>
    public const int Bands = 10;

    public required int Attempts { get; init; }

    /// <summary>Attempts whose result is known: nothing in them has yet to be graded.</summary>
    public required int Scored { get; init; }

    /// <summary>Texts in these attempts that nobody has graded yet.</summary>
    public required int AwaitsGrading { get; init; }

    /// <summary>Of the results, 0 to 1. Null where there are too few to be shown, as is everything here.</summary>
    public required double? Mean { get; init; }

    public required double? Deviation { get; init; }

    /// <summary>How many results fall into each band; empty where there are too few to be shown.</summary>
    public required IReadOnlyList<int> Distribution { get; init; }

    public required Reliability? Reliability { get; init; }

    /// <summary>In the order of the plan.</summary>
    public required IReadOnlyList<ItemFigures> Items { get; init; }

    public bool IsHidden => Attempts < SampleSize.ToShow;

    public bool IsTooSmall => Attempts < SampleSize.ToJudge;
}

/// <summary>
/// What the answers to one question come to, asked and marked as it stands now. What too few people answered is not in it: neither a page nor a table can give it away.
/// </summary>
public sealed record ItemFigures
{
    public required string Id { get; init; }

    public required int Asked { get; init; }

    public required int Answered { get; init; }

    /// <summary>Left without an answer, and something further on was answered. Scores nought, as in the quiz.</summary>
    public required int Skipped { get; init; }

    /// <summary>Left without an answer, and so was all behind it. Scores nought, as in the quiz.</summary>
    public required int NotReached { get; init; }

    /// <summary>Essays nobody has graded yet; they count nowhere else but in how many were asked.</summary>
    public required int AwaitsGrading { get; init; }

    /// <summary>Attempts that asked it when its words or its key were others; nothing here rests on them.</summary>
    public required int Earlier { get; init; }

    /// <summary>Attempts that facility and discrimination rest on.</summary>
    public required int Scored { get; init; }

    /// <summary>
    /// The mean share of its points, 0 to 1: for a question that is right or wrong the share who are right. Source: Crocker and Algina (1986), chapter 14, item difficulty.
    /// </summary>
    public required double? Facility { get; init; }

    /// <summary>Standard deviation of its shares.</summary>
    public required double? Deviation { get; init; }

    /// <summary>
    /// Corrected item-total correlation, -1 to 1: of the share of its points with the share of the points of all other questions of the attempt. Without the correction a question
    /// would be compared with itself. As a share, because attempts that draw from a pool do not ask the same; where all ask the same it is the correlation with the sum of the others.
    /// Null where one of the two is the same for all. Source: S. Henrysson, "Correction of item-total correlations in item analysis", Psychometrika 28 (1963), 211–218.
    /// </summary>
    public required double? Discrimination { get; init; }

    /// <summary>In the order of the plan's cells; empty where too few answered.</summary>
    public required IReadOnlyList<CellFigures> Cells { get; init; }

    /// <summary>For each part what was typed most, by five learners at least; empty where nothing is typed or too few answered.</summary>
    public required IReadOnlyList<IReadOnlyList<CommonText>> Typed { get; init; }

    /// <summary>How sure learners were, from guessing to very sure; empty where too few said.</summary>
    public required IReadOnlyList<CertaintyFigures> Certainty { get; init; }

    public required AnswerTime? Time { get; init; }

    public bool IsHidden => Asked < SampleSize.ToShow;

    public bool IsTooSmall => Scored < SampleSize.ToJudge;
}

/// <summary>How often something was chosen, of those who answered.</summary>
public sealed record CellFigures
{
    public required int Count { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Share { get; init; }

    /// <summary>Among the third of the attempts with the lowest results; null for parts, and where there are no thirds.</summary>
    public required Group? Lower { get; init; }

    public required Group? Upper { get; init; }

    /// <summary>
    /// Point-biserial correlation of choosing it with the share of the points of all other questions: above nought it attracts those who know more, which the key should and nothing
    /// else. Source: Crocker and Algina (1986), chapter 14. Null for parts, and where too few answered.
    /// </summary>
    public required double? PointBiserial { get; init; }
}

/// <summary>So many of those of a third who answered.</summary>
public sealed record Group(int Count, int Of)
{
    public double Share => Of == 0 ? 0 : (double)Count / Of;

    internal static Group In(ReadOnlySpan<int> counts, ReadOnlySpan<int> of) => new(Sum(counts), Sum(of));

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}

/// <summary>Of those who were so sure (1 guessing, 2 fairly sure, 3 very sure), how many were right, partly right and wrong.</summary>
public sealed record CertaintyFigures(int Level, int Right, int Partly, int Wrong)
{
    public int All => Right + Partly + Wrong;
}
