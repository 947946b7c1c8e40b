using Learning.Authoring;
using Learning.Questions;

namespace Learning.Tests.Authoring;

public sealed class CourseReaderTests
{
    [Fact]
    public void A_course_without_fault_becomes_a_draft()
    {
        var draft = new SmallCourse().Draft();

        Assert.Equal("rights", draft.Outline.Id);
        Assert.Equal("rights", draft.Outline.Slug);
        Assert.Equal(1.5m, draft.Outline.Hours);
        Assert.Equal(new CompletionPolicy(Requirement.Done, Requirement.Done, Requirement.Passed), draft.Outline.Completion);
        Assert.Equal(["human-right", "c102"], draft.Outline.Objectives.Select(o => o.Id));
        Assert.Equal(2, draft.Lessons.Count);
        Assert.Equal(["pool-one", "pool-two"], draft.Pool.Select(q => q.Id));
        Assert.Single(draft.Media);
    }

    [Fact]
    public void Activities_stand_in_the_order_of_their_file_names()
    {
        var module = Assert.Single(new SmallCourse().Draft().Outline.Modules);

        Assert.Equal(["why", "nine-branches", "check", "final-test"], module.Activities.Select(a => a.Id));
        Assert.Equal(
            [ActivityKind.Lesson, ActivityKind.Lesson, ActivityKind.Practice, ActivityKind.Test],
            module.Activities.Select(a => a.Kind));
    }

    [Fact]
    public void A_practice_passes_at_60_and_a_test_where_it_says()
    {
        var activities = new SmallCourse().Draft().Outline.Activities.ToDictionary(a => a.Id);

        Assert.Equal((60, 5), (activities["check"].Pass, activities["check"].Questions));
        Assert.Equal((70, 2), (activities["final-test"].Pass, activities["final-test"].Questions));
        Assert.Equal(["human-right", "c102"], activities["final-test"].Objectives);
    }

    [Fact]
    public void Sources_are_taken_from_the_register_with_their_place()
    {
        var lesson = new SmallCourse().LessonText();

        Assert.Equal(
            [
                new Citation("c102", "Social Security (Minimum Standards) Convention", "ILO", "1952", "https://example.org/c102", "Articles 2 to 4"),
                new Citation("udhr", "Universal Declaration of Human Rights", "United Nations", "1948", null, null),
            ],
            lesson.Sources);
        Assert.Equal(new DateOnly(2026, 11, 23), lesson.Checked);
    }

    [Fact]
    public void Each_kind_of_question_is_recognized_by_how_it_is_written()
    {
        var questions = new SmallCourse().Draft().Quizzes["check"].Questions;

        Assert.Equal(
            [SingleChoice.KindName, MultipleChoice.KindName, TrueFalse.KindName, ShortText.KindName, Numeric.KindName],
            questions.Select(q => q.Kind));
        Assert.All(questions, q => Assert.True(q.Mark(q.RightResponse).IsRight));
    }

    [Fact]
    public void A_question_keeps_its_texts_and_sources()
    {
        var question = Assert.IsType<SingleChoice>(new SmallCourse().Draft().Quizzes["check"].Questions[0]);

        Assert.Equal("Which one?", question.Prompt);
        Assert.Equal("<p>Nine branches, Parts II to X.</p>", question.Explanation);
        Assert.Equal([("c102", "Parts II to X"), ("udhr", null)], question.Sources.Select(s => (s.Key, s.Place)));
        Assert.Equal(
            [new Option("a", "Housing benefit", false, "<p>There is no housing branch.</p>"), new Option("b", "Maternity benefit", true, "<p>Yes: Part VIII.</p>")],
            question.Options);
    }

    [Fact]
    public void Typed_answers_keep_what_is_said_about_them()
    {
        var questions = new SmallCourse().Draft().Quizzes["check"].Questions;

        Assert.Equal(
            [
                new ForeseenAnswer("treaty", true, "<p>Yes.</p>"),
                new ForeseenAnswer("a treaty", true, ""),
                new ForeseenAnswer("declaration", false, "<p>States do not ratify it.</p>"),
            ],
            ((ShortText)questions[3]).Answers);
        Assert.Equal(
            [new ForeseenNumber(450, 1, true, "<p>Yes.</p>"), new ForeseenNumber(400, 0, false, "<p>That is another rate.</p>")],
            ((Numeric)questions[4]).Answers);
        Assert.Equal("a month", ((Numeric)questions[4]).Unit);
    }

    [Fact]
    public void Reading_the_same_files_twice_gives_the_same_draft()
    {
        var course = new SmallCourse().WithText("> [!KEY]\n> The right to social security.\n\nA note[^1].\n\n[^1]: Here.");

        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(course.Draft()),
            System.Text.Json.JsonSerializer.Serialize(course.Draft()));
    }

    [Fact]
    public void Questions_survive_being_stored_as_JSON()
    {
        var questions = new SmallCourse().Draft().Quizzes["check"].Questions;

        var stored = System.Text.Json.JsonSerializer.Serialize(questions);
        var restored = System.Text.Json.JsonSerializer.Deserialize<IReadOnlyList<Question>>(stored)!;

        Assert.Equal(stored, System.Text.Json.JsonSerializer.Serialize(restored));
        Assert.All(restored, q => Assert.True(q.Mark(q.RightResponse).IsRight));
    }

    [Theory]
    [InlineData("01-first/01-why.fr.md")]
    [InlineData("01-first/03-check.quiz.ar.md")]
    [InlineData("01-first/module.es.md")]
    [InlineData("course.fr-notes.md.bak")]
    public void A_translation_is_left_alone_until_the_course_itself_is_translated(string path) =>
        new SmallCourse().With($"{SmallCourse.Folder}/{path}", "not even front matter").Draft();

    [Fact]
    public void Registers_may_lie_beside_the_course()
    {
        var course = new SmallCourse();
        course.Content[SmallCourse.Folder + "/sources.csv"] = course.Content[SmallCourse.Sources].Replace("1952", "1952, in force 1955", StringComparison.Ordinal);

        Assert.Equal("1952, in force 1955", course.LessonText().Sources[0].Year);
    }

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing()
    {
        var course = new SmallCourse();
        var before = course.LessonText().Html;

        course.With(SmallCourse.Lesson, "\uFEFF" + course.Content[SmallCourse.Lesson].Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(before, course.LessonText().Html);
    }

    [Fact]
    public void All_problems_are_found_in_one_reading()
    {
        var reading = new SmallCourse()
            .Change(SmallCourse.Course, "hours: 1.5", "hours: many")
            .Change(SmallCourse.Lesson, "minutes: 8", "minutes: 0")
            .Change(SmallCourse.Quiz, "(x) Maternity", "( ) Maternity")
            .Read();

        Assert.Null(reading.Draft);
        Assert.Equal(["no-right-answer", "out-of-range", "wrong-type"], reading.Problems.Select(p => p.Code).Order());
    }
}
