using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

public sealed class MoodleXmlTests
{
    private static BankReading Read(string questions) => BankItems.Read($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{questions}\n</quiz>", "moodle-xml");

    private static string Question(string type, string text, string more) =>
        $"<question type=\"{type}\"><name><text>N</text></name><questiontext format=\"html\"><text>{text}</text></questiontext>{more}</question>";

    private static BankItem Only(string type, string text, string more)
    {
        var reading = Read(Question(type, text, more));
        Assert.Empty(reading.Problems.Where(p => p.KeepsOut).Select(p => $"{p.Line} {p.Code}"));
        return Assert.Single(reading.Items);
    }

    private static T Answer<T>(string type, string text, string more) => Assert.IsType<T>(Only(type, text, more).Answer);

    private static string Code(string type, string text, string more) => Assert.Single(Read(Question(type, text, more)).Problems, p => p.KeepsOut).Code;

    private static string A(string fraction, string text, string feedback = "") => $"<answer fraction=\"{fraction}\"><text>{text}</text><feedback><text>{feedback}</text></feedback></answer>";

    [Fact]
    public void Moodle_looks_for_words_in_a_text_element()
    {
        var item = new BankItem { Line = 1, Id = "q", Title = "q", Prompt = "Write.", Explanation = "<p>So.</p>", Answer = new EssayAnswer([new("Clear", [new(0, "no"), new(1, "yes")])], null) };
        var question = System.Xml.Linq.XDocument.Parse(System.Text.Encoding.UTF8.GetString(BankFormats.Find("moodle-xml")!.Write([item], "t", "en").File)).Root!.Element("question")!;

        Assert.All(["questiontext", "generalfeedback", "graderinfo"], name => Assert.StartsWith("<p>", question.Element(name)!.Element("text")!.Value, StringComparison.Ordinal));
        Assert.All(["questiontext", "generalfeedback", "graderinfo", "responsetemplate"], name => Assert.Equal("html", question.Element(name)!.Attribute("format")!.Value));
    }

    [Fact]
    public void A_question_has_its_name_id_tags_category_text_and_explanation()
    {
        var reading = Read("""
            <question type="category"><category><text>$course$/top/Rights//Duties/Floors</text></category></question>
            <!-- question: 12 -->
            <question type="multichoice">
              <name><text>Branches</text></name>
              <questiontext format="html"><text><![CDATA[<p>Which is <b>a branch</b>?</p><p>Think of C102.</p>]]></text></questiontext>
              <generalfeedback format="html"><text>&lt;p&gt;Part VIII.&lt;/p&gt;</text></generalfeedback>
              <idnumber>b-1</idnumber>
              <single>true</single>
              <answer fraction="0"><text>Housing</text><feedback><text>No.</text></feedback></answer>
              <answer fraction="100"><text>Maternity</text><feedback><text>Yes.</text></feedback></answer>
              <tags><tag><text>objective:c102</text></tag><tag><text>easy</text></tag></tags>
            </question>
            """);

        var item = Assert.Single(reading.Items);
        Assert.Empty(reading.Problems);
        Assert.Equal((5, "Branches", "b-1", "Rights∕Duties/Floors"), (item.Line, item.Title, item.Id, item.Category));
        Assert.Equal(["objective:c102", "easy"], item.Tags);
        Assert.Equal(("Which is <strong>a branch</strong>?", "<p>Think of C102.</p>", "<p>Part VIII.</p>"), (item.Prompt, item.Body, item.Explanation));
        Assert.Equal([new("Housing", false, "<p>No.</p>"), new("Maternity", true, "<p>Yes.</p>")], Assert.IsType<ChoiceAnswer>(item.Answer).Options);
    }

    [Fact]
    public void Of_several_right_options_each_earns_its_share()
    {
        var choice = Answer<ChoiceAnswer>("multichoice", "Which?", "<single>false</single>" + A("33.33333", "a") + A("33.33333", "b") + A("33.33333", "c") + A("-33.33333", "d"));

        Assert.True(choice.IsMultiple);
        Assert.Equal([true, true, true, false], choice.Options.Select(o => o.IsRight));
        Assert.Equal("partial-credit", Code("multichoice", "Which?", "<single>false</single>" + A("75", "a") + A("25", "b") + A("0", "c")));
        Assert.Equal("no-right-answer", Code("multichoice", "Which?", A("0", "a") + A("0", "b")));
    }

    [Fact]
    public void What_is_said_to_all_who_are_right_is_said_of_the_right_option_if_nothing_else_is()
    {
        var choice = Answer<ChoiceAnswer>("multichoice", "Which?",
            "<single>1</single><correctfeedback><text>Well done.</text></correctfeedback><incorrectfeedback><text>Your answer is incorrect.</text></incorrectfeedback>" + A("100", "a") + A("0", "b"));

        Assert.Equal(["<p>Well done.</p>", ""], choice.Options.Select(o => o.Feedback));
    }

    [Theory]
    [InlineData("true", "false", "100", "0", true)]
    [InlineData("false", "true", "100", "0", false)]
    [InlineData("vrai", "faux", "0", "100", false)]
    public void A_statement_is_true_or_false_in_any_order_and_in_older_words(string first, string second, string ofFirst, string ofSecond, bool isTrue)
    {
        var judged = Answer<TrueFalseAnswer>("truefalse", "Is it?", A(ofFirst, first, first) + A(ofSecond, second, second));

        Assert.Equal(isTrue, judged.IsTrue);
        Assert.Equal(first == "false" ? "<p>true</p>" : $"<p>{first}</p>", judged.TrueFeedback);
    }

    [Fact]
    public void Typed_words_have_variants_and_a_star_only_where_it_is_written_as_one()
    {
        var words = Answer<ShortTextAnswer>("shortanswer", "2 * 3?", A("100", @"2\*3", "six") + A("0", "5", "a sum") + A("0", "*", "no"));

        Assert.Equal([new("2*3", true, "<p>six</p>"), new("5", false, "<p>a sum</p>")], words.Wordings);
        Assert.Equal("wildcard", Code("shortanswer", "Who?", A("100", "Beethoven*")));
        Assert.Equal("partial-credit", Code("shortanswer", "Who?", A("100", "Beethoven") + A("50", "Bach")));
        Assert.Equal(["case-is-ignored", "catch-all"], Read(Question("shortanswer", "Who?", "<usecase>1</usecase>" + A("100", "B") + A("0", "*", "no"))).Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_number_has_a_tolerance_and_a_unit()
    {
        var number = Answer<NumericAnswer>("numerical", "How much?", """
            <answer fraction="100"><text>52,5</text><tolerance>0.1</tolerance><feedback><text>Yes.</text></feedback></answer>
            <answer fraction="0"><text>1.5E3</text><tolerance>0</tolerance></answer>
            <answer fraction="0"><text>*</text></answer>
            <units><unit><multiplier>1</multiplier><unit_name>kg</unit_name></unit></units>
            """);

        Assert.Equal("kg", number.Unit);
        Assert.Equal([new(52.5m, 0.1m, true, "<p>Yes.</p>"), new(1500, 0, false, "")], number.Numbers);
        Assert.Equal("not-a-number", Code("numerical", "How much?", A("100", "much")));
    }

    [Fact]
    public void What_is_matched_may_have_answers_too_many()
    {
        var matching = Answer<MatchingAnswer>("matching", "Match.", """
            <subquestion format="html"><text><![CDATA[<p><i>Sickness</i></p>]]></text><answer><text>45 &lt; 60</text></answer></subquestion>
            <subquestion><text>Old age</text><answer><text>40 %</text></answer></subquestion>
            <subquestion><text></text><answer><text>60 %</text></answer></subquestion>
            """);

        Assert.Equal([new("<em>Sickness</em>", "45 < 60"), new("Old age", "40 %")], matching.Pairs);
        Assert.Equal(["60 %"], matching.Decoys);
    }

    [Fact]
    public void An_order_is_that_of_the_fractions()
    {
        var order = Answer<OrderingAnswer>("ordering", "In order.", "<selecttype>ALL</selecttype><selectcount>3</selectcount>" + A("2.0000000", "b") + A("1.0000000", "a") + A("3.0000000", "c"));

        Assert.Equal(["a", "b", "c"], order.Steps);
    }

    [Fact]
    public void A_cloze_is_a_text_with_typed_and_chosen_gaps()
    {
        var item = Only("cloze", "<![CDATA[<p>Fill.</p><p>No. {1:SA:=102~=one hundred and two#fine} has {2:MC:six~=nine#Yes~%0%tw&#233;lve~\\}} {branches} {1:NM:=45:0}.</p>]]>", "");

        Assert.Equal("<p>No. \u00020\u0002 has \u00021\u0002 {branches} \u00022\u0002.</p>", item.Body);
        var gaps = Assert.IsType<GapsAnswer>(item.Answer).Gaps;
        Assert.Equal(["102", "one hundred and two"], gaps[0].Accepted);
        Assert.Equal(["nine"], gaps[1].Accepted);
        Assert.Equal(["six", "nine", "twélve", "}"], gaps[1].Choices);
        Assert.Equal(["45"], gaps[2].Accepted);
    }

    [Fact]
    public void A_cloze_with_one_number_is_a_number()
    {
        var item = Only("cloze", "<![CDATA[<p>It is {1:NUMERICAL:%100%450:1#ok~%0%400:0} a month.</p>]]>", "");

        Assert.Equal("It is ___ a month.", item.Prompt);
        Assert.Equal([new(450, 1, true, ""), new(400, 0, false, "")], Assert.IsType<NumericAnswer>(item.Answer).Numbers);
    }

    [Theory]
    [InlineData("Nothing here.", "no-gaps")]
    [InlineData("{1:MULTIRESPONSE:=a~=b~c} and {1:SA:=d}", "several-in-gap")]
    [InlineData("{1:NM:=4:0.5} and {1:SA:=d}", "gap-tolerance")]
    [InlineData("{1:SA:=to*} and {1:SA:=d}", "wildcard")]
    [InlineData("{1:SA:=to~%50%fro} and {1:SA:=d}", "partial-credit")]
    [InlineData("Take {1:MULTICHOICE:=Apple}", "gap-choices")]
    public void A_cloze_that_cannot_be_ours_is_named(string text, string code) => Assert.Equal(code, Code("cloze", text, ""));

    [Fact]
    public void Gaps_may_be_filled_from_groups_of_choices()
    {
        const string Choices = "<selectoption><text>cat</text><group>1</group></selectoption><selectoption><text>mat</text><group>2</group></selectoption><selectoption><text>dog</text><group>1</group></selectoption><selectoption><text>hat</text><group>2</group></selectoption>";
        var gaps = Answer<GapsAnswer>("gapselect", "The [[1]] sat on the [[2]], [[not]] the [[3]].", Choices).Gaps;

        Assert.Equal(["cat", "mat", "dog"], gaps.Select(gap => Assert.Single(gap.Accepted)));
        Assert.Equal(["cat", "dog"], gaps[0].Choices);
        Assert.Equal("no-such-choice", Code("gapselect", "The [[5]]", Choices));
        Assert.Single(Answer<GapsAnswer>("ddwtos", "A [[1]].", Choices.Replace("selectoption", "dragbox", StringComparison.Ordinal)).Gaps);
    }

    [Fact]
    public void A_calculation_is_worked_out_from_its_data_sets()
    {
        const string Sets = """
            <dataset_definitions>
              <dataset_definition><name><text>w</text></name><minimum><text>100</text></minimum><maximum><text>200</text></maximum><decimals><text>1</text></decimals></dataset_definition>
              <dataset_definition><name><text>unused</text></name><minimum><text>1</text></minimum><maximum><text>2</text></maximum><decimals><text>0</text></decimals></dataset_definition>
            </dataset_definitions>
            """;
        var item = Only("calculated", "Half of {w}, that is {={w}*2}?", "<answer fraction=\"100\"><text>round({w}*0.5, 2) + abs({w}) - ceil(.5)</text><tolerance>0.5</tolerance><tolerancetype>2</tolerancetype></answer>" + Sets);

        Assert.Equal("Half of \u0003w\u0003, that is \u0003w * 2\u0003?", item.Prompt);
        var answer = Assert.IsType<CalculationAnswer>(item.Answer);
        Assert.Equal([new("w", 100, 200, 0.1m)], answer.Ranges);
        Assert.Equal([new("round(w * 0.5, 2) + max(w, -w) - ceiling(0.5)", 0.5m, true, "")], answer.Formulas);
        Assert.Equal("formula", Code("calculated", "{w}", A("100", "sin({w})") + Sets));
        Assert.Equal("relative-tolerance", Assert.Single(Read(Question("calculated", "{w}", "<answer fraction=\"100\"><text>{w}</text><tolerance>0.01</tolerance><tolerancetype>1</tolerancetype></answer>" + Sets)).Problems).Code);
    }

    [Fact]
    public void An_essay_has_no_rubric_and_says_so()
    {
        var reading = Read(Question("essay", "Write.", "<graderinfo><text>Look for three points.</text></graderinfo><responsetemplate><text>Dear</text></responsetemplate><maxwordlimit>150</maxwordlimit><attachments>1</attachments>"));

        Assert.Equal(150, Assert.IsType<EssayAnswer>(Assert.Single(reading.Items).Answer).Words);
        Assert.Equal(["grader-information", "response-template", "attachments"], reading.Problems.Select(p => p.Code));
        Assert.DoesNotContain(reading.Problems, p => p.KeepsOut);
    }

    [Theory]
    [InlineData("description", "Read this.", "", "description")]
    [InlineData("stack", "x", "", "other-kind")]
    [InlineData("shortanswer", "<![CDATA[<p>See <img src=\"@@PLUGINFILE@@/a.png\" alt=\"a\"></p>]]>", "<answer fraction=\"100\"><text>a</text></answer>", "picture-missing")]
    [InlineData("shortanswer", "<![CDATA[<p>See <a href=\"@@PLUGINFILE@@/a.pdf\">this</a></p>]]>", "<answer fraction=\"100\"><text>a</text></answer>", "embedded-file")]
    [InlineData("shortanswer", "Old", "<image>a.png</image><answer fraction=\"100\"><text>a</text></answer>", "cannot-carry-markup")]
    public void What_cannot_be_carried_is_named_with_its_line(string type, string text, string more, string code)
    {
        var problem = Assert.Single(Read(Question(type, text, more)).Problems);

        Assert.Equal((3, code, true), (problem.Line, problem.Code, problem.KeepsOut));
    }

    [Theory]
    [InlineData("plain_text", "a < b\n\nc", "a &lt; b", "<p>c</p>")]
    [InlineData("moodle_auto_format", "a\nb\n\nc", "a<br>b", "<p>c</p>")]
    [InlineData("markdown", "a *b*\n\n- c", "a <em>b</em>", "<ul><li>c</li></ul>")]
    [InlineData("html", "<p>a</p>\n<div>b</div>", "a", "<p>b</p>")]
    public void A_text_is_read_as_it_is_marked(string format, string text, string prompt, string body)
    {
        var item = Assert.Single(Read($"<question type=\"essay\"><questiontext format=\"{format}\"><text><![CDATA[{text}]]></text></questiontext></question>").Items);

        Assert.Equal((prompt, body), (item.Prompt, item.Body));
    }

    [Fact]
    public void Html_that_nobody_escaped_is_html_all_the_same()
    {
        var item = Assert.Single(Read("<question type=\"essay\"><questiontext><text><p>One <b>two</b> &amp; three</p></text></questiontext></question>").Items);

        Assert.Equal("One <strong>two</strong> &amp; three", item.Prompt);
    }

    [Fact]
    public void Hints_and_what_is_said_to_all_who_are_right_are_named_when_left_out()
    {
        var reading = Read(Question("matching", "Match.", "<correctfeedback><text>Because of Part II.</text></correctfeedback><hint><text>Look.</text></hint><subquestion><text>a</text><answer><text>1</text></answer></subquestion><subquestion><text>b</text><answer><text>2</text></answer></subquestion>"));

        Assert.Single(reading.Items);
        Assert.Equal(["overall-feedback", "hints"], reading.Problems.Select(p => p.Code));
    }

    [Fact]
    public void Other_xml_is_no_bank() => Assert.Equal("not-moodle-xml", Assert.Single(BankItems.Read("<library/>", "moodle-xml").Problems).Code);
}
