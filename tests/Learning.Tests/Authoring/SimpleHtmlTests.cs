using System.Globalization;
using System.Text;
using AngleSharp;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using CsCheck;
using Learning.Authoring;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Authoring;

/// <summary>What is read without a browser's parser is what that parser and the sanitizer make of it, whoever wrote it.</summary>
public sealed class SimpleHtmlTests
{
    private static readonly string[] _names =
    [
        "p", "a", "em", "strong", "code", "sup", "sub", "small", "br", "img", "hr", "h2", "h3", "h6", "pre", "summary", "figcaption", "figure", "aside", "blockquote", "details", "div", "section",
        "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
        "h1", "span", "script", "style", "svg", "math", "template", "form", "button", "select", "option", "textarea", "title", "dl", "dt", "dd", "caption", "colgroup", "col", "video", "iframe", "b", "i", "nobr", "plaintext", "body", "P",
    ];

    private static readonly string[] _attributes =
    [
        "", "", "", "", "", " href=\"https://ilo.org/?a=1&amp;b=2\"", $" href=\"{SafeHtml.Own("#part")}\"", $" href=\"{SafeHtml.Own("/learn/a/b#c")}\"", $" href=\"{SafeHtml.Own("javascript:x")}\"", " href=\"javascript:x\"", " href=\"mailto:a@b.org\"",
        " href=\"data:x\"", " href=\" https://x\"", " href=\"HTTPS://x\"", " href=\"//x\"", " href=\"x\"", " href=\"http://\"", " href=\"https:x\"", $" src=\"{SafeHtml.Own("/media/a.png")}\" alt=\"A\u00A0&quot;b&quot;\"", " src=\"https://x/y.png\"", $" src=\"{SafeHtml.Own("#x")}\"",
        $" class=\"{SafeHtml.Own("callout")}\"", " class=\"callout\"", $" id=\"{SafeHtml.Own("a-b")}\"", " id=\"main\"", $" role=\"{SafeHtml.Own("note")}\"", " title=\"x\"", " title=\"\"", " title=\"a&lt;b&{x}\"", " title=\"&amp;{x}\"", " title=\"<b>\"", " title=x", " title='x'",
        " title", " onclick=\"x\"", " style=\"color:red\"", " lang=\"ar\" dir=\"rtl\"", " start=\"3\"", " rel=\"me\"", " title=\"a\" title=\"b\"", $" srcset=\"{SafeHtml.Own("/media/a")} 2w\"", "  title=\"x\"", " title =\"x\"", " Title=\"x\"", " title=\"x\"lang=\"en\"",
        $" loading=\"{SafeHtml.Own("lazy")}\"", $" width=\"{SafeHtml.Own("12")}\"", $" tabindex=\"{SafeHtml.Own("0")}\"", $" aria-label=\"{SafeHtml.Own("&amp;amp; é")}\"", $" scope=\"{SafeHtml.Own("col")}\"", " /", "/", " ",
    ];

    private static readonly string[] _texts =
    [
        "words", " ", "\n", "\n\n", "&amp;", "&amp;lt;", "&lt;", "&gt;", "&quot;", "\u00A0", "é", "الضمان", "&nbsp;", "&#1;", "&", ">", "<", "</", "<!-- x -->", "<![CDATA[x]]>", "<?x?>", "<!doctype html>", "\u0001", "\u00040\u0004", "\u00020\u0002", "\u0003a\u0003", "\u0005", "\t", "\r\n", "\f", "\0", "\uFEFF",
        "</p>", "</br>", "</body>", "</html>", "<em></em>", "<p>", "\uD800",
    ];

    /// <summary>Elements inside each other, mostly closed in their turn; each number is one step.</summary>
    private static readonly Gen<string> _nested = Gen.Int[0, 999_999].Array[0, 24].Select(steps => Nested(steps, _names.Length));
    private static readonly Gen<string> _oftenSimple = Gen.Int[0, 999_999].Array[0, 24].Select(steps => Nested(steps, 32));
    private static readonly Gen<string> _soup = Gen.Int[0, 999_999].Array[0, 9].Select(pieces => string.Concat(pieces.Select(Piece)));

    private static string Content => Path.Combine(Repository.Root, "content");

    [Fact]
    public void What_is_simple_is_what_a_browser_and_the_sanitizer_make_of_it()
    {
        var simple = 0;
        Gen.OneOf(_nested, _oftenSimple, _oftenSimple, _soup).Sample(
            html =>
            {
                if (SimpleHtml.Read(html) is { } read)
                {
                    Interlocked.Increment(ref simple);
                    Assert.Equal(Shown(SafeHtml.Judged(html)), Shown(read));
                }
            },
            iter: 20_000);
        Assert.InRange(simple, 1_000, int.MaxValue);
    }

    [Fact]
    public void What_is_plain_is_written_as_it_is() => _soup.Sample(html =>
    {
        if (SimpleHtml.IsPlain(html))
        {
            Assert.Equal(SafeHtml.Write(SafeHtml.Judged(html)), SafeHtml.Of(html));
        }
    });

    [Fact]
    public void A_safe_tree_is_written_as_a_browser_writes_it() => Gen.OneOf(_nested, _soup).Sample(html =>
    {
        var written = SafeHtml.Write(SafeHtml.Judged(html)).Replace(LessonText.BasePlaceholder, "", StringComparison.Ordinal);
        using var again = new HtmlParser().ParseDocument("<!doctype html><html><body>" + written);
        using var once = new HtmlParser().ParseDocument("<!doctype html><html><body>" + again.Body!.ChildNodes.ToHtml(HtmlMarkupFormatter.Instance));
        if (again.Body.ChildNodes.ToHtml(HtmlMarkupFormatter.Instance) == once.Body!.ChildNodes.ToHtml(HtmlMarkupFormatter.Instance) && !html.Contains("<pre", StringComparison.Ordinal))
        {
            Assert.Equal(again.Body.ChildNodes.ToHtml(HtmlMarkupFormatter.Instance).Trim(), written);
        }
    });

