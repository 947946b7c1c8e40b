using System.Xml.Linq;
using Learning.Authoring.Translations;

namespace Learning.Tests.Authoring.Translations.Exchange;

/// <summary>What a translator meets in her own program, and what becomes of what she writes.</summary>
public sealed class TranslatedElsewhereTests
{
    [Fact]
    public void A_page_is_a_file_and_a_piece_a_unit_that_knows_its_source()
    {
        var exchanged = Exchanged.Of(FrenchCourse.Make());

        Assert.Equal(
            ["rights courses/rights/course.md", "first courses/rights/01-first/module.md", "why courses/rights/01-first/01-why.md", "nine-branches courses/rights/01-first/02-nine-branches.md", "check courses/rights/01-first/03-check.quiz.md", "final-test courses/rights/01-first/04-final.quiz.md", "pool courses/rights/01-first/final.pool.md"],
            exchanged.Document.Root!.Elements().Select(f => $"{(string)f.Attribute("id")!} {(string)f.Attribute("original")!}"));
        Assert.Equal(
            ["head.title", "introduction", "which.prompt", "which.option-1", "which.option-1.feedback", "which.option-2", "which.option-2.feedback", "which.explanation", "which.sources"],
            exchanged.Document.Root!.Elements().Single(f => (string?)f.Attribute("id") == "check").Elements().Select(u => (string)u.Attribute("id")!).Take(9));
        Assert.Equal(["head.title", "head.summary", "head.objective.human-right", "head.objective.c102"], exchanged.Document.Root!.Elements().First().Elements().Select(u => (string)u.Attribute("id")!).Take(4));
        Assert.All(exchanged.Units, unit => Assert.Matches("^[0-9a-f]{8}$", (string)unit.Attribute(XName.Get("made-from", "urn:learning:translations"))!));
    }

