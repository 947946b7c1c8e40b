using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Learning.Questions;

/// <summary>A step of a criterion: so many points for what is described (inline HTML).</summary>
public sealed record RubricLevel(int Points, string Text);

/// <summary>One thing that counts in an essay (inline HTML), and its levels from the fewest points to the most.</summary>
public sealed record Criterion(string Text, IReadOnlyList<RubricLevel> Levels)
{
    [JsonIgnore]
    public int Max => Levels[^1].Points;
}

/// <summary>
/// A text of her own, read by a facilitator. Written with <c>.essay</c> in the braces of the heading and a table below it, the rubric: what counts on the left, a column for each
/// level with its points as the head.
/// </summary>
public sealed record Essay : Question
{
    public const string KindName = "essay";
    public const int MostCriteria = 8;
    public const int MostPoints = 20;

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public Essay()
    {
    }

    [SetsRequiredMembers]
    private Essay(WrittenQuestion written)
        : base(written)
    {
        Criteria = [.. written.Rubric.Select(row => new Criterion(row.Name.Html, [.. row.Levels.Select(level => new RubricLevel(level.Points, level.Text.Html))]))];
        Words = written.Words;
    }

    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>About how many words are expected. A hint, no limit.</summary>
    public int? Words { get; init; }

    [JsonIgnore]
    public override string Kind => KindName;

    [JsonIgnore]
    public override bool HasKey => false;

    [JsonIgnore]
    public override int Max => Criteria.Sum(c => c.Max);

    /// <summary>There is no right answer to compare with.</summary>
    [JsonIgnore]
    public override Response RightResponse => Response.Empty;

    /// <summary>The question as its author wrote it, or null when there are faults.</summary>
    internal static Essay? Read(WrittenQuestion written, ICollection<Fault> faults)
    {
        var before = faults.Count;
        if (written.Options.Count + written.Answers.Count + written.Gaps.Count > 0)
        {
            faults.Add(new(written.Place, "mixed-kinds", "An essay has no options, typed answers or gaps.", "Delete them, or .essay in the braces."));
        }

        if (written.Rubric.Count is 0 or > MostCriteria)
        {
            faults.Add(new(written.Place, "no-rubric", $"The essay has {written.Rubric.Count} criteria to be graded by.", $"Write a table with one to {MostCriteria} rows: what counts, and a column for each level with its points as the head."));
        }

        foreach (var row in written.Rubric)
        {
            if (row.Levels.Count < 2 || row.Levels[0].Points != 0 || row.Levels.Zip(row.Levels.Skip(1)).Any(pair => pair.Second.Points <= pair.First.Points) || row.Levels[^1].Points > MostPoints)
            {
                faults.Add(new(row.Name.Place, "wrong-levels", "The points of the levels do not rise from nought.", $"Head the columns with points, for example 0, 1 and 2; {MostPoints} at most."));
                break;
            }
        }

        return faults.Count == before ? new(written) : null;
    }

    private protected override Question? WithWords(Question words)
    {
        var other = (Essay)words;
        return Points(other).SequenceEqual(Points(this)) ? (Essay)WithTexts(words) with { Criteria = other.Criteria } : null;

        static IEnumerable<string> Points(Essay essay) => essay.Criteria.Select(c => string.Join(' ', c.Levels.Select(l => l.Points)));
    }

    /// <summary>Before anybody has read it: nought so far. A blank one is nought for good.</summary>
    public override Marking Mark(Response response) => new(new Score(Fraction.Zero, Max), "") { IsPending = !response.IsBlank };

    /// <summary>What a facilitator gave: points for each criterion, each those of one of its levels.</summary>
    /// <exception cref="ArgumentException">There is no such level.</exception>
    public Marking Graded(IReadOnlyList<int> points, string comment) => Fits(points)
        ? new(new Score(new Fraction(points.Sum()), Max), comment.Length == 0 ? "" : Paragraphs(comment)) { Points = points }
        : throw new ArgumentException("The points are not those of the rubric.", nameof(points));

    public bool Fits(IReadOnlyList<int> points) =>
        points.Count == Criteria.Count && points.Zip(Criteria).All(pair => pair.Second.Levels.Any(level => level.Points == pair.First));

    public override QuestionView Show(Response response, Marking? marking, Random? shuffle) => ShowTexts(response, marking) with
    {
        Words = Words,
        Criteria = [.. Criteria.Select((criterion, i) => View(criterion, i, marking?.Points.ElementAtOrDefault(i), isGraded: marking is { Points.Count: > 0 }))],
    };

    private static CriterionView View(Criterion criterion, int place, int? points, bool isGraded) => new(
        place.ToString(CultureInfo.InvariantCulture),
        new HtmlString(criterion.Text),
        criterion.Max,
        [.. criterion.Levels.Select(level => new LevelView(level.Points, new HtmlString(level.Text), isGraded && level.Points == points))]);

    private static string Paragraphs(string comment) => string.Concat(
        comment.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => $"<p>{_encoder.Encode(line)}</p>"));
}

/// <summary>A criterion as a page shows it.</summary>
public sealed record CriterionView(string Key, HtmlString Text, int Max, IReadOnlyList<LevelView> Levels);

public sealed record LevelView(int Points, HtmlString Text, bool IsChosen);
