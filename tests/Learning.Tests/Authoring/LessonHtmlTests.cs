using Learning.Authoring;

namespace Learning.Tests.Authoring;

public sealed class LessonHtmlTests
{
    private static readonly string _hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(SmallCourse.Svg)));

    [Fact]
    public void A_callout_is_an_aside_with_its_own_title()
    {
        var html = new SmallCourse().WithText("> [!CASE] Amina's *first* child\n> She works.\n>\n> - One\n> - Two").Html();

        Assert.Equal(
            """
            <aside class="callout callout-case" role="note" aria-labelledby="callout-1"><p class="callout-title" id="callout-1">Amina's <em>first</em> child</p>
            <p>She works.</p>
            <ul>
            <li>One</li>
            <li>Two</li>
            </ul>
            </aside>
            """,
            html);
    }

    [Theory]
    [InlineData("KEY", "Remember")]
    [InlineData("LAW", "What the law says")]
    [InlineData("TRY", "Try it in your union")]
    public void A_callout_without_title_has_the_title_of_its_kind(string kind, string title)
    {
        var html = new SmallCourse().WithText($"> [!{kind}]\n> The one thing.").Html();

        Assert.Equal(
            $"""
            <aside class="callout callout-{kind.ToLowerInvariant()}" role="note" aria-labelledby="callout-1"><p class="callout-title" id="callout-1">{title}</p>
            <p>The one thing.</p>
            </aside>
            """,
            html);
    }

    [Theory]
    [InlineData("fr", "À retenir")]
    [InlineData("es", "Para recordar")]
    [InlineData("ar", "تذكّر")]
    public void Titles_are_in_the_language_of_the_course(string language, string title)
    {
        var course = new SmallCourse().Change(SmallCourse.Course, "language: en", "language: " + language).WithText("> [!KEY]\n> Text");

        Assert.Contains($">{title}</p>", course.Html(), StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_can_be_given_by_whoever_reads()
    {
        var course = new SmallCourse().WithText("> [!KEY]\n> Text");

        var draft = CourseReader.Read(course.Content, SmallCourse.Folder, TextLabels.English with { Key = "Merke" }, SmallCourse.Today).Draft!;

        Assert.Contains(">Merke</p>", draft.Lessons["why"].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_is_folded() => Assert.Equal(
        """
        <details class="description"><summary>Description of the picture</summary>
        <p>Nine boxes.</p>
        </details>
        """,
        new SmallCourse().WithText("> [!DESCRIPTION]\n> Nine boxes.").Html());

    [Fact]
    public void A_plain_quotation_stays_one() => Assert.Equal(
        "<blockquote>\n<p>Words.</p>\n</blockquote>",
        new SmallCourse().WithText("> Words.").Html());

    [Fact]
    public void A_picture_alone_is_a_figure_with_its_size() => Assert.Equal(
        $"""<figure><img src="~/media/{_hash}/nine.svg" alt="Nine &quot;boxes&quot;" width="640" height="400" loading="lazy" decoding="async"><figcaption>The nine branches</figcaption></figure>""",
        new SmallCourse().WithText("![Nine \"boxes\"](media/nine.svg 'The nine branches')").Html());

    [Fact]
    public void A_picture_in_a_line_stays_in_it() => Assert.Equal(
        $"""<p>Look: <img src="~/media/{_hash}/nine.svg" alt="boxes" width="640" height="400" loading="lazy" decoding="async"></p>""",
        new SmallCourse().WithText("Look: ![boxes](media/nine.svg)").Html());

    [Fact]
    public void A_picture_used_twice_is_held_once()
    {
        var draft = new SmallCourse().WithText("![Nine](media/nine.svg)\n\n![Nine](./media/../media/nine.svg)").Draft();

        var file = Assert.Single(draft.Media);
        Assert.Equal((_hash, "nine.svg", "image/svg+xml"), (file.Hash, file.FileName, file.ContentType));
    }

    [Fact]
    public void A_table_scrolls_by_itself_and_says_what_it_is() => Assert.Equal(
        """
        <div class="table-wrap" role="region" tabindex="0" aria-label="Table 1: A heading"><table>
        <thead>
        <tr><td></td><th scope="col">Rate</th></tr>
        </thead>
        <tbody>
        <tr><td>Old <strong>age</strong></td><td class="align-end">40 %</td></tr>
        </tbody>
        </table></div>
        """,
        new SmallCourse().WithText("| | Rate |\n|---|--:|\n| Old **age** | 40 % |").Html().Replace("<th scope=\"col\" class=\"align-end\">", "<th scope=\"col\">", StringComparison.Ordinal));

    [Fact]
    public void A_footnote_has_a_way_there_and_back() => Assert.Equal(
        """
        <p>Text<sup class="footnote-ref"><a id="fnref-1" role="doc-noteref" href="#fn-1" aria-label="Note 1">1</a></sup>.</p>
        <section class="footnotes" role="doc-endnotes" aria-label="Notes"><ol>
        <li id="fn-1">
        <p>The note. <a class="footnote-back" role="doc-backlink" href="#fnref-1" aria-label="Back to the text of note 1">↩</a></p>
        </li>
        </ol></section>
        """,
        new SmallCourse().WithText("Text[^1].\n\n[^1]: The note.").Html());

    [Fact]
    public void Headings_have_ids_that_stay()
    {
        var html = new SmallCourse().WithText("## Now, and *step* by step!\n\n## A heading\n\n### Mine {#my-own}\n\n## الضمان الاجتماعي").Html();

        Assert.Equal(
            """
            <h2 id="now-and-step-by-step">Now, and <em>step</em> by step!</h2>
            <h2 id="a-heading-2">A heading</h2>
            <h3 id="my-own">Mine</h3>
            <h2 id="الضمان-الاجتماعي">الضمان الاجتماعي</h2>
            """,
            html);
    }

    [Theory]
    [InlineData("[x](02-nine-branches.md)", "<a href=\"~/learn/rights/nine-branches\">x</a>")]
    [InlineData("[x](02-nine-branches.md#the-branches)", "<a href=\"~/learn/rights/nine-branches#the-branches\">x</a>")]
    [InlineData("[x](../01-first/./03-check.quiz.md#several)", "<a href=\"~/learn/rights/check#q-several\">x</a>")]
    [InlineData("[x](../course.md)", "<a href=\"~/learn/rights\">x</a>")]
    [InlineData("[x](module.md)", "<a href=\"~/learn/rights\">x</a>")]
    [InlineData("[x](#a-heading)", "<a href=\"#a-heading\">x</a>")]
    [InlineData("[x](https://example.org/?a=1&b=2)", "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener\">x</a>")]
    [InlineData("[x](mailto:a@example.org)", "<a href=\"mailto:a@example.org\">x</a>")]
    [InlineData("<https://example.org/>", "<a href=\"https://example.org/\" rel=\"noopener\">https://example.org/</a>")]
    [InlineData("[x][r]\n\n[r]: 02-nine-branches.md", "<a href=\"~/learn/rights/nine-branches\">x</a>")]
    public void Links_lead_to_pages(string markdown, string html) =>
        Assert.Equal($"<p>{html}</p>", new SmallCourse().WithText(markdown).Html());

    [Fact]
    public void A_link_may_lead_to_a_lesson_of_another_course()
    {
        var course = new SmallCourse();
        foreach (var path in new[] { SmallCourse.Course, SmallCourse.Module, SmallCourse.Lesson })
        {
            course.With(path.Replace("/rights/", "/duties/", StringComparison.Ordinal), course.Content[path]);
        }

        Assert.Equal("<p><a href=\"~/learn/duties/why#a-heading\">x</a></p>", course.WithText("[x](../../duties/01-first/01-why.md#a-heading)").Html());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "")]
    [InlineData("<style>body { display: none }</style>", "")]
    [InlineData("<iframe src=\"https://example.org\"></iframe>", "")]
    [InlineData("<form action=\"/x\"><input name=\"y\"></form>", "")]
    [InlineData("<object data=\"x\"></object><embed src=\"x\">", "")]
    [InlineData("<svg><script>alert(1)</script></svg>", "")]
    [InlineData("<img src=\"https://example.org/x.png\" onerror=\"alert(1)\">", "")]
    [InlineData("<p onclick=\"alert(1)\" style=\"color:red\" class=\"callout\" id=\"main\" role=\"alert\" data-x=\"y\">Hm</p>", "<p>Hm</p>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<p><a>x</a></p>")]
    [InlineData("<a href=\"/account\">x</a>", "<p><a>x</a></p>")]
    [InlineData("H<sub>2</sub>O and <abbr title=\"x\">y</abbr>", "<p>H<sub>2</sub>O and <abbr title=\"x\">y</abbr></p>")]
    [InlineData("<a href=\"&#1;base&#1;/x\" title=\"&#1;base&#1;\">x</a> &#1;base&#1;", "<p><a title=\"base\">x</a> base</p>")]
    public void Raw_HTML_loses_what_runs_fetches_or_pretends(string markdown, string html) =>
        Assert.Equal(html, new SmallCourse().WithText(markdown).Html().Trim());

    [Fact]
    public void Raw_HTML_is_cleaned_in_every_text_of_a_course()
    {
        const string Evil = "<img src=x onerror=alert(1)><script>alert(1)</script>";
        var course = new SmallCourse()
            .Change(SmallCourse.Course, "Welcome.", "Welcome." + Evil)
            .Change(SmallCourse.Module, "Read", "Read" + Evil)
            .Change(SmallCourse.Quiz, "Take your time.", "Take" + Evil)
            .Change(SmallCourse.Quiz, "Which one?", "Which one?" + Evil)
            .Change(SmallCourse.Quiz, "Housing benefit", "Housing" + Evil)
            .Change(SmallCourse.Quiz, "There is no housing branch.", "No" + Evil)
            .Change(SmallCourse.Quiz, "Nine branches, Parts", "Nine" + Evil)
            .Change(SmallCourse.Quiz, "States do not ratify it.", "States" + Evil);

        var stored = System.Text.Json.JsonSerializer.Serialize(course.Draft());

        Assert.DoesNotContain("onerror", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("script", stored, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Braces_on_a_paragraph_are_only_text() =>
        Assert.Equal("<p>Text {onclick=x .callout}</p>", new SmallCourse().WithText("Text {onclick=x .callout}").Html());

    [Fact]
    public void A_text_becomes_one_passage_a_heading()
    {
        var passages = new SmallCourse().WithText("More[^1] **words**.\n\n- One\n- Two\n\n## Next\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: Note.").LessonText().Passages;

        Assert.Equal(
            [
                new Passage(null, null, "The opening paragraph."),
                new Passage("a-heading", "A heading", "Some text. More words. One Two"),
                new Passage("next", "Next", "A B 1 2 Note."),
            ],
            passages);
    }

    [Fact]
    public void Texts_of_questions_carry_ids_of_their_own_question()
    {
        var course = new SmallCourse().Change(SmallCourse.Quiz, "- ( ) Housing benefit", "> [!CASE] Rosa\n> She drives.\n\n![Nine](media/nine.svg)\n\n- ( ) Housing benefit");

        var body = course.Draft().Quizzes["check"].Questions[0].Body;

        Assert.Contains("id=\"q-which-callout-1\"", body, StringComparison.Ordinal);
        Assert.Contains($"src=\"{LessonText.BasePlaceholder}/media/{_hash}/nine.svg\"", body, StringComparison.Ordinal);
    }
}
