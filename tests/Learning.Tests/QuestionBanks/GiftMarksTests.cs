using System.Text;
using Learning.QuestionBanks;
using Learning.QuestionBanks.Formats;

namespace Learning.Tests.QuestionBanks;

/// <summary>What GIFT has no place for stands in remarks of the comment. They are believed only where they fit what is seen, whoever wrote them.</summary>
public sealed class GiftMarksTests
{
    private static readonly BankItem _gaps = new()
    {
        Line = 1,
        Id = "leaflet",
        Prompt = "A leaflet lacks some words.",
        Body = $"<p>Convention No. {BankMarks.Gap(0)} has un{BankMarks.Gap(1)} branches.</p><p>A State accepts {BankMarks.Gap(2)}.</p>",
        Explanation = "<p>Three are enough.</p>",
        Answer = new GapsAnswer([new(["102", "C102"], []), new(["equal"], []), new(["three"], ["one", "three", "nine"])]),
    };

    private static readonly BankItem _sum = new()
    {
        Line = 1,
        Prompt = $"What is 45 % of {BankMarks.Number("wage")}?",
        Explanation = $"<p>{BankMarks.Number("wage")} {{times}} 0.45.</p>",
        Answer = new CalculationAnswer([new("wage", 800, 2400, 50)], [new("wage * 45 %", 0.5m, true, ""), new("wage", 0, false, $"<p>{BankMarks.Number("wage")} is all of it.</p>")], "a month"),
    };

    private static readonly string _gapsWritten = Written(_gaps);
    private static readonly string _sumWritten = Written(_sum);

    [Fact]
    public void Several_gaps_are_matches_of_numbered_blanks_to_other_programs()
    {
        Assert.Equal(
            """
            // [id:leaflet] [gap:["=102","=C102"\]] [gap:["=equal"\]] [gap:["~one","=three","~nine"\]]
            [html]<p>A leaflet lacks some words.</p><p>Convention No. <span>_____ (1)</span> has un<span>_____ (2)</span> branches.</p><p>A State accepts <span>_____ (3)</span>.</p> {
            	=(1) -> 102
            	=(2) -> equal
            	=(3) -> three
            	= -> one
            	= -> nine
            	####<p>Three are enough.</p>}


            """,
            _gapsWritten);
        Assert.Equal(BankItems.Say(_gaps), BankItems.Say(Only(_gapsWritten)));

        var seen = Only(WithoutComments(_gapsWritten));
        Assert.Equal("<p>Convention No. _____ (1) has un_____ (2) branches.</p><p>A State accepts _____ (3).</p>", seen.Body);
        var matching = Assert.IsType<MatchingAnswer>(seen.Answer);
        Assert.Equal([new("(1)", "102"), new("(2)", "equal"), new("(3)", "three")], matching.Pairs);
        Assert.Equal(["one", "nine"], matching.Decoys);
    }

    [Fact]
    public void A_calculation_is_one_set_of_its_numbers_to_other_programs()
    {
        Assert.Equal(
            """
            // [tag:unit:a month] [number:["wage",800,2400,50\]] [formula:["wage * 45 %",0.5,720.00\]] [formula:["wage",0,1600\]] [shown:["wage","1,600"\]] [shown:["wage","1,600"\]] [shown:["wage","1,600"\]]
            [html]<p>What is 45 % of <span>1,600</span>?</p> {#
            	=720:0.5
            	=%0%1600:0#<p><span>1,600</span> is all of it.</p>
            	####<p><span>1,600</span> \{times\} 0.45.</p>}


            """,
            _sumWritten);
        Assert.Equal(BankItems.Say(_sum), BankItems.Say(Only(_sumWritten)));

        var seen = Only(WithoutComments(_sumWritten));
        Assert.Equal(("What is 45 % of 1,600?", "<p>1,600 {times} 0.45.</p>"), (seen.Prompt, seen.Explanation));
        Assert.Equal([new(720, 0.5m, true, ""), new(1600, 0, false, "<p>1,600 is all of it.</p>")], Assert.IsType<NumericAnswer>(seen.Answer).Numbers);
    }

