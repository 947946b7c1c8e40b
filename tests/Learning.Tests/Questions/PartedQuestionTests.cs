using System.Text.Json;
using CsCheck;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Tests.Questions;

/// <summary>Ordering, matching, categorising, gaps: what they have in common, and each by itself.</summary>
public sealed class PartedQuestionTests
{
    private static readonly Ordering _ordering = (Ordering)Written.Read(Written.Question() with { Steps = [.. Items("sign", "ratify", "report", "review")] });

    private static readonly Matching _matching = (Matching)Written.Read(Written.Question() with
    {
        Pairs = [Pair("Sickness", "45"), Pair("Maternity", "45"), Pair("Old age", "40"), Pair("", "60")],
    });

    private static readonly Categorising _categorising = (Categorising)Written.Read(Written.Question() with
    {
        Groups = [new(Item("Contributions"), [.. Items("Pension fund", "Work injury")]), new(Item("Taxes"), [.. Items("Child grant")])],
    });

    private static readonly Gaps _gaps = (Gaps)Written.Read(Written.Question() with
    {
        Body = $"<p>Convention No. {Gaps.Mark(0)} has {Gaps.Mark(1)} branches.</p>",
        Gaps = [new(new(1, 1), ["102", "one hundred and two"], []), new(new(1, 2), ["nine"], ["seven", "nine"])],
    });

    private static Gen<PartedQuestion> Any { get; } = Gen.Int[0, 3].Select(i => new PartedQuestion[] { _ordering, _matching, _categorising, _gaps }[i]);

    /// <summary>A question with some of what may be chosen in it, and things nobody could choose.</summary>
    private static Gen<(PartedQuestion Question, Response Response)> Answered { get; } =
        from question in Any
        let may = question.Show(Response.Empty, null, null).Parts.SelectMany(p => p.Choices).Select(c => c.Value)
            .Concat(question.RightResponse.Values).Concat(["g1=x", "nonsense", "=", "a=", ""]).ToArray()
        from values in Gen.Int[0, may.Length - 1].Select(i => may[i]).Array[0, 8]
        select (question, new Response(values));

    [Fact]
    public void The_right_answer_gets_all_and_no_answer_gets_nothing() => Any.Sample(question =>
        question.Mark(question.RightResponse).IsRight && question.Mark(Response.Empty).Score.Raw == Fraction.Zero);

    [Fact]
    public void The_score_is_between_nought_and_all_and_the_same_each_time() => Answered.Sample((question, response) =>
    {
        var score = question.Mark(response).Score;
        return score.Max == 1 && score.Raw >= Fraction.Zero && new Fraction(1) >= score.Raw && score == question.Mark(response).Score;
    });

    [Fact]
    public void Nothing_on_the_page_gives_the_answer_away_before_marking() => Any.Sample(question =>
    {
        var view = question.Show(Response.Empty, null, new Random(1));
        return view.Parts.Count > 0 && view.Parts.All(p => p is { IsRight: null, Right: null, Given: "" } && p.Choices.All(c => !c.IsChosen)) && view.Explanation is null;
    });

    [Fact]
    public void What_she_chose_is_chosen_when_the_page_comes_back() => Any.Sample(question =>
    {
        var view = question.Show(question.RightResponse, null, new Random(3));
        return view.Parts.All(p => p.Given.Length > 0 && (p.Choices.Count == 0 || p.Choices.Count(c => c.IsChosen) == 1));
    });

    [Fact]
    public void After_marking_each_part_says_whether_it_is_right_and_what_is() => Answered.Sample((question, response) =>
    {
        var view = question.Show(response, question.Mark(response), new Random(1));
        return view.Parts.All(p => p is { IsRight: not null, Right.Length: > 0 });
    });

    [Fact]
    public void A_revision_keeps_it_as_it_was() => Any.Sample(question =>
    {
        var json = JsonSerializer.Serialize<IReadOnlyList<Question>>([question], CourseJson.Default.IReadOnlyListQuestion);
        var again = JsonSerializer.Deserialize(json, CourseJson.Default.IReadOnlyListQuestion)![0];
        return again.Kind == question.Kind && again.Mark(question.RightResponse).IsRight
            && JsonSerializer.Serialize<IReadOnlyList<Question>>([again], CourseJson.Default.IReadOnlyListQuestion) == json;
    });

    [Theory]
    [InlineData("1234", 3)]
    [InlineData("2341", 2)]   // report, sign … the last first: two still follow each other
    [InlineData("4321", 0)]
    [InlineData("1243", 1)]
    [InlineData("1111", 0)]
    public void An_order_counts_those_who_follow_each_other(string places, int follow)
    {
        var values = _ordering.Items.Select((item, i) => $"{item.Key}={places[i]}").ToArray();

        Assert.Equal(new Fraction(follow, 3), _ordering.Mark(new Response(values)).Score.Raw);
    }

    [Fact]
    public void An_order_is_never_shown_as_it_should_be()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            Assert.NotEqual(_ordering.Items.Select(i => i.Key), _ordering.Show(Response.Empty, null, new Random(seed)).Parts.Select(p => p.Key));
        }
    }

    [Fact]
    public void What_belongs_to_two_is_offered_once_and_right_for_both()
    {
        var parts = _matching.Show(Response.Empty, null, new Random(1)).Parts;

        Assert.Equal(3, parts.Count);
        Assert.Equal(["40", "45", "60"], parts[0].Choices.Select(c => c.Text).Order(StringComparer.Ordinal));
        Assert.Equal(_matching.Matches[0].Answer, _matching.Matches[1].Answer);
    }

    [Theory]
    [InlineData("102", true)]
    [InlineData("١٠٢", true)]
    [InlineData("One Hundred and TWO", true)]
    [InlineData("103", false)]
    [InlineData("", false)]
    public void A_typed_gap_is_read_as_words_or_as_a_number(string typed, bool isRight) =>
        Assert.Equal(new Fraction(isRight ? 1 : 0, 2), _gaps.Mark(new Response([$"g1={typed}"])).Score.Raw);

    [Fact]
    public void A_text_is_cut_at_its_gaps()
    {
        var segments = _gaps.Show(Response.Empty, null, null).Segments;

        Assert.Equal(["<p>Convention No. ", " has ", " branches.</p>"], segments.Select(s => s.Before.Value));
        Assert.Null(segments[^1].Gap);
    }

    [Fact]
    public void Of_two_values_for_one_part_the_later_counts() =>
        Assert.Equal(new Fraction(1, 2), _gaps.Mark(new Response(["g1=7", "g1=102"])).Score.Raw);

    private static WrittenPair Pair(string left, string right) => new(Item(left), Item(right));

    private static IEnumerable<WrittenItem> Items(params string[] words) => words.Select(Item);

    private static WrittenItem Item(string words) => new(new(1, 1), words, words);
}
