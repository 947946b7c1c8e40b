using System.Globalization;
using CsCheck;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Cohorts.Pack;
using Learning.Courses;
using Learning.Questions;
using Learning.Tests.Authoring;

namespace Learning.Tests.Cohorts.Pack;

/// <summary>What stands on paper, over the examples of the authoring guide, which have every kind of question.</summary>
public sealed class PaperQuizTests
{
    private static readonly Revision Guide = Papers.Guide();
    private static readonly Revision ReadAgain = Papers.Guide();

    private static readonly IReadOnlyList<ActivityOutline> Quizzes = [.. Guide.Outline.Activities.Where(a => a.IsQuiz)];

    private static readonly Gen<(Guid Cohort, ActivityOutline Quiz, char Letter)> Sheets = Gen.Select(Gen.Guid, Gen.Int[0, Quizzes.Count - 1].Select(n => Quizzes[n]), Gen.Int[0, PaperCode.Letters.Length - 1].Select(n => PaperCode.Letters[n]));

    [Fact]
    public void The_guide_has_every_way_of_answering_on_paper() =>
        Assert.Equal(Enum.GetValues<PaperForm>().Order(), Quizzes.SelectMany(q => Papers.Of(Guide, q, Guid.Empty).Questions).Select(q => q.Form).Distinct().Order());

    [Fact]
    public void The_same_cohort_quiz_and_letter_give_the_same_sheet_each_time() => Sheets.Sample(
        sheet => Papers.Printed(Papers.Of(Guide, sheet.Quiz, sheet.Cohort, sheet.Letter)) == Papers.Printed(Papers.Of(ReadAgain, sheet.Quiz, sheet.Cohort, sheet.Letter)), iter: 200);

    /// <summary>Whoever writes onto a sheet what the key says has everything right, of every kind and with whatever numbers.</summary>
    [Fact]
    public void The_key_fits_the_sheet() => Sheets.Sample(
        sheet =>
        {
            foreach (var question in Papers.Of(Guide, sheet.Quiz, sheet.Cohort, sheet.Letter).Questions.Where(q => q.Question.HasKey))
            {
                var marking = question.Question.Mark(Papers.FilledIn(question));
                Assert.True(marking.IsRight, $"{question.Id}: {string.Join(' ', question.Key.Marks)}");
            }
        },
        iter: 300);

    /// <summary>The attempt that is entered from a sheet asks, in the same order and with the same numbers, what stands on it.</summary>
    [Fact]
    public void An_attempt_at_a_paper_is_drawn_as_the_paper_is() => Gen.Select(Sheets, Gen.String[1, 40]).Sample(
        (sheet, learner) =>
        {
            var paper = Papers.Of(Guide, sheet.Quiz, sheet.Cohort, sheet.Letter);
            var attempt = PaperId.AttemptOf(paper.Id, learner);

            Assert.Equal(paper.Questions.Select(q => q.Id), Draw.Questions(Guide.Quiz(sheet.Quiz.Id), Guide.Pool, attempt, sheet.Quiz.Rules.ShufflesQuestions));
            foreach (var question in paper.Questions)
            {
                var asked = Guide.Question(question.Id)!.For(Draw.SeedOf(attempt, question.Id));
                Assert.Equal(question.Prompt.Value, asked.Prompt);
                Assert.Equal(asked.Show(Response.Empty, null, Draw.OptionsOf(attempt, question.Id)).Options.Select(o => o.Value), question.Form is PaperForm.One or PaperForm.Several ? question.Choices.Select(c => c.Value) : []);
            }
        },
        iter: 200);

    [Fact]
    public void Two_versions_differ_where_the_order_of_answers_carries_no_meaning()
    {
        var quiz = Quizzes.First(q => q.Id == GuideCourse.QuizOf("guide-right"));

        Assert.True(Enumerable.Range(0, 20).Count(n => Papers.Printed(Papers.Of(Guide, quiz, new Guid(n, 0, 0, new byte[8]), 'A')) != Papers.Printed(Papers.Of(Guide, quiz, new Guid(n, 0, 0, new byte[8]), 'B'))) > 10);
    }

    [Fact]
    public void Letters_are_each_used_once_and_in_their_order() => Sheets.Sample(
        sheet => Papers.Of(Guide, sheet.Quiz, sheet.Cohort, sheet.Letter).Questions.All(q => q.Choices.Select(c => c.Letter).SequenceEqual("ABCDEFGHIJ".Select(c => c.ToString()).Take(q.Choices.Count))));

    [Fact]
    public void In_Arabic_the_letters_are_Arabic() =>
        Assert.Equal(["أ", "ب"], PaperLetters.Of("ar").Take(2));

    [Fact]
    public void What_a_person_reads_has_no_key_and_has_lines()
    {
        var essay = Quizzes.SelectMany(q => Papers.Of(Guide, q, Guid.Empty).Questions).First(q => q.Question is Essay);

        Assert.Empty(essay.Key.Marks);
        Assert.NotEmpty(essay.Criteria);
        Assert.InRange(essay.Lines.Count, 4, 30);
    }

    [Theory]
    [InlineData("A3", 'A', 3)]
    [InlineData(" b 12 ", 'B', 12)]
    [InlineData("F١٢", 'F', 12)]
    public void A_code_is_read_as_people_type_it(string typed, char letter, int edition) => Assert.Equal(new PaperCode(letter, edition), PaperCode.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("3A")]
    [InlineData("G3")]
    [InlineData("A0")]
    [InlineData("A-1")]
    [InlineData("A99999999999")]
    [InlineData("A1B")]
    public void What_is_no_code_is_none(string? typed) => Assert.Null(PaperCode.Read(typed));

    [Fact]
    public void A_code_is_read_back_as_it_was_printed() => Gen.Select(Gen.Int[0, PaperCode.Letters.Length - 1].Select(n => PaperCode.Letters[n]), Gen.Int[1, 99999]).Sample((letter, edition) =>
        PaperCode.Read(new PaperCode(letter, edition).ToString()) == new PaperCode(letter, edition));
}

/// <summary>Ids of papers and of attempts at them.</summary>
public sealed class PaperIdTests
{
    [Fact]
    public void The_attempts_of_a_paper_lead_back_to_it_and_differ_by_learner() => Gen.Select(Gen.String, Gen.String, Gen.String).Sample((paper, one, other) =>
    {
        var id = PaperId.Of(paper);
        Assert.Equal(PaperId.Version, id.Version);
        Assert.Equal(id, PaperId.PaperOf(PaperId.AttemptOf(id, one)));
        Assert.Equal(PaperId.AttemptOf(id, one), PaperId.AttemptOf(id, one));
        Assert.Equal(one == other, PaperId.AttemptOf(id, one) == PaperId.AttemptOf(id, other));
    });

    [Fact]
    public void Other_attempts_were_written_on_no_paper_and_are_drawn_by_themselves()
    {
        var id = Guid.CreateVersion7();

        Assert.Null(PaperId.PaperOf(id));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{id} q"), Draw.SeedOf(id, "q"));
    }
}
