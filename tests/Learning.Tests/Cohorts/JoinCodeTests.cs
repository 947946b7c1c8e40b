using CsCheck;
using Learning.Cohorts;

namespace Learning.Tests.Cohorts;

public sealed class JoinCodeTests
{
    [Fact]
    public void A_code_is_read_as_people_type_it() => Gen.Const(0).Select(_ => JoinCode.New()).Sample(code =>
    {
        Assert.Equal(code, JoinCode.Read(code));
        Assert.Equal(code, JoinCode.Read($" {JoinCode.Show(code).ToLowerInvariant()} "));
        Assert.Equal(code, JoinCode.Read(string.Join(' ', code.Select(c => c.ToString()))));
    });

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("BCDF")]
    [InlineData("BCDFGHJKM")]
    [InlineData("BCDFGHJ0")]
    [InlineData("BCDFGHJI")]
    [InlineData("BCDFGHJ'")]
    [InlineData("ＢＣＤＦＧＨＪＫ")]
    public void What_is_no_code_is_none(string? typed) => Assert.Null(JoinCode.Read(typed));

    [Fact]
    public void A_thousand_codes_are_a_thousand() => Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => JoinCode.New()).Distinct().Count());
}
