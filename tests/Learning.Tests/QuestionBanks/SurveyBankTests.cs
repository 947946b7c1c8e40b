using System.Text;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>Questions in which nothing is right or wrong: what other programs are shown of them, and when a file is believed to hold one.</summary>
public sealed class SurveyBankTests
{
    private static readonly BankItem _one = new() { Line = 1, Id = "useful", Title = "useful", Prompt = "Was it useful?", Answer = new OpinionAnswer(false, ["Yes", "No", "Not sure"]) };
    private static readonly BankItem _several = _one with { Id = "more", Title = "more", Answer = new OpinionAnswer(true, ["Law", "Figures", "Campaigns"]) };
    private static readonly BankItem _open = _one with { Id = "open", Title = "open", Answer = new OpinionAnswer(false, []) };

    [Fact]
    public void For_who_reads_GIFT_every_option_is_right_and_words_are_an_essay()
    {
        var text = Write("gift");

        Assert.Contains("// [id:useful] [kind:survey]\n::useful::[html]<p>Was it useful?</p> {\n\t=Yes\n\t~%100%No\n\t~%100%Not sure}", text, StringComparison.Ordinal);
        Assert.Contains("{\n\t~%33.33333%Law\n\t~%33.33333%Figures\n\t~%33.33333%Campaigns}", text, StringComparison.Ordinal);
        Assert.Contains("// [id:open] [kind:survey]\n::open::[html]<p>Was it useful?</p> {}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void For_Moodle_nothing_is_earned_and_something_is_always_right()
    {
        var text = Write("moodle-xml");

        Assert.Equal(3, text.Split("<defaultgrade>0</defaultgrade>").Length - 1);
        Assert.Equal(3, text.Split("<answer fraction=\"100\"").Length - 1);
        Assert.Equal(3, text.Split("<answer fraction=\"33.33333\"").Length - 1);
        Assert.Contains("type=\"essay\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=Yes\n~%100%No", true)]
    [InlineData("=Yes\n~No", false)]
    [InlineData("=Yes#well done\n~%100%No", false)]
    [InlineData("~%50%Yes\n~%50%No", true)]
    [InlineData("~%100%Yes\n~%-100%No", false)]
    [InlineData("=Yes\n=No", false)]
    [InlineData("TRUE", false)]
    public void In_GIFT_the_remark_is_believed_where_everything_is_right(string answers, bool isSurvey)
    {
        var reading = BankItems.Read($"// [kind:survey]\nUseful?{{{answers}}}\n", "gift");

        Assert.Equal(isSurvey, reading.IsSurvey);
        Assert.True(isSurvey || reading.Items.Count + reading.ProblemCount > 0);
    }

    [Theory]
    [InlineData("100", "100", true)]
    [InlineData("100", "0", false)]
    public void In_Moodle_likewise(string first, string second, bool isSurvey)
    {
        var reading = BankItems.Read(
            "<quiz xmlns:learning=\"urn:learning:questions\"><question type=\"multichoice\" learning:kind=\"survey\"><questiontext format=\"html\"><text>Useful?</text></questiontext><single>true</single>"
            + $"<answer fraction=\"{first}\"><text>Yes</text></answer><answer fraction=\"{second}\"><text>No</text></answer></question></quiz>",
            "moodle-xml");

        Assert.Single(reading.Items);
        Assert.Equal(isSurvey, reading.IsSurvey);
    }

    [Theory]
    [InlineData("", "", "single", true)]
    [InlineData("", "", "multiple", true)]
    [InlineData("<qti-correct-response><qti-value>a</qti-value></qti-correct-response>", "", "single", false)]
    [InlineData("<qti-mapping default-value=\"0\"><qti-map-entry map-key=\"a\" mapped-value=\"1\"/></qti-mapping>", "", "single", false)]
    public void In_QTI_a_choice_for_which_nothing_says_what_is_right_is_one(string declared, string rules, string cardinality, bool isSurvey)
    {
        var reading = BankItems.Read(
            "<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"i\" title=\"t\" adaptive=\"false\" time-dependent=\"false\">"
            + $"<qti-response-declaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" base-type=\"identifier\">{declared}</qti-response-declaration><qti-item-body>"
            + "<qti-choice-interaction response-identifier=\"RESPONSE\" max-choices=\"0\"><qti-prompt>Useful?</qti-prompt><qti-simple-choice identifier=\"a\">Yes</qti-simple-choice><qti-simple-choice identifier=\"b\">No</qti-simple-choice></qti-choice-interaction>"
            + $"</qti-item-body>{rules}</qti-assessment-item>",
            "qti");

        Assert.Single(reading.Items);
        Assert.Equal(isSurvey, reading.IsSurvey);
        Assert.True(!isSurvey || ((OpinionAnswer)reading.Items[0].Answer).IsMultiple == (cardinality == "multiple"));
    }

    [Fact]
    public void A_file_with_both_gives_either()
    {
        var reading = BankItems.Read("// [kind:survey]\nUseful?{=Yes\n~%100%No}\n\nTrue?{T}\n", "gift");

        var (pool, survey) = (reading.Only(isSurvey: false), reading.Only(isSurvey: true));
        Assert.False(reading.IsSurvey);
        Assert.Equal(("True?", "Useful?"), (pool.Items.Single().Prompt, survey.Items.Single().Prompt));
        Assert.Equal([(2, "of-a-survey")], pool.Problems.Select(p => (p.Line, p.Code)));
        Assert.Equal([(5, "not-of-a-survey")], survey.Problems.Select(p => (p.Line, p.Code)));
    }

    private static string Write(string format) => Encoding.UTF8.GetString(BankFormats.Find(format)!.Write([_one, _several, _open], "t", "en").File);
}
