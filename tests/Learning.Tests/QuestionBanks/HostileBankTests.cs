using System.Text;
using CsCheck;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>Whatever a file holds, reading it ends, and ends in questions and problems.</summary>
public sealed class HostileBankTests
{
    private const string Whole =
        "$CATEGORY: a/b\n\n// [id:x] [tag:y]\n::t::[html]<p>Which <b>one</b>?</p>{=%100%a#yes ~b#no ####why}\n\nN?{#3:0.1 =%0%4#no}\n\nM?{=a -> b =c -> d}\n\nTwo {=gap} words\n\n"
        + "// [gap:[\"=a\",\"~b\"\\]] [gap:[\"=c\"\\]]\n[html]<p>G</p><p>x<span>_____ (1)</span>, <span>_____ (2)</span></p>{=(1) -> a =(2) -> c = -> b}\n\n"
        + "// [number:[\"w\",1,9,1\\]] [formula:[\"w * 2\",0,10\\]] [shown:[\"w\",\"5\"\\]]\n[html]<p>Twice <span>5</span>?</p>{#=10:0}\n\nQ?\nA. a\nB. b\nANSWER: B\n";

    private static readonly string[] _signs = ["{", "}", "=", "~", "#", "####", "->", "%50%", "::", "\\", "[html]", "// [gap:[\"=a\"\\]]\n", "<span>_____ (1)</span>", "[markdown]", "<b>", "</p>", "&#2;0&#2;", "\n\n", "A. ", "ANSWER: A", "\0", "\u0001", "$$", "T", "1..2", ":", "//", "\ud800", "\u2028", "|", "`", ">>>>>>"];

    public static TheoryData<string> Formats => [.. BankFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_bytes_are_read_to_an_end(string format) => Gen.Byte.Array[0, 400].Sample(bytes => Ends(bytes, format), iter: 300);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Signs_in_any_order_are_read_to_an_end(string format) =>
        Gen.Int[0, _signs.Length - 1].Select(i => _signs[i]).Array[0, 60].Sample(signs => Ends(Encoding.UTF8.GetBytes(string.Concat(signs)), format), iter: 500);

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_that_is_cut_off_is_read_to_an_end(string format)
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        for (var length = 0; length < bytes.Length; length++)
        {
            Ends(bytes[..length], format);
        }
    }

    [Fact]
    public void Of_ten_thousand_problems_the_first_are_kept_and_all_are_counted()
    {
        var reading = BankItems.Read(string.Concat(Enumerable.Repeat("Q?{~a ~b}\n\n", 10_000)), "gift");

        Assert.Equal((0, 10_000, 200), (reading.Items.Count, reading.ProblemCount, reading.Problems.Count));
    }

    [Fact]
    public void Of_too_many_questions_the_first_are_taken_and_it_is_said_once()
    {
        var reading = BankItems.Read(string.Concat(Enumerable.Range(0, 2_500).Select(n => $"Q{n}?{{T}}\n\n")), "gift");

        Assert.Equal(2_000, reading.Items.Count);
        Assert.Equal([(4001, "too-many-questions")], reading.Problems.Select(p => (p.Line, p.Code)));
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_looked_into() =>
        Assert.Equal(["file-too-large"], BankFormats.Read(new byte[BankLimits.Default.MostBytes + 1], "x.gift").Problems.Select(p => p.Code));

    [Theory]
    [InlineData("gift")]
    [InlineData("aiken")]
    public void A_line_without_end_is_a_question_that_is_too_long(string format)
    {
        var text = new string('x', 3_000_000);

        var reading = BankItems.Read(format == "gift" ? text + "{T}" : text + "\nA. a\nB. b\nANSWER: A", format);

        Assert.Empty(reading.Items);
        Assert.Equal(["question-too-long"], reading.Problems.Select(p => p.Code));
    }

    [Theory]
    [InlineData("gift", new byte[] { (byte)'Q', 0xFF, (byte)'{', (byte)'T', (byte)'}' }, "not-utf8")]
    [InlineData("aiken", new byte[] { (byte)'Q', 0, (byte)'\n' }, "not-text")]
    public void What_is_no_text_is_said_to_be_none(string format, byte[] bytes, string code) =>
        Assert.Equal([code], BankFormats.Read(bytes, "x", BankFormats.Find(format)).Problems.Select(p => p.Code));

    [Theory]
    [InlineData("Q &#2;0&#2;?{T}")]
    [InlineData("Q &#3;1/0&#3;?{T}")]
    public void Marks_of_ours_cannot_be_smuggled_in(string text) => Assert.Equal(["stray-marks"], BankItems.Read(text, "gift").Problems.Select(p => p.Code));

    private static void Ends(byte[] bytes, string format)
    {
        var reading = BankFormats.Read(bytes, "x", BankFormats.Find(format));

        Assert.True(reading.Items.Count + reading.ProblemCount > 0);
        Assert.All(reading.Items, item => Assert.True(BankItems.IsFit(item)));
        Assert.All(reading.Problems, problem => Assert.True(problem.Line >= 1));
    }
}
