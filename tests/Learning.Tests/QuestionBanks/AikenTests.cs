using System.Text;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

public sealed class AikenTests
{
    [Fact]
    public void Questions_options_and_the_letter_of_the_right_one_are_read()
    {
        var reading = BankItems.Read("\uFEFFWhat is right?\r\nA. This\r\nB) That\r\nANSWER: B\r\n\r\nA second one,\r\non two lines?\r\na) x\r\nb) y\r\n   going on\r\nanswer: a\r\n", "aiken");

        Assert.Empty(reading.Problems);
        Assert.Equal([(1, "What is right?"), (6, "A second one, on two lines?")], reading.Items.Select(i => (i.Line, i.Prompt)));
        Assert.Equal([new("This", false, ""), new("That", true, "")], Assert.IsType<ChoiceAnswer>(reading.Items[0].Answer).Options);
        Assert.Equal([new("x", true, ""), new("y going on", false, "")], Assert.IsType<ChoiceAnswer>(reading.Items[1].Answer).Options);
    }

    [Fact]
    public void What_is_wrong_is_named_with_its_line_and_the_rest_is_read()
    {
        var reading = BankItems.Read("No such letter?\nA. a\nB. b\nANSWER: D\n\nA. without a question\nANSWER: A\n\nGood?\nA. a\nB. b\nANSWER: A\n\nNever answered?\nA. a", "aiken");

        Assert.Equal(["Good?"], reading.Items.Select(i => i.Prompt));
        Assert.Equal([(1, "no-such-option"), (6, "no-such-option"), (14, "no-answer-line")], reading.Problems.Select(p => (p.Line, p.Code)));
    }

    [Fact]
    public void Signs_of_html_are_words() => Assert.Equal("Is a &lt; b?", BankItems.Read("Is a < b?\nA. x\nB. y\nANSWER: A", "aiken").Items[0].Prompt);

    [Fact]
    public void It_is_told_from_gift_by_what_it_looks_like()
    {
        Assert.Equal("aiken", BankFormats.Read(BankItems.Bytes("Q?\nA. x\nB. y\nANSWER: A"), "a.txt").Format);
        Assert.Equal("gift", BankFormats.Read(BankItems.Bytes("Q?{=x ~y}"), "a.txt").Format);
        Assert.Equal("gift", BankFormats.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Q?{=x ~y}")).ToArray(), "a.txt").Format);
        Assert.Equal(["unknown-format"], BankFormats.Read(BankItems.Bytes("a letter"), "a.txt").Problems.Select(p => p.Code));
    }
}