    [Fact]
    public void What_is_translated_has_changed_or_is_missing_can_be_seen()
    {
        var exchanged = Exchanged.Of(FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some newer text."));

        Assert.Equal(("translated", null, "Un titre"), StateOf(exchanged.UnitOf("A heading")));
        Assert.Equal(("initial", "learning:needs-review", "Un peu de texte."), StateOf(exchanged.UnitOf("Some newer text.")));
        Assert.Equal(("initial", null, ""), StateOf(exchanged.Unit("pool-two.prompt")));

        static (string?, string?, string) StateOf(XElement unit) =>
            ((string?)Exchanged.Segments(unit).Single().Attribute("state"), (string?)Exchanged.Segments(unit).Single().Attribute("subState"), Exchanged.Targets(unit).Single());
    }

    [Fact]
    public void Signs_of_lists_tables_and_callouts_stand_between_the_words()
    {
        var exchanged = Exchanged.Of(new SmallCourse().WithText("""
            - **One** and [why](02-nine-branches.md)
            - Two

            | Part | What |
            |---|---|
            | II | Care |

            > [!LAW] Article 2
            > At least *three*
            > of nine.
            >
            > And more.
            """));

        Assert.Equal(["One and why", "Two"], Words(exchanged.UnitOf("One and")));
        Assert.Equal(["Part", "What", "II", "Care"], Words(exchanged.UnitOf("Part")));
        Assert.Equal(["Article 2", "At least threeof nine.", "And more."], Words(exchanged.UnitOf("Article 2")));
        Assert.Equal(["**", "[", "](02-nine-branches.md)"], exchanged.UnitOf("One and").Descendants().Where(e => e.Name.LocalName == "data").Select(d => d.Value));

        static IEnumerable<string> Words(XElement unit) => Exchanged.Segments(unit).Select(s => s.Elements().First().Value);
    }

    [Fact]
    public void Numbers_formulas_gaps_and_files_of_pictures_are_codes()
    {
        var course = new SmallCourse().Change(SmallCourse.Pool, "## Two?", """
            ## Sara earns {wage: 800..2400 step 50}. How much?  {#sara objective=c102 lesson=why}

            = {wage / 2} a month
            > Yes: half of {wage}.

            > Half.

            ## Some words lack.  {#gaps objective=c102 lesson=why}

            It has {{nine | 9}} branches, and {{( ) one | (x) three}} suffice.

            > Three.

            ## Two?
            """);

        var exchanged = Exchanged.Of(course);

        Assert.Equal("Sara earns . How much?", WordsOf(exchanged.Unit("sara.prompt")));
        Assert.Equal("=  a month\n> Yes: half of .", WordsOf(exchanged.Unit("sara.answers")));
        Assert.Equal("It has nine | 9 branches, and  one |  three suffice.", WordsOf(exchanged.Unit("gaps.answer")));
        Assert.Equal("Nine boxesThe nine branches", WordsOf(exchanged.UnitOf("Nine boxes")));

        static string WordsOf(XElement unit) => Assert.Single(Exchanged.Segments(unit)).Elements().First().Value;
    }

    [Fact]
    public void A_course_that_was_never_translated_is_translated_from_the_file()
    {
        var course = new SmallCourse();
        var exchanged = Exchanged.Of(course);
        foreach (var unit in exchanged.Units)
        {
            Exchanged.Translate(unit, words => words.Replace("e", "é", StringComparison.Ordinal));
        }

        exchanged.WriteInto(course);

        var french = course.Draft().Translations["fr"];
        Assert.Equal("Thé right to social sécurity", french.Outline.Title);
        Assert.All(french.Outline.Activities, a => Assert.Equal((0, 0), (a.Translation!.Stale, a.Translation.Missing)));
        Assert.Contains("## Which oné?  {#which}\n\n- ( ) Housing bénéfit\n  > Théré is no housing branch.\n- (x) Matérnity bénéfit\n", course.Content[FrenchCourse.Quiz], StringComparison.Ordinal);
        Assert.Contains("Source: c102, Parts II to X; udhr", course.Content[FrenchCourse.Quiz], StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_came_translated_is_said_to_be()
    {
        var course = new SmallCourse();
        var exchanged = Exchanged.Of(course);
        foreach (var unit in new[] { exchanged.Unit("head.objective.c102").Parent!.Elements().First(), exchanged.UnitOf("Some text."), exchanged.UnitOf("Take your time.") })
        {
            Exchanged.Translate(unit, words => words + "!");
        }

        exchanged.WriteInto(course);

        Assert.Matches("^---\nid: why\nlanguage: fr\nmade-from: 00000000( [0-9a-f]{8}){3}\ntitle: Why\nsources:\n  - c102: Articles 2 to 4\n  - udhr\n---\n\n<!-- -->\n\n<!-- -->\n\nSome text.!\n$", course.Content[FrenchCourse.Lesson]);
        Assert.Equal(new TranslationCount(1, 1, 2), course.Draft().Translations["fr"].Outline.Activities.First().Translation);
        Assert.DoesNotContain("##", course.Content[FrenchCourse.Quiz], StringComparison.Ordinal);
        Assert.DoesNotContain(FrenchCourse.Module, course.Content.GetPaths());
        Assert.Equal([""], Exchanged.Targets(Exchanged.Of(course).Units.First(u => u.Parent!.Attribute("id")!.Value == "why")));
    }

    [Fact]
    public void A_translation_that_was_looked_at_again_is_said_to_fit()
    {
        var course = FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some newer text.");
        var exchanged = Exchanged.Of(course);
        Assert.Empty(exchanged.Into(course).Files);
        Exchanged.Segments(exchanged.UnitOf("Some newer text.")).Single().SetAttributeValue("state", "final");

        var import = exchanged.WriteInto(course);

        Assert.Equal((0, 1), (import.Pieces.Changed, import.Pieces.Confirmed));
        Assert.Equal(new TranslationCount(4, 0, 0), course.Draft().Translations["fr"].Outline.Activities.First().Translation);
        Assert.Empty(exchanged.Into(course).Files);
    }

    [Fact]
    public void A_picture_with_words_in_another_language_stays_that_picture()
    {
        var course = FrenchCourse.Make();
        course.With("courses/rights/01-first/media/nine.fr.svg", SmallCourse.Svg.Replace("Nine", "Neuf", StringComparison.Ordinal)).Change(FrenchCourse.Second, "media/nine.svg", "media/nine.fr.svg");
        var exchanged = Exchanged.Of(course);
        Exchanged.Translate(exchanged.UnitOf("Nine boxes"), words => words.Replace("cases", "boîtes", StringComparison.Ordinal));

        exchanged.WriteInto(course);

        Assert.Contains("![Neuf boîtes](media/nine.fr.svg \"Les neuf branches\")", course.Content[FrenchCourse.Second], StringComparison.Ordinal);
    }

    [Fact]
    public void Other_programs_may_write_codes_and_segments_in_their_own_way()
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        var unit = exchanged.UnitOf("See why");
        var x = unit.Name.Namespace;
        var code = unit.Descendants(x + "pc").First();
        Exchanged.Segments(unit).Single().Element(x + "target")!.ReplaceWith(new XElement(
            x + "target",
            "Regarder ",
            new XElement(x + "sc", new XAttribute("id", "c1"), new XAttribute("dataRef", (string)code.Attribute("dataRefStart")!)),
            new XElement(x + "mrk", new XAttribute("id", "m1"), "pourquoi"),
            new XElement(x + "ec", new XAttribute("startRef", "c1")),
            new XElement(x + "cp", new XAttribute("hex", "002E"))));

        exchanged.WriteInto(course);

        Assert.Contains("\nRegarder [pourquoi](01-why.md#a-heading).\n", course.Content[FrenchCourse.Second], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Un titre : avec deux points")]
    [InlineData("# 1")]
    [InlineData("- \"x\" \\ 'y'")]
    [InlineData("yes")]
    [InlineData("2026-11-23")]
    [InlineData("«Ça» {a} [b], & *c")]
    public void Any_words_fit_into_a_head(string title)
    {
        var course = FrenchCourse.Make();
        var exchanged = Exchanged.Of(course);
        Exchanged.Write(exchanged.Document.Root!.Elements().Single(f => (string?)f.Attribute("id") == "why").Elements().First(), title);

        exchanged.WriteInto(course);

        Assert.Equal(title, course.Draft().Translations["fr"].Outline.Activities.First().Title);
    }
}