    [Theory]
    [InlineData("<h2>a<table><tr><td>t</td></tr><h3>b</h3></table>c</h2>", "<h2>a</h2><h3>b</h3><table><tbody><tr><td>t</td></tr></tbody></table>c")]
    [InlineData("<ul><li>a<table><li>b</li></table></li></ul>", "<ul><li>a</li><li>b</li><table></table></ul>")]
    [InlineData("<dl><dt>a<table><dd>b</dd></table></dt></dl>", "<dl><dt>a</dt><dd>b</dd><table></table></dl>")]
    public void What_a_browser_moves_out_of_a_table_ends_what_it_would_end_elsewhere(string html, string written) => Assert.Equal(written, SafeHtml.Of(html));

    [Fact]
    public void Every_text_of_our_courses_is_read_alike_and_nearly_all_are_simple()
    {
        using var content = new PhysicalFileProvider(Content);
        var (simple, all) = (0, 0);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Content, "courses"), "*.md", SearchOption.AllDirectories))
        {
            var isOfQuestions = path.Contains(".quiz.", StringComparison.Ordinal) || path.Contains(".pool.", StringComparison.Ordinal);
            var forms = isOfQuestions ? MarkdownForms.Questions : MarkdownForms.Page;
            var page = PageFile.Read(new(content), Path.GetRelativePath(Content, path).Replace('\\', '/'), forms, new(), takesNotes: true)!;
            foreach (var link in page.Text.Descendants<LinkInline>().Where(link => !link.Url!.Contains(':', StringComparison.Ordinal)))
            {
                link.Url = SafeHtml.Own("/learn/" + link.Url);
            }

            var renderer = new TextRenderer(forms, TextLabels.English);
            foreach (var html in page.Text.Select(block => renderer.Blocks([block])).Append(renderer.Blocks(page.Text)))
            {
                all++;
                if (SimpleHtml.Read(html) is { } read)
                {
                    simple++;
                    Assert.Equal(Shown(SafeHtml.Judged(html)), Shown(read));
                }
            }
        }

        Assert.InRange(simple, all * 99 / 100, all);
    }

    [Theory]
    [InlineData("Which one?", "Which one?")]
    [InlineData("<p>Yes: <em>Part</em> VIII &quot;so&quot;.</p>\n", "<p>Yes: <em>Part</em> VIII \"so\".</p>")]
    [InlineData("<ul>\n<li>a<ul><li>b</li></ul></li>\n</ul>", "<ul>\n<li>a<ul><li>b</li></ul></li>\n</ul>")]
    [InlineData("<a href=\"https://ilo.org\">y</a><br />", "<a href=\"https://ilo.org\" rel=\"noopener\">y</a><br>")]
    [InlineData("<p>a<p>b</p></p>", null)]
    [InlineData("<em>open", null)]
    [InlineData("<p></p>", null)]
    [InlineData("a > b", null)]
    [InlineData("<a href=\"x\">y</a>", null)]
    [InlineData("<a href=\"javascript:x\">y</a>", null)]
    [InlineData("<a href=\"https://x\"><em><a href=\"https://x\">y</a></em></a>", null)]
    [InlineData("<p class=\"callout\">y</p>", null)]
    [InlineData("<img src=\"https://x/y.png\">", null)]
    [InlineData("<table>x<tbody></tbody></table>", null)]
    [InlineData("<pre>\nx</pre>", null)]
    [InlineData("<script>x</script>", null)]
    public void Only_what_is_simple_is_judged(string html, string? written) => Assert.Equal(written, SimpleHtml.Read(html) is { } read ? SafeHtml.Write(read) : null);

    private static string Nested(int[] steps, int names)
    {
        var html = new StringBuilder();
        var open = new Stack<string>();
        foreach (var step in steps)
        {
            var choice = step / 10;
            switch (step % 10)
            {
                case < 5:
                    var name = _names[choice % names];
                    html.Append(CultureInfo.InvariantCulture, $"<{name}{_attributes[choice / names % (names < _names.Length && choice % 3 > 0 ? 8 : _attributes.Length)]}>");
                    if (name is not ("br" or "img" or "hr"))
                    {
                        open.Push(name);
                    }

                    break;
                case < 7:
                    html.Append(_texts[choice % (choice % 5 == 0 ? _texts.Length : 12)]);
                    break;
                case 9 when choice % 20 == 0:
                    html.Append(CultureInfo.InvariantCulture, $"</{_names[choice % names]}>");
                    break;
                default:
                    html.Append(open.TryPop(out var last) ? $"</{last}>" : "");
                    break;
            }
        }

        foreach (var last in open)
        {
            html.Append(CultureInfo.InvariantCulture, $"</{last}>");
        }

        return html.ToString();
    }

    private static string Piece(int number) => (number % 3) switch
    {
        0 => $"<{_names[number / 3 % _names.Length]}{_attributes[number / 300 % _attributes.Length]}>",
        1 => $"</{_names[number / 3 % _names.Length]}>",
        _ => _texts[number / 3 % _texts.Length],
    };

    /// <summary>Each element with its attributes, each text by itself.</summary>
    private static string Shown(SafeNode node) => node switch
    {
        SafeText text => $"“{text.Words}”",
        SafeElement element => $"{element.Name}[{string.Join(' ', element.Attributes.ToArray().Select(a => $"{a.Name}={a.Value}"))}]({string.Concat(element.Children.ToArray().Select(Shown))})",
        _ => throw new InvalidOperationException(),
    };
}
