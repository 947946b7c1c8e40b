using Learning.Authoring;
using Learning.Questions;

namespace Learning.Tests.Authoring;

/// <summary>The kinds that are answered part by part, as an author writes them.</summary>
public sealed class PartedReaderTests
{
    private const string Word = "= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n";

    [Fact]
    public void A_numbered_list_is_an_order()
    {
        var question = Read<Ordering>("Some words first.\n\n1. *Sign* it\n2. Ratify it\n3. Report on it");

        Assert.Equal(["<em>Sign</em> it", "Ratify it", "Report on it"], question.Items.Select(i => i.Html));
        Assert.Equal("<p>Some words first.</p>", question.Body.Trim());
        Assert.Contains("Ratification is the key", question.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_two_columns_is_matches_and_a_row_without_a_left_side_is_one_too_many()
    {
        var question = Read<Matching>("| Branch | At least |\n|---|---|\n| Sickness | 45 % |\n| Old age | 40 % |\n| | 60 % |");

        Assert.Equal(["Sickness", "Old age"], question.Matches.Select(m => m.Item.Plain));
        Assert.Equal(["45 %", "40 %", "60 %"], question.Answers.Select(a => a.Plain));
        Assert.Equal(["45 %", "40 %"], question.Matches.Select(m => question.Answers.First(a => a.Key == m.Answer).Plain));
    }

    [Fact]
    public void Lists_in_a_list_are_groups()
    {
        var question = Read<Categorising>("- Contributions\n  - Pension fund\n  - Work injury\n- Taxes\n  - Child grant");

        Assert.Equal(["Contributions", "Taxes"], question.Groups.Select(g => g.Plain));
        Assert.Equal([0, 0, 1], question.Matches.Select(m => question.Groups.ToList().FindIndex(g => g.Key == m.Answer)));
    }

    [Fact]
    public void Double_braces_are_gaps_typed_or_chosen()
    {
        var question = Read<Gaps>("Convention No. {{102 | one hundred and two}} is **from** {{(x) 1952 | ( ) 1919 | ( ) 2012}}.\n\nSo it is.");

        Assert.Equal(["102", "one hundred and two"], question.All[0].Accepted);
        Assert.Equal(["1952"], question.All[1].Accepted);
        Assert.Equal(["1952", "1919", "2012"], question.All[1].Choices);
        Assert.Equal($"<p>Convention No. {Gaps.Mark(0)} is <strong>from</strong> {Gaps.Mark(1)}.</p>\n<p>So it is.</p>", question.Body.Trim());
    }

    [Fact]
    public void With_answers_below_a_list_or_table_is_part_of_the_question()
    {
        var question = Read<ShortText>("1. Sign\n2. Ratify\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n" + Word);

        Assert.Contains("<ol>", question.Body, StringComparison.Ordinal);
        Assert.Contains("<table>", question.Body, StringComparison.Ordinal);
    }

    private static T Read<T>(string answer)
        where T : Question
    {
        var draft = new SmallCourse().Change(SmallCourse.Quiz, Word, answer + "\n").Draft();
        return Assert.IsType<T>(draft.Quizzes.Values.SelectMany(q => q.Questions).Single(q => q.Id == "word"));
    }
}
