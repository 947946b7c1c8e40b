using CsCheck;
using Learning.Questions;

namespace Learning.Tests.Questions;

public sealed class ResponseTests
{
    [Theory]
    [InlineData("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    [InlineData("tab\tstays", "tab\tstays")]
    [InlineData("no\0nul\u0007", "no nul ")]
    [InlineData("whole \U0001F600", "whole \U0001F600")]
    public void What_arrives_becomes_plain_text(string given, string plain) => Assert.Equal(plain, Response.Given([given]).Text);

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("half \uFFFD", Response.Given(["half " + '\uD83D']).Text);

    [Fact]
    public void Made_plain_twice_is_made_plain_once() =>
        Gen.String[Gen.Char, 0, 50].Sample(text => Response.Given([Response.Given([text]).Text]).Text == Response.Given([text]).Text);

    [Fact]
    public void One_long_text_may_be_longer_than_one_of_many_values()
    {
        Assert.True(new Response([new string('x', Response.LongestText)]).IsWithinLimits);
        Assert.False(new Response([new string('x', Response.LongestText + 1)]).IsWithinLimits);
        Assert.False(new Response([new string('x', Response.LongestValue + 1), "y"]).IsWithinLimits);
        Assert.False(new Response([.. Enumerable.Repeat("x", Response.MostValues + 1)]).IsWithinLimits);
        Assert.False(new Response(["x"]) { Certainty = 4 }.IsWithinLimits);
        Assert.False(new Response(["x"]) { Certainty = 0 }.IsWithinLimits);
    }
}