    [Fact]
    public void Numbers_with_which_a_wrong_result_is_the_right_one_are_not_taken()
    {
        // In the middle of the range, 5, both are 10.
        var item = new BankItem { Line = 1, Prompt = $"Five more than {BankMarks.Number("n")}?", Answer = new CalculationAnswer([new("n", 1, 9, 1)], [new("n + 5", 0, true, ""), new("n * 2", 0, false, "")], "") };

        Assert.Equal(2, Assert.IsType<NumericAnswer>(Only(WithoutComments(Written(item))).Answer).Numbers.Select(number => number.Value).Distinct().Count());
    }

    [Fact]
    public void A_text_may_be_mended_around_its_gaps_and_numbers()
    {
        var gaps = Only(_gapsWritten.Replace("lacks", "misses", StringComparison.Ordinal));
        Assert.Equal("A leaflet misses some words.", gaps.Prompt);
        Assert.Equal(3, Assert.IsType<GapsAnswer>(gaps.Answer).Gaps.Count);

        var sum = Only(_sumWritten.Replace("is all", "would be all", StringComparison.Ordinal));
        Assert.Equal($"<p>{BankMarks.Number("wage")} would be all of it.</p>", Assert.IsType<CalculationAnswer>(sum.Answer).Formulas[1].Feedback);
    }

    [Theory]
    [InlineData("has un<span>_____ (2)</span> branches", "has nine branches")]
    [InlineData("<span>_____ (3)</span>", "_____ (3)")]
    [InlineData("<span>_____ (3)</span>", "<span>three</span>")]
    [InlineData("Convention No.", "<span>Convention</span> No.")]
    [InlineData("=(2) -> equal", "=(2) -> even")]
    [InlineData("=(2) -> equal", "=(2) -> equal =(4) -> even")]
    [InlineData("= -> nine", "")]
    [InlineData("[gap:[\"=equal\"\\]]", "")]
    [InlineData("[gap:[\"=equal\"\\]]", "[gap:[\"=equal\"]]")]
    [InlineData("\"=102\"", "\"=103\"")]
    [InlineData("[id:leaflet]", "[number:[\"a\",1,2,1\\]]")]
    public void Gaps_that_no_longer_fit_their_text_are_the_matches_that_are_seen(string before, string after) =>
        Assert.IsNotType<GapsAnswer>(Changed(_gapsWritten, before, after).Answer);

    [Theory]
    [InlineData("45 % of <span>1,600</span>", "45 % of <span>1,700</span>")]
    [InlineData("45 % of <span>1,600</span>", "45 % of 1,600")]
    [InlineData("=720:0.5", "=765:0.5")]
    [InlineData("=720:0.5", "=720:1")]
    [InlineData("=720:0.5", "=720:0.5 =%0%7:0")]
    [InlineData("=720:0.5", "=720:0.5 =%0%*#else")]
    [InlineData("[formula:[\"wage\",0,1600\\]]", "")]
    [InlineData("[number:[\"wage\",800,2400,50\\]]", "")]
    [InlineData("[number:[\"wage\",800", "[number:[\"age\",800")]
    [InlineData("[shown:[\"wage\",\"1,600\"\\]] ", "")]
    public void Numbers_that_no_longer_fit_their_text_are_the_number_that_is_seen(string before, string after) =>
        Assert.IsType<NumericAnswer>(Changed(_sumWritten, before, after).Answer);

