using System.Globalization;
using Learning.Authoring;
using Learning.Editing.Outlines;
using Learning.Questions;
using Learning.Tests.Authoring;
using Learning.Texts;

namespace Learning.Tests.Editing;

/// <summary>Whatever is inserted passes the check as it stands, in each language of whoever writes.</summary>
public sealed class TextTemplatesTests
{
    private static readonly string[] _languages = [.. InterfaceTexts.Languages];

    public static TheoryData<string, string> Questions => new([.. from language in _languages from kind in TextTemplates.Kinds select (language, kind)]);

    public static TheoryData<string, string> SurveyQuestions => new([.. from language in _languages from kind in TextTemplates.SurveyKinds select (language, kind)]);

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_question_of_each_kind_passes_in_a_quiz_and_in_a_pool(string language, string kind)
    {
        var question = In(language).Question(kind, "new-one", "c102", "why");

        foreach (var path in new[] { SmallCourse.Quiz, SmallCourse.Pool })
        {
            var course = new SmallCourse();
            Assert.Empty(course.With(path, course.Content[path] + "\n" + question).Read().Problems);
        }
    }

    [Theory]
    [InlineData("single", typeof(SingleChoice))]
    [InlineData("multiple", typeof(MultipleChoice))]
    [InlineData("true-false", typeof(TrueFalse))]
    [InlineData("short-text", typeof(ShortText))]
    [InlineData("numeric", typeof(Numeric))]
    [InlineData("calculation", typeof(Calculation))]
    [InlineData("ordering", typeof(Ordering))]
    [InlineData("matching", typeof(Matching))]
    [InlineData("groups", typeof(Categorising))]
    [InlineData("gaps", typeof(Gaps))]
    [InlineData("essay", typeof(Essay))]
    public void It_is_read_as_the_kind_it_is_offered_as(string kind, Type read)
    {
        var course = new SmallCourse();
        var draft = course.With(SmallCourse.Quiz, course.Content[SmallCourse.Quiz] + "\n" + In("en").Question(kind, "new-one", "c102", "why")).Draft();

        Assert.Equal(read, draft.Quizzes["check"].Questions.Single(q => q.Id == "new-one").GetType());
    }

    [Theory]
    [MemberData(nameof(SurveyQuestions))]
    public void A_question_of_a_survey_passes_in_one(string language, string kind)
    {
        var templates = In(language);

        Assert.Empty(Read(templates.Survey("opinion", "Your opinion") + "\n" + templates.SurveyQuestion(kind, "new-one")).Problems);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    public void A_pre_test_and_a_test_that_draws_pass(string language)
    {
        Assert.Empty(Read(In(language).PreTest("before", "Before", "c102", "why")).Problems);
        Assert.Empty(Read(In(language).Test("another", "Another", [("human-right", 1), ("c102", 1)])).Problems);
    }

    private static CourseReading Read(string quiz) => new SmallCourse().With($"{SmallCourse.Folder}/01-first/05-new.quiz.md", quiz).Read();

    private static TextTemplates In(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return new(new InterfaceTexts(), SmallCourse.Today);
    }
}
