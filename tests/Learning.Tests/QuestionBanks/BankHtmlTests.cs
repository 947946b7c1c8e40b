using CsCheck;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

public sealed class BankHtmlTests
{
    private static readonly string[] _soup =
        ["<p>", "</p>", "<em>", "</em>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<ol>", "<table>", "<tr>", "<td>", "</table>", "<pre>", "</pre>", "<code>", "</code>", "<br>", "<br/>", "<a href='https://example.org'>", "</a>", "<a href='javascript:x()'>", "<div>", "</div>", "<blockquote>", "<span style='x'>", "text", " ", "\n", "&nbsp;", "&#2;0&#2;", "&lt;", "\u0001", "<h2>", "<sub>", "</sub>", "<!-- c -->", "<", "&", "</"];

    [Theory]
    [InlineData("plain words", "<p>plain words</p>")]
    [InlineData("<p>  one\n two </p><div>three</div>", "<p>one two</p><p>three</p>")]
    [InlineData("<p>a<b> bold </b>z</p>", "<p>a <strong>bold</strong> z</p>")]
    [InlineData("<p>&nbsp;</p><p>x</p>", "<p>x</p>")]
    [InlineData("<p><i>a</i><em>b</em></p>", "<p><em>ab</em></p>")]
    [InlineData("<h3>Head</h3>", "<p><strong>Head</strong></p>")]
    [InlineData("a<br><br><br>b<br>", "<p>a<br>b</p>")]
    [InlineData("<ul><li><p>a</p><p>b</p><ul><li>c</li></ul></li></ul>", "<ul><li>a<br>b<ul><li>c</li></ul></li></ul>")]
    [InlineData("<span style='color:red'>red</span><style>p{}</style>", "<p>red</p>")]
    [InlineData("<a href='javascript:alert(1)'>go</a> <a href='https://example.org/?a=1&amp;b'>web</a>", "<p>go <a href=\"https://example.org/?a=1&amp;b\">web</a></p>")]
    [InlineData("<table><tr><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>", "<table><thead><tr><th>1</th><th></th></tr></thead><tbody><tr><td>2</td><td>3</td></tr></tbody></table>")]
    public void Any_html_is_brought_into_one_form(string html, string clean)
    {
        var made = BankHtml.Blocks(html);

        Assert.Equal(clean, made.Html);
        Assert.Empty(made.Lost);
    }

    [Theory]
    [InlineData("<p>See <img src='a.png'></p>", "img")]
    [InlineData("<script>alert(1)</script>x", "script")]
    [InlineData("<p>\\(x^2\\)</p>", "TeX")]
    [InlineData("<p>$$x^2$$</p>", "TeX")]
    [InlineData("<math><mi>x</mi></math>", "math")]
    [InlineData("<table><tr><td colspan='2'>1</td></tr></table>", "table")]
    public void What_cannot_be_kept_is_named(string html, string lost) => Assert.Equal([lost], BankHtml.Blocks(html).Lost);

    [Fact]
    public void A_price_in_dollars_is_no_formula() => Assert.Empty(BankHtml.Blocks("<p>$5 and $6</p>").Lost);

    [Fact]
    public void A_list_cannot_stand_in_a_line() => Assert.Equal(["ul"], BankHtml.Line("<ul><li>a</li></ul>").Lost);

    [Fact]
    public void Clean_html_stays_as_it_is() => Gen.Int[0, _soup.Length - 1].Select(i => _soup[i]).Array[0, 30].Sample(
        pieces =>
        {
            var once = BankHtml.Blocks(string.Concat(pieces)).Html;
            Assert.Equal(once, BankHtml.Blocks(once).Html);
            var line = BankHtml.Line(string.Concat(pieces)).Html;
            Assert.Equal(line, BankHtml.Line(line).Html);
        },
        iter: 300);

    [Fact]
    public void Nesting_without_end_is_given_up()
    {
        Assert.Equal(["…"], BankHtml.Blocks(string.Concat(Enumerable.Repeat("<div>", 3_000)) + "x").Lost);
        Assert.Equal(["…"], BankHtml.Blocks(string.Concat(Enumerable.Repeat("<b>", 100_000))).Lost);
    }
}
