using CsCheck;
using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class ScoreTests
{
    private static readonly Gen<Score> _scores =
        from max in Gen.Int[1, 50]
        from parts in Gen.Int[1, 8]
        from raw in Gen.Int[0, max * parts]
        select new Score(new Fraction(raw, parts), max);

    [Fact]
    public void Scaled_lies_between_nought_and_one() => _scores.Sample(s => s.Scaled >= Fraction.Zero && s.Scaled <= new Fraction(1) && s.Percent is >= 0 and <= 100);

    [Fact]
    public void A_pass_mark_is_reached_exactly_when_the_shown_per_cent_reach_it() =>
        Gen.Select(_scores, Gen.Int[1, 100]).Sample((score, pass) => score.Reaches(pass) == (score.Percent >= pass));

    [Fact]
    public void Scores_add_up() => Gen.Select(_scores, _scores).Sample((a, b) => (a + b).Raw == a.Raw + b.Raw && (a + b).Max == a.Max + b.Max);

    [Fact]
    public void Nothing_of_nothing_is_no_pass() => Assert.False(Score.None.Reaches(0));

    [Fact]
    public void Just_under_seventy_is_not_seventy() => Assert.Equal((69, false), (new Score(new(699, 10), 100).Percent, new Score(new(699, 10), 100).Reaches(70)));
}