    public static TheoryData<string> Hostile =>
    [
        "[gap:]", "[gap:[]", "[gap:[\\]]", "[gap:x]", "[gap:{}]", "[gap:[null\\]]", "[gap:[1\\]]", "[gap:[[[[\"=a\"\\]\\]\\]\\]]", "[gap:[\"a\"\\]]", "[gap:[\"=a\"\\]] [gap:[\"=b\"\\]]",
        "[gap:[\"=\\ud800\"\\]]", $"[gap:[\"=a{new string('x', 200_000)}\"\\]]", string.Concat(Enumerable.Repeat("[gap:[\"=a\"\\]] ", 20_000)),
        "[number:[\"a\",1e400,2,1\\]]", "[number:[\"a\",1\\]]", "[number:{\"a\":1}]", "[number:[\"a\",1,2,0\\]] [formula:[\"1/0\",0,1\\]] [shown:[\"a\",\"1\"\\]]",
        "[formula:[\"<script>alert(1)</script>\",0,1\\]]", "[shown:[\"<img src=x onerror=alert(1)>\",\"1\"\\]]", "[shown:[\"}{\",\"1\"\\]]", "[shown:[\"\\u0003\",\"1\"\\]]",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Remarks_on_what_is_something_else_leave_it_what_it_is(string remarks)
    {
        foreach (var text in new[] { "Why <span>1</span>? {}", "Two and <span>1</span>? {#3:0.1}", "Who? {=a ~b}", "[html]<p>Match <span>_____ (1)</span>.</p> {=(1) -> b =c -> d}", "She is un{=happy} now." })
        {
            var reading = BankItems.Read($"// {remarks}\n{text}", "gift");

            Assert.Equal(BankItems.Say(Only(text)), BankItems.Say(Assert.Single(reading.Items)));
            Assert.Equal(remarks is "[gap:]" ? [] : [(2, "marks-differ", false)], reading.Problems.Select(p => (p.Line, p.Code, p.KeepsOut)));
        }
    }

    [Fact]
    public void Words_of_a_gap_are_words_and_no_markup()
    {
        const string Script = "<script>alert(1)</script>";
        var item = Only($"// [gap:[\"={Script}\"\\]] [gap:[\"=b\",\"=<b>\"\\]]\n[html]<p>Fill in.</p><p><span>_____ (1)</span> <span>_____ (2)</span></p> {{=(1) -> {Script} =(2) -> b}}");

        Assert.Equal([Script, "b", "<b>"], Assert.IsType<GapsAnswer>(item.Answer).Gaps.SelectMany(gap => gap.Accepted));
        Assert.Equal($"<p>{BankMarks.Gap(0)} {BankMarks.Gap(1)}</p>", item.Body);
    }

    [Theory]
    [InlineData("[kind:groups] [group:[\"<em>a</em><script>alert(1)</script>\"\\]]", "=x -> a =y -> b", "cannot-carry-markup")]
    [InlineData("[criterion:[\"<script>alert(1)</script>\",0,\"no\",1,\"yes\"\\]]", "", "cannot-carry-markup")]
    [InlineData("[kind:groups] [group:[\"<em>a</em>\\u0002\"\\]]", "=x -> a =y -> b", "")]
    [InlineData("[kind:groups] [group:[null\\]]", "=x -> a =y -> b", "")]
    [InlineData("[criterion:[null,0,\"no\",1,\"yes\"\\]]", "", "")]
    [InlineData("[criterion:[\"a\",0,null\\]]", "", "")]
    public void Texts_in_remarks_are_cleaned_as_all_others_are(string remarks, string answers, string code)
    {
        var reading = BankItems.Read($"// {remarks}\nQ? {{{answers}}}", "gift");

        Assert.Equal(code.Length > 0 ? [code] : [], reading.Problems.Select(p => p.Code));
        Assert.Equal(code.Length > 0 ? 0 : 1, reading.Items.Count);
    }

    [Fact]
    public void What_is_refused_as_it_is_seen_is_not_remarked_upon_too() =>
        Assert.Equal(["several-answer-places"], BankItems.Read("// [gap:[\"=a\"\\]]\nQ {=a} and {=b}", "gift").Problems.Select(p => p.Code));

    [Theory]
    [InlineData("[id:")]
    [InlineData("[gap:\\]")]
    public void Remarks_that_are_never_closed_are_read_to_an_end(string remark)
    {
        var item = Only($"// {string.Concat(Enumerable.Repeat(remark, 400_000))}\nQ? {{T}}");

        Assert.Equal(("", new TrueFalseAnswer(true, "", "")), (item.Id, item.Answer));
    }

    private static string Written(BankItem item)
    {
        var written = new Gift().Write([item], "", "en");
        Assert.Empty(written.Problems);
        return Encoding.UTF8.GetString(written.File);
    }

    private static string WithoutComments(string text) => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("//", StringComparison.Ordinal)));

    /// <summary>What is read after a change, of which the reader says that the remarks fit no more.</summary>
    private static BankItem Changed(string text, string before, string after)
    {
        var at = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, before);
        var reading = BankItems.Read(text[..at] + after + text[(at + before.Length)..], "gift");

        Assert.Contains((2, "marks-differ", false), reading.Problems.Select(p => (p.Line, p.Code, p.KeepsOut)));
        return Assert.Single(reading.Items);
    }

    private static BankItem Only(string text)
    {
        var reading = BankItems.Read(text, "gift");
        Assert.Empty(reading.Problems);
        return Assert.Single(reading.Items);
    }
}
