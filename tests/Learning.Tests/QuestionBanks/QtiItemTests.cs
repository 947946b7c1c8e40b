using System.Text.RegularExpressions;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>Items as other programs write them, each in the names of version 2 and of version 3.</summary>
public sealed partial class QtiItemTests
{
    private const string Score = "<outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"/>";
    private const string MatchCorrect = "<responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct\"/>";
    private const string MapResponse = "<responseProcessing template=\"http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response\"/>";

    public static TheoryData<string> Versions => ["http://www.imsglobal.org/xsd/imsqti_v2p0", "http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/imsqti_v2p2", "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"];

    private static string Declare(string cardinality, string type, string content, string identifier = "RESPONSE") =>
        $"<responseDeclaration identifier=\"{identifier}\" cardinality=\"{cardinality}\" baseType=\"{type}\">{content}</responseDeclaration>";

    private static string Correct(params string[] values) => $"<correctResponse>{string.Concat(values.Select(v => $"<value>{v}</value>"))}</correctResponse>";

    private static string Map(params (string Key, string Value)[] entries) =>
        $"<mapping defaultValue=\"0\">{string.Concat(entries.Select(e => $"<mapEntry mapKey=\"{e.Key}\" mappedValue=\"{e.Value}\" caseSensitive=\"false\"/>"))}</mapping>";

    private static string Choices(string name, params string[] texts) => string.Concat(texts.Select((text, i) => $"<{name} identifier=\"{(char)('A' + i)}\">{text}</{name}>"));

    /// <summary>An item in the names of version 2, or turned into those of version 3.</summary>
    private static BankReading Read(string declarations, string body, string processing, string version = "http://www.imsglobal.org/xsd/imsqti_v2p2", string attributes = "adaptive=\"false\" timeDependent=\"false\"")
    {
        var item = $"<?xml version=\"1.0\"?>\n<assessmentItem xmlns=\"{version}\" identifier=\"i1\" title=\"T\" {attributes}>{declarations}{Score}\n<itemBody>{body}</itemBody>\n{processing}</assessmentItem>";
        return BankItems.Read(version.EndsWith("v3p0", StringComparison.Ordinal) ? Third(item) : item, "qti");
    }

    private static string Third(string item) => Tag().Replace(item, tag =>
    {
        var name = tag.Groups[2].Value;
        var isHtml = name is "p" or "div" or "b" or "em" or "br" or "span" or "ul" or "li" or "img" or "table" or "tr" or "td" or "h2";
        var renamed = isHtml ? name : "qti-" + Capital().Replace(name, "-$1").ToLowerInvariant();
        return $"<{tag.Groups[1].Value}{renamed}{Attribute().Replace(tag.Groups[3].Value, a => a.Groups[1].Value == "xmlns" ? a.Value : Capital().Replace(a.Groups[1].Value, "-$1").ToLowerInvariant() + "=")}>";
    });

    private static BankItem Only(BankReading reading)
    {
        Assert.Empty(reading.Problems.Select(p => $"{p.Line} {p.Code} {string.Join(", ", p.Arguments)}"));
        return Assert.Single(reading.Items);
    }

    private static string Code(BankReading reading) => Assert.Single(reading.Problems, p => p.KeepsOut).Code;

    [Theory]
    [InlineData("qti-")]
    [InlineData("qti-.a")]
    [InlineData("qti--7")]
    public void An_element_with_no_name_after_the_prefix_is_one_that_is_not_known(string name) =>
        Assert.NotEmpty(BankItems.Read($"<{name} xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\"><{name}/></{name}>", "qti").Problems);

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_choice_has_a_prompt_a_body_and_one_right_option(string version)
    {
        var item = Only(Read(
            Declare("single", "identifier", Correct("B")),
            $"<div><p>Look at <b>this</b>.</p></div><choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"1\"><prompt>Which?</prompt>{Choices("simpleChoice", "Housing", "Maternity &amp; more")}</choiceInteraction>",
            MatchCorrect,
            version));

        Assert.Equal((2, "i1", "T", "Which?", "<p>Look at <strong>this</strong>.</p>"), (item.Line, item.Id, item.Title, item.Prompt, item.Body));
        var choice = Assert.IsType<ChoiceAnswer>(item.Answer);
        Assert.False(choice.IsMultiple);
        Assert.Equal([new("Housing", false, ""), new("Maternity &amp; more", true, "")], choice.Options);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Several_right_options_are_declared_or_mapped(string version)
    {
        var interaction = $"<p>Which?</p><choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"0\">{Choices("simpleChoice", "H", "He", "O")}</choiceInteraction>";
        var declared = Only(Read(Declare("multiple", "identifier", Correct("A", "C")), interaction, MatchCorrect, version));
        var mapped = Only(Read(Declare("multiple", "identifier", Map(("A", "1"), ("B", "-2"), ("C", "1"))), interaction, MapResponse, version));

        Assert.All(new[] { declared, mapped }, item => Assert.Equal([true, false, true], Assert.IsType<ChoiceAnswer>(item.Answer).Options.Select(o => o.IsRight)));
    }

    [Fact]
    public void What_is_said_of_an_option_and_what_to_everybody_is_found_out_by_asking()
    {
        const string Feedback = "<outcomeDeclaration identifier=\"FEEDBACK\" cardinality=\"multiple\" baseType=\"identifier\"/>";
        const string Said = "<modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"A\" showHide=\"show\"><p>No.</p></modalFeedback><modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"ok\" showHide=\"show\">Yes!</modalFeedback>"
            + "<modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"nonsense\" showHide=\"hide\"><p>Part VIII.</p></modalFeedback>";
        var item = Only(Read(
            Declare("single", "identifier", Correct("B")) + Feedback,
            $"<choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><prompt>Which?</prompt><simpleChoice identifier=\"A\">Housing <feedbackInline outcomeIdentifier=\"FEEDBACK\" identifier=\"A\" showHide=\"show\">is not.</feedbackInline></simpleChoice><simpleChoice identifier=\"B\">Maternity</simpleChoice></choiceInteraction>",
            "<responseProcessing><responseCondition><responseIf><isNull><variable identifier=\"RESPONSE\"/></isNull><setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">0</baseValue></setOutcomeValue></responseIf>"
            + "<responseElseIf><match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match><setOutcomeValue identifier=\"SCORE\"><sum><variable identifier=\"SCORE\"/><baseValue baseType=\"float\">1</baseValue></sum></setOutcomeValue><setOutcomeValue identifier=\"FEEDBACK\"><multiple><baseValue baseType=\"identifier\">ok</baseValue></multiple></setOutcomeValue></responseElseIf>"
            + "<responseElse><setOutcomeValue identifier=\"FEEDBACK\"><multiple><variable identifier=\"RESPONSE\"/></multiple></setOutcomeValue></responseElse></responseCondition></responseProcessing>" + Said));

        Assert.Equal("<p>Part VIII.</p>", item.Explanation);
        Assert.Equal([new("Housing", false, "<p>is not.</p><p>No.</p>"), new("Maternity", true, "<p>Yes!</p>")], Assert.IsType<ChoiceAnswer>(item.Answer).Options);
    }

    [Fact]
    public void A_prompt_with_a_list_is_text()
    {
        var item = Only(Read(
            Declare("single", "identifier", Correct("B")),
            $"<p>Read.</p><choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><prompt><p>Which of</p><ul><li>one</li><li>two</li></ul></prompt>{Choices("simpleChoice", "1", "2")}</choiceInteraction>",
            MatchCorrect));

        Assert.Equal(("Read.", "<p>Which of</p><ul><li>one</li><li>two</li></ul>"), (item.Prompt, item.Body));
    }

    [Fact]
    public void Two_options_called_true_and_false_are_a_statement()
    {
        var item = Only(Read(
            Declare("single", "identifier", Correct("false")),
            "<choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><prompt>So it is.</prompt><simpleChoice identifier=\"false\">Not so</simpleChoice><simpleChoice identifier=\"true\">So</simpleChoice></choiceInteraction>",
            MatchCorrect));

        Assert.Equal(new TrueFalseAnswer(false, "", "") { TrueText = "So", FalseText = "Not so" }, item.Answer);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void An_order_is_the_declared_one(string version)
    {
        var body = $"<orderInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\"><prompt>Order.</prompt>{Choices("simpleChoice", "b", "c", "a")}</orderInteraction>";

        Assert.Equal(["a", "b", "c"], Assert.IsType<OrderingAnswer>(Only(Read(Declare("ordered", "identifier", Correct("C", "A", "B")), body, MatchCorrect, version)).Answer).Steps);
        Assert.Equal("order-of-some", Code(Read(Declare("ordered", "identifier", Correct("C", "A")), body, MatchCorrect, version)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_is_matched_one_to_one_are_matches_and_many_to_one_are_groups(string version)
    {
        static string Body(params string[] right) => "<matchInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxAssociations=\"4\"><prompt>Match.</prompt><simpleMatchSet>"
            + "<simpleAssociableChoice identifier=\"A\" matchMax=\"1\"><em>a</em></simpleAssociableChoice><simpleAssociableChoice identifier=\"B\" matchMax=\"1\">b</simpleAssociableChoice><simpleAssociableChoice identifier=\"C\" matchMax=\"1\">c</simpleAssociableChoice>"
            + $"</simpleMatchSet><simpleMatchSet>{string.Concat(right.Select((text, i) => $"<simpleAssociableChoice identifier=\"R{i}\" matchMax=\"4\">{text}</simpleAssociableChoice>"))}</simpleMatchSet></matchInteraction>";
        var matched = Only(Read(Declare("multiple", "directedPair", Correct("A R1", "B R0", "C R2")), Body("0", "1", "2", "3"), MatchCorrect, version));
        var grouped = Only(Read(Declare("multiple", "directedPair", Map(("A R1", "1"), ("B R0", "1"), ("C R1", "1"), ("A R0", "-1"))), Body("0", "1"), MapResponse, version));

        var matching = Assert.IsType<MatchingAnswer>(matched.Answer);
        Assert.Equal([new("<em>a</em>", "1"), new("b", "0"), new("c", "2")], matching.Pairs);
        Assert.Equal(["3"], matching.Decoys);
        var groups = Assert.IsType<CategorisingAnswer>(grouped.Answer).Groups;
        Assert.Equal(["0: b", "1: <em>a</em> c"], groups.Select(g => $"{g.Name}: {string.Join(' ', g.Items)}"));
        Assert.Equal("many-to-many", Code(Read(Declare("multiple", "directedPair", Correct("A R0", "A R1", "B R0", "C R2")), Body("0", "1", "2"), MatchCorrect, version)));
    }

    [Fact]
    public void Groups_may_stand_in_the_first_set()
    {
        var item = Only(Read(
            Declare("multiple", "directedPair", Correct("A X", "A Y", "B Z")),
            $"<p>Sort.</p><matchInteraction responseIdentifier=\"RESPONSE\"><simpleMatchSet>{Choices("simpleAssociableChoice", "one", "two")}</simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier=\"X\">x</simpleAssociableChoice><simpleAssociableChoice identifier=\"Y\">y</simpleAssociableChoice><simpleAssociableChoice identifier=\"Z\">z</simpleAssociableChoice></simpleMatchSet></matchInteraction>",
            MatchCorrect));

        Assert.Equal(["one: x y", "two: z"], Assert.IsType<CategorisingAnswer>(item.Answer).Groups.Select(g => $"{g.Name}: {string.Join(' ', g.Items)}"));
    }

    [Fact]
    public void Pairs_within_one_set_are_matches()
    {
        var item = Only(Read(
            Declare("multiple", "pair", Correct("A D", "B C")),
            $"<associateInteraction responseIdentifier=\"RESPONSE\" maxAssociations=\"2\"><prompt>Pair.</prompt>{Choices("simpleAssociableChoice", "a", "b", "c", "d", "e")}</associateInteraction>",
            MatchCorrect));

        var matching = Assert.IsType<MatchingAnswer>(item.Answer);
        Assert.Equal([new("a", "d"), new("b", "c")], matching.Pairs);
        Assert.Equal(["e"], matching.Decoys);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Interactions_in_a_sentence_are_gaps(string version)
    {
        var item = Only(Read(
            Declare("single", "identifier", Correct("B"), "R1") + Declare("single", "string", Map(("York", "1"), ("york", "0.5"), ("Yorck", "1"), ("Bath", "0")), "R2"),
            $"<p>Fill.</p><p>Now is <inlineChoiceInteraction responseIdentifier=\"R1\" shuffle=\"false\">{Choices("inlineChoice", "spring", "winter")}</inlineChoiceInteraction> of <textEntryInteraction responseIdentifier=\"R2\"/>.</p>",
            "<responseProcessing><setOutcomeValue identifier=\"SCORE\"><sum><mapResponse identifier=\"R2\"/></sum></setOutcomeValue></responseProcessing>",
            version));

        Assert.Equal(("Fill.", "<p>Now is \u00020\u0002 of \u00021\u0002.</p>"), (item.Prompt, item.Body));
        var gaps = Assert.IsType<GapsAnswer>(item.Answer).Gaps;
        Assert.Equal(["winter"], gaps[0].Accepted);
        Assert.Equal(["spring", "winter"], gaps[0].Choices);
        Assert.Equal(["York", "Yorck"], gaps[1].Accepted);
        Assert.Empty(gaps[1].Choices);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_gap_match_is_a_text_with_chosen_gaps(string version)
    {
        var item = Only(Read(
            Declare("multiple", "directedPair", Correct("A G1", "C G2")),
            $"<gapMatchInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\"><prompt>Fill.</prompt>{Choices("gapText", "winter", "spring", "summer")}<p>Now is the <gap identifier=\"G1\"/> made <gap identifier=\"G2\"/>.</p></gapMatchInteraction>",
            MatchCorrect,
            version));

        Assert.Equal(("Fill.", "<p>Now is the \u00020\u0002 made \u00021\u0002.</p>"), (item.Prompt, item.Body));
        Assert.Equal(["winter", "summer"], Assert.IsType<GapsAnswer>(item.Answer).Gaps.Select(g => Assert.Single(g.Accepted)));
    }

    [Fact]
    public void Words_to_type_alone_have_their_variants_and_what_is_said_of_them()
    {
        var item = Only(Read(
            Declare("single", "string", Correct("Convention 102") + Map(("Convention 102", "1"), ("C102", "1"), ("R202", "0"))) + "<outcomeDeclaration identifier=\"F\" cardinality=\"single\" baseType=\"identifier\"/>",
            "<p>Which instrument?</p><div><textEntryInteraction responseIdentifier=\"RESPONSE\" expectedLength=\"20\"/></div>",
            "<responseProcessing><setOutcomeValue identifier=\"SCORE\"><mapResponse identifier=\"RESPONSE\"/></setOutcomeValue><responseCondition><responseIf><stringMatch caseSensitive=\"false\"><variable identifier=\"RESPONSE\"/><baseValue baseType=\"string\">R202</baseValue></stringMatch><setOutcomeValue identifier=\"F\"><baseValue baseType=\"identifier\">floor</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"
            + "<modalFeedback outcomeIdentifier=\"F\" identifier=\"floor\" showHide=\"show\">That one is about floors.</modalFeedback>"));

        Assert.Equal("Which instrument?", item.Prompt);
        Assert.Equal(
            [new("Convention 102", true, ""), new("C102", true, ""), new("R202", false, "<p>That one is about floors.</p>")],
            Assert.IsType<ShortTextAnswer>(item.Answer).Wordings);
    }

    [Theory]
    [InlineData("<p>Who?<br/><textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>", true)]
    [InlineData("Who? <p><span> <textEntryInteraction responseIdentifier=\"RESPONSE\"/></span></p> Say.", true)]
    [InlineData("<p>Who?</p><textEntryInteraction responseIdentifier=\"RESPONSE\"/>", true)]
    [InlineData("<p>It was <span><textEntryInteraction responseIdentifier=\"RESPONSE\"/></span> who did.</p>", false)]
    [InlineData("<p>Who?</p><ul><li><textEntryInteraction responseIdentifier=\"RESPONSE\"/></li><li>b</li></ul>", false)]
    [InlineData("<p>Who?</p><p><textEntryInteraction responseIdentifier=\"RESPONSE\"/> and nobody else.</p>", false)]
    public void Words_to_type_alone_on_a_line_are_no_gap(string body, bool isAlone)
    {
        var item = Only(Read(Declare("single", "string", Correct("she")), body, MatchCorrect));

        Assert.Equal(isAlone, item.Answer is ShortTextAnswer);
        Assert.Equal(!isAlone, BankMarks.HasGap(item.Body));
    }

    [Theory]
    [InlineData("<equal toleranceMode=\"exact\"><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></equal>", "450", "0")]
    [InlineData("<equal toleranceMode=\"absolute\" tolerance=\"2 2\"><variable identifier=\"RESPONSE\"/><baseValue baseType=\"float\">450</baseValue></equal>", "450", "2")]
    [InlineData("<equal toleranceMode=\"absolute\" tolerance=\"1 3\"><baseValue baseType=\"float\">450</baseValue><variable identifier=\"RESPONSE\"/></equal>", "451", "2")]
    [InlineData("<equal toleranceMode=\"relative\" tolerance=\"1\"><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></equal>", "450", "4.5")]
    [InlineData("<equalRounded roundingMode=\"decimalPlaces\" figures=\"1\"><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></equalRounded>", "450", "0.05")]
    [InlineData("<and><gte><variable identifier=\"RESPONSE\"/><baseValue baseType=\"float\">440</baseValue></gte><lte><variable identifier=\"RESPONSE\"/><baseValue baseType=\"float\">460</baseValue></lte></and>", "450", "10")]
    public void A_number_has_the_tolerance_of_its_rules(string condition, string value, string tolerance)
    {
        var item = Only(Read(
            Declare("single", "float", Correct("450")),
            "<p>How much?</p><p><textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>",
            $"<responseProcessing><responseCondition><responseIf>{condition}<setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"));

        var number = Assert.Single(Assert.IsType<NumericAnswer>(item.Answer).Numbers);
        Assert.Equal((value, tolerance, true), (Plain(number.Value), Plain(number.Tolerance), number.IsRight));
    }

    [Fact]
    public void An_essay_has_what_learners_are_told_and_not_what_graders_are()
    {
        var reading = Read(
            Declare("single", "string", ""),
            "<rubricBlock view=\"candidate\"><p>Take your time.</p></rubricBlock><rubricBlock view=\"scorer\"><p>Two points.</p></rubricBlock><extendedTextInteraction responseIdentifier=\"RESPONSE\"><prompt>Write.</prompt></extendedTextInteraction>",
            "");

        var item = Assert.Single(reading.Items);
        Assert.Equal(("Write.", "<p>Take your time.</p>"), (item.Prompt, item.Body));
        Assert.Equal("grader-information", Assert.Single(reading.Problems).Code);
    }

    [Theory]
    [InlineData("<hotspotInteraction responseIdentifier=\"RESPONSE\"/>", "other-kind")]
    [InlineData("<sliderInteraction responseIdentifier=\"RESPONSE\"/>", "other-kind")]
    [InlineData("<p>Only text.</p>", "description")]
    [InlineData("<p>Two</p><extendedTextInteraction responseIdentifier=\"RESPONSE\"/><orderInteraction responseIdentifier=\"RESPONSE\"/>", "several-interactions")]
    [InlineData("<p>See <img src=\"a.png\" alt=\"\"/></p><extendedTextInteraction responseIdentifier=\"RESPONSE\"/>", "picture-alt")]
    [InlineData("<p>See <object data=\"a.png\" type=\"image/png\"/></p><extendedTextInteraction responseIdentifier=\"RESPONSE\"/>", "cannot-carry-markup")]
    [InlineData("<p>See <printedVariable identifier=\"x\"/></p><extendedTextInteraction responseIdentifier=\"RESPONSE\"/>", "template")]
    public void What_cannot_be_ours_is_named_with_its_line(string body, string code)
    {
        var problem = Assert.Single(Read(Declare("single", "string", ""), body, "").Problems);

        Assert.Equal((code, true), (problem.Code, problem.KeepsOut));
        Assert.InRange(problem.Line, 2, 3);
    }

    [Fact]
    public void Items_that_change_as_they_go_are_refused()
    {
        const string Body = "<p>Write.</p><extendedTextInteraction responseIdentifier=\"RESPONSE\"/>";

        Assert.Equal("adaptive", Code(Read(Declare("single", "string", ""), Body, "", attributes: "adaptive=\"true\"")));
        Assert.Equal("template", Code(Read(Declare("single", "string", "") + "<templateDeclaration identifier=\"N\" cardinality=\"single\" baseType=\"integer\"/>", Body, "")));
        Assert.Equal("text-elsewhere", Code(Read(Declare("single", "string", "") + "<assessmentStimulusRef identifier=\"s\" href=\"s.xml\"/>", Body, "")));
    }

    [Theory]
    [InlineData("<questestinterop/>", "qti-one")]
    [InlineData("<assessmentTest/>", "test-without-items")]
    [InlineData("<qti-assessment-test xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\"/>", "test-without-items")]
    [InlineData("<quiz/>", "not-qti")]
    public void Other_files_are_no_items(string file, string code) => Assert.Equal(code, Assert.Single(BankItems.Read(file, "qti").Problems).Code);

    [Fact]
    public void Rules_without_end_are_left_and_the_declared_response_counts()
    {
        var rules = string.Concat(Enumerable.Repeat("<setOutcomeValue identifier=\"X\"><multiple><variable identifier=\"X\"/><variable identifier=\"X\"/><baseValue baseType=\"identifier\">a</baseValue></multiple></setOutcomeValue>", 3_000));
        var item = Only(Read(
            Declare("single", "identifier", Correct("B")),
            $"<choiceInteraction responseIdentifier=\"RESPONSE\" maxChoices=\"1\"><prompt>Which?</prompt>{Choices("simpleChoice", "a", "b", "c")}</choiceInteraction>",
            $"<responseProcessing>{rules}</responseProcessing>"));

        Assert.Equal([false, true, false], Assert.IsType<ChoiceAnswer>(item.Answer).Options.Select(o => o.IsRight));
    }

    private static string Plain(decimal number) => number.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("<(/?)([A-Za-z][A-Za-z0-9]*)([^>]*)>")]
    private static partial Regex Tag();

    [GeneratedRegex("([A-Za-z]+)=")]
    private static partial Regex Attribute();

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Capital();
}
