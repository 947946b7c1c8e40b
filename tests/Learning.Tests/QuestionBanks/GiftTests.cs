using System.Text;
using Learning.QuestionBanks;
using Learning.QuestionBanks.Formats;

namespace Learning.Tests.QuestionBanks;

public sealed class GiftTests
{
    [Fact]
    public void A_choice_has_a_title_options_feedback_and_an_explanation()
    {
        var item = Only("// [id:spectrum] [tag:light] [tag:objective:c102]\n::Colours:: What is between orange and green? {\n  =yellow # right; good!\n  ~red # wrong\n  ~blue\n  #### It is yellow.\n}");

        Assert.Equal(("spectrum", "Colours", "What is between orange and green?", "<p>It is yellow.</p>"), (item.Id, item.Title, item.Prompt, item.Explanation));
        Assert.Equal(["light", "objective:c102"], item.Tags);
        Assert.Equal(2, item.Line);
        Assert.Equal(
            [new("yellow", true, "<p>right; good!</p>"), new("red", false, "<p>wrong</p>"), new("blue", false, "")],
            Assert.IsType<ChoiceAnswer>(item.Answer).Options);
    }

    [Theory]
    [InlineData("Sun rises in the east.{T}", true, "", "")]
    [InlineData("Grant is buried there.{FALSE#No one is.#Right!}", false, "<p>No one is.</p>", "<p>Right!</p>")]
    [InlineData("Yes?{TRUE#wrong#right}", true, "<p>right</p>", "<p>wrong</p>")]
    public void True_and_false_have_a_remark_for_the_wrong_and_one_for_the_right(string text, bool isTrue, string forTrue, string forFalse) =>
        Assert.Equal(new TrueFalseAnswer(isTrue, forTrue, forFalse), Only(text).Answer);

    [Theory]
    [InlineData("When?{#1822:5}", "1822", "5")]
    [InlineData("Pi?{#3.141..3.143}", "3.142", "0.001")]
    [InlineData("How many?{#\n=7\n}", "7", "0")]
    [InlineData("Cold?{#-3.5}", "-3.5", "0")]
    public void A_number_has_a_tolerance_or_a_range(string text, string value, string tolerance)
    {
        var number = Assert.Single(Assert.IsType<NumericAnswer>(Only(text).Answer).Numbers);
        Assert.Equal((decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(tolerance, System.Globalization.CultureInfo.InvariantCulture), true), (number.Value, number.Tolerance, number.IsRight));
    }

    [Fact]
    public void Answers_in_a_sentence_are_a_gap_in_it()
    {
        var chosen = Only("Grant is {~buried =entombed ~living} in Grant's tomb.");
        Assert.Equal(("", $"<p>Grant is {BankMarks.Gap(0)} in Grant's tomb.</p>"), (chosen.Prompt, chosen.Body));
        Assert.Equal(["buried", "entombed", "living"], Assert.IsType<GapsAnswer>(chosen.Answer).Gaps[0].Choices);

        Assert.Equal(["four", "4"], Assert.IsType<GapsAnswer>(Only("Two plus two equals {=four =4}.").Answer).Gaps[0].Accepted);
    }

    [Fact]
    public void Answers_in_a_sentence_with_something_said_about_each_are_a_choice()
    {
        var item = Only("Grant is {~buried#No =entombed#Yes} in his tomb.");

        Assert.Equal("Grant is _____ in his tomb.", item.Prompt);
        Assert.IsType<ChoiceAnswer>(item.Answer);
    }

    [Fact]
    public void A_full_stop_behind_the_answers_of_a_whole_question_is_no_sentence()
    {
        Assert.Equal("What is pi?", Only("What is pi? {#3.1415:0.0005}.").Prompt);
        Assert.Equal(["one"], Assert.IsType<ShortTextAnswer>(Only("How many? {=one}.").Answer).Wordings.Select(w => w.Text));
        Assert.IsType<GapsAnswer>(Only("He came from {=Nazareth}.").Answer);
    }

    [Fact]
    public void What_is_preformatted_keeps_its_lines() =>
        Assert.Equal("<pre>a {\n  b\n}</pre>", Only("[html]<p>What?</p>\n<pre>\na \\{\n  b\n\\}\n</pre>{}").Body);

    [Fact]
    public void Several_right_answers_share_the_marks()
    {
        var reading = BankItems.Read("Who?{~%50%A ~%50%B ~%-50%C}\n\nWho?{~%50%A ~%50%B ~%-100%C}\n\nWho?{~%75%A ~%25%B ~C}", "gift");

        Assert.Equal(2, reading.Items.Count);
        Assert.All(reading.Items, item => Assert.Equal([true, true, false], Assert.IsType<ChoiceAnswer>(item.Answer).Options.Select(o => o.IsRight)));
        Assert.Equal([(3, "penalty", false), (5, "partial-credit", true)], reading.Problems.Select(p => (p.Line, p.Code, p.KeepsOut)));
    }

    [Fact]
    public void Matches_may_have_one_answer_too_many()
    {
        var matching = Assert.IsType<MatchingAnswer>(Only("Match.{=Canada -> Ottawa =Italy -> Rome = -> Oslo}").Answer);

        Assert.Equal([new("Canada", "Ottawa"), new("Italy", "Rome")], matching.Pairs);
        Assert.Equal(["Oslo"], matching.Decoys);
    }

