using CsCheck;
using Learning.Authoring.Rendering;

namespace Learning.Tests.Authoring;

public sealed class SimpleHtmlTests
{
    private static readonly Gen<string> _html = Gen.Int[0, 22].Select(i => new[]
    {
        "<p>", "</p>", "<em>", "</em>", "<strong>", "</strong>", "<code>", "</code>", "words", " ", "\n", "&amp;", "&lt;", "&gt;", "&quot;", "\u00A0", "é", "الضمان", "<br>", "&nbsp;", "\u0001", "<p>more</p>", "<em>so</em>",
    }[i]).Array[0, 9].Select(string.Concat);

    [Fact]
    public void What_is_simple_is_written_as_if_it_had_been_parsed_and_cleaned() =>
        _html.Sample(html => Assert.Equal(SafeHtml.Write(SafeHtml.Clean(html)), SimpleHtml.Written(html) ?? SafeHtml.Write(SafeHtml.Clean(html))), iter: 5000);

    [Theory]
    [InlineData("Which one?", "Which one?")]
    [InlineData("<p>Yes: <em>Part</em> VIII &quot;so&quot;.</p>\n", "<p>Yes: <em>Part</em> VIII \"so\".</p>")]
    [InlineData("<p>a<p>b</p></p>", null)]
    [InlineData("<em>open", null)]
    [InlineData("<p></p>", null)]
    [InlineData("a > b", null)]
    [InlineData("<a href=\"x\">y</a>", null)]
    public void Only_what_is_simple_is_judged(string html, string? written) => Assert.Equal(written, SimpleHtml.Written(html));
}