    [Fact]
    public void A_backslash_takes_the_meaning_from_a_sign()
    {
        var item = Only(@"::a\:b:: Which of \{1\} \= \~ \# is C\:\\x?\nNext line {=\=\{x\} ~\~y \\z \q}");

        Assert.Equal("a:b", item.Title);
        Assert.Equal(@"Which of {1} = ~ # is C:\x?<br>Next line", item.Prompt);
        Assert.Equal(["={x}", @"~y \z \q"], Assert.IsType<ChoiceAnswer>(item.Answer).Options.Select(o => o.Text));
    }

    [Theory]
    [InlineData("[html]<p>a <b>b</b></p>", "a <strong>b</strong>")]
    [InlineData("[markdown]a **b**", "a <strong>b</strong>")]
    [InlineData("[plain]a <b>", "a &lt;b&gt;")]
    [InlineData("[moodle]a <i>b</i>", "a <em>b</em>")]
    public void A_tag_says_in_which_markup_a_text_is(string text, string prompt) => Assert.Equal(prompt, Only(text + "{=x ~y}").Prompt);

    [Fact]
    public void Options_are_in_the_markup_of_the_question() =>
        Assert.Equal(["a <em>b</em>", "c &lt;d&gt;"], Assert.IsType<ChoiceAnswer>(Only("[markdown]Q {=a *b* ~[plain]c <d>}").Answer).Options.Select(o => o.Text));

    [Fact]
    public void A_category_holds_until_the_next()
    {
        var reading = BankItems.Read("$CATEGORY: $course$/top/Rights/Floors\n\nA?{T}\n\nB?{F}\n\n$CATEGORY: Money\n// a comment\nC?{T}", "gift");

        Assert.Equal(["Rights/Floors", "Rights/Floors", "Money"], reading.Items.Select(i => i.Category));
    }

    [Fact]
    public void Empty_lines_inside_the_braces_are_forgiven_and_a_missing_brace_is_named()
    {
        var reading = BankItems.Read("A?{\n=x\n\n~y\n}\n\nB?{=x ~y\n\nC?{T}", "gift");

        Assert.Equal(["A?", "C?"], reading.Items.Select(i => i.Prompt));
        Assert.Equal([(7, "braces")], reading.Problems.Select(p => (p.Line, p.Code)));
    }

    [Theory]
    [InlineData("Just some words", "description")]
    [InlineData("Q?{=a =b ~c}", "two-right-answers")]
    [InlineData("Q?{=%50%a =b}", "partial-credit")]
    [InlineData("Q?{=a*}", "wildcard")]
    [InlineData("Q?{#abc}", "not-a-number")]
    [InlineData("Q?{=a}{=b}", "several-answer-places")]
    [InlineData("Q <img src='x' alt='y'>?{T}", "picture-missing")]
    [InlineData("Q?{~a ~b}", "no-right-answer")]
    [InlineData("Q?{=a ~b ~B}", "same-twice")]
    [InlineData("Q?{=a->b =c}", "no-match")]
    [InlineData("Q?{=1 ~2 ~3 ~4 ~5 ~6 ~7 ~8 ~9}", "option-count")]
    public void What_ours_cannot_carry_is_kept_out_and_named(string text, string code)
    {
        var reading = BankItems.Read("A?{T}\n\n" + text, "gift");

        Assert.Single(reading.Items);
        Assert.Equal([(3, code, true)], reading.Problems.Select(p => (p.Line, p.Code, p.KeepsOut)));
    }

    [Fact]
    public void An_essay_has_nothing_in_its_braces() => Assert.Equal(("Say why.", "<p>Well.</p>"), Only("Say why. {####Well.}") is { Answer: EssayAnswer } item ? (item.Prompt, item.Explanation) : default);

    [Fact]
    public void What_cannot_be_worked_out_is_named_and_not_written()
    {
        var item = new BankItem { Line = 4, Prompt = $"How much is {BankMarks.Number("wage")}?", Answer = new CalculationAnswer([new("wage", 1, 5, 1)], [new("1 / (wage - wage)", 0, true, "")], "") };

        var written = new Gift().Write([item], "", "en");

        Assert.Equal([(4, "cannot-write")], written.Problems.Select(p => (p.Line, p.Code)));
        Assert.Equal("", Encoding.UTF8.GetString(written.File));
    }

    [Fact]
    public void An_arrow_in_typed_words_makes_no_matches_of_them()
    {
        var item = new BankItem { Line = 1, Prompt = "Which sign?", Answer = new ShortTextAnswer([new("a -> b", true, ""), new("c -*> d", false, "<p>No.</p>")]) };

        var written = Encoding.UTF8.GetString(new Gift().Write([item], "", "en").File);

        Assert.Contains("\t=a -*> b\n", written, StringComparison.Ordinal);   // to Moodle a star is any letters, or none
        Assert.Equal(BankItems.Say(item), BankItems.Say(Only(written)));
    }

    [Fact]
    public void A_gap_stands_directly_behind_the_letters_before_it()
    {
        var item = Only("She is un{=happy}, he is not.");

        Assert.Equal($"<p>She is un{BankMarks.Gap(0)}, he is not.</p>", item.Body);
        Assert.Equal(BankItems.Say(item), BankItems.Say(Only(Encoding.UTF8.GetString(new Gift().Write([item], "", "en").File))));
    }

    private static BankItem Only(string text)
    {
        var reading = BankItems.Read(text, "gift");
        Assert.DoesNotContain(reading.Problems, p => p.KeepsOut);
        return Assert.Single(reading.Items);
    }
}
