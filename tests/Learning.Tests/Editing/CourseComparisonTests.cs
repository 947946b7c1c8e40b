using Learning.Authoring;
using Learning.Courses;
using Learning.Editing;
using Learning.Editing.Comparing;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Translations;

namespace Learning.Tests.Editing;

public sealed class CourseComparisonTests
{
    [Fact]
    public void A_course_does_not_differ_from_itself()
    {
        Assert.True(Compare(new(), new()).IsEmpty);
        Assert.True(CourseComparison.Compare(Wording(FrenchCourse.Make()), Wording(FrenchCourse.Make())).IsEmpty);
    }

    [Fact]
    public void Words_of_a_lesson_are_compared_as_its_author_wrote_them()
    {
        var lesson = Assert.Single(Assert.Single(Compare(new(), new SmallCourse().Change(SmallCourse.Lesson, "Some text.", "Some **other** text.")).Languages).Things);

        Assert.Equal(("lesson", "why", ChangeKind.Changed), (lesson.Kind, lesson.Id, lesson.Change));
        var text = Assert.Single(lesson.Fields);
        Assert.Equal("Text", text.Name);
        Assert.Equal("**other** ", string.Concat(text.Paragraphs.SelectMany(p => p.Pieces).Where(p => p.Kind == PieceKind.Inserted).Select(p => p.Text)));
    }

    [Fact]
    public void Without_files_on_both_sides_the_words_alone_are_compared()
    {
        var (before, after) = (new SmallCourse().Draft(), new SmallCourse().Change(SmallCourse.Lesson, "Some text.", "Some **other** text.").Draft());

        var lesson = Assert.Single(Assert.Single(CourseComparison.Compare(CourseWording.Of(before, []), Wording(after)).Languages).Things);

        Assert.Equal("other ", string.Concat(Assert.Single(lesson.Fields).Paragraphs.SelectMany(p => p.Pieces).Where(p => p.Kind == PieceKind.Inserted).Select(p => p.Text)));
    }

    [Fact]
    public void Another_right_answer_is_another_key()
    {
        var after = new SmallCourse().Change(SmallCourse.Quiz, "- ( ) Housing benefit", "- (x) Housing benefit").Change(SmallCourse.Quiz, "- (x) Maternity benefit", "- ( ) Maternity benefit");

        var comparison = Compare(new(), after);

        var question = Assert.Single(comparison.ChangedKeys);
        Assert.Equal(("which", true), (question.Id, question.HasOtherKey));
        Assert.Equal("Answers", Assert.Single(question.Fields).Name);
        Assert.Equal(new(0, 1, 1, 0), ChangeCounts.Of(comparison));
    }

    [Fact]
    public void Another_wording_of_an_answer_is_no_other_key() =>
        Assert.Empty(Compare(new(), new SmallCourse().Change(SmallCourse.Quiz, "Maternity benefit", "Maternity benefits")).ChangedKeys);

    [Theory]
    [InlineData("pass: 70", "pass: 80", "Rules")]
    [InlineData("human-right: 1", "human-right: 1\n  c102x: 1", null)]
    [InlineData("title: Final test", "title: The final test", "Title")]
    public void What_a_quiz_asks_for_is_compared_too(string old, string changed, string? field)
    {
        var course = new SmallCourse().Change(SmallCourse.Test, old, changed);
        if (field is null)
        {
            Assert.Null(course.Read().Draft);
            return;
        }

        Assert.Equal([field], Compare(new(), course).Languages[0].Things.Single(t => t.Kind == "quiz").Fields.Select(f => f.Name));
    }

    [Fact]
    public void A_translation_is_compared_by_itself()
    {
        var after = FrenchCourse.Make().Change(SmallCourse.Lesson.Replace(".md", ".fr.md", StringComparison.Ordinal), "title: ", "title: Mais ");

        var language = Assert.Single(CourseComparison.Compare(Wording(FrenchCourse.Make()), Wording(after)).Languages);

        Assert.Equal(("fr", false), (language.Language, language.IsOwn));
    }

    [Fact]
    public void A_language_that_comes_or_goes_is_named_and_no_more()
    {
        var (english, both) = (Wording(new SmallCourse()), Wording(FrenchCourse.Make()));

        Assert.Equal([("fr", ChangeKind.Added, 0)], CourseComparison.Compare(english, both).Languages.Where(l => !l.IsOwn).Select(l => (l.Language, l.Kind, l.Things.Count)));
        Assert.Equal([("fr", ChangeKind.Removed, 0)], CourseComparison.Compare(both, english).Languages.Where(l => !l.IsOwn).Select(l => (l.Language, l.Kind, l.Things.Count)));
    }

    [Fact]
    public void A_picture_that_changes_is_named_by_its_path()
    {
        var file = Assert.Single(Compare(new(), new SmallCourse().Change(SmallCourse.Picture, "Nine", "Ten")).Files);

        Assert.Equal((ChangeKind.Changed, SmallCourse.Picture), (file.Kind, file.Path));
    }

    [Fact]
    public void What_moves_is_said_to_move_and_what_stays_is_not()
    {
        var before = Outline(["a", "b", "c", "d"]);

        Assert.Equal([(OutlineChangeKind.Moved, "a")], Said(OutlineChanges.Between(before, Outline(["b", "c", "d", "a"]))));
        Assert.Equal([(OutlineChangeKind.Added, "e")], Said(OutlineChanges.Between(before, Outline(["a", "e", "b", "c", "d"]))));
        Assert.Equal([(OutlineChangeKind.Removed, "b")], Said(OutlineChanges.Between(before, Outline(["a", "c", "d"]))));
        Assert.Empty(OutlineChanges.Between(before, before));
    }

    [Fact]
    public void What_goes_to_another_module_says_from_where_to_where()
    {
        var moved = Assert.Single(OutlineChanges.Between(Outline(["a", "b"], ["c"]), Outline(["a"], ["b", "c"])));

        Assert.Equal((OutlineChangeKind.Moved, "b", "Module 1", "Module 2"), (moved.Change, moved.Title, moved.Before, moved.After));
    }

    [Fact]
    public void Another_title_is_said_with_the_one_it_had()
    {
        var before = new SmallCourse().Draft().Outline;
        var after = new SmallCourse().Change(SmallCourse.Module, "title: The first module", "title: The beginning").Draft().Outline;

        var renamed = Assert.Single(OutlineChanges.Between(before, after));

        Assert.Equal((OutlineChangeKind.Renamed, "module", "The first module", "The beginning"), (renamed.Change, renamed.Thing, renamed.Before, renamed.After));
    }

    private static IEnumerable<(OutlineChangeKind, string)> Said(IReadOnlyList<OutlineChange> changes) => changes.Select(c => (c.Change, c.Title));

    private static CourseOutline Outline(params string[][] modules) => new SmallCourse().Draft().Outline with
    {
        Modules =
        [
            .. modules.Select((ids, place) => new ModuleOutline(
                $"m{place + 1}", $"Module {place + 1}", "", "", [.. ids.Select(id => new ActivityOutline { Id = id, Title = id, Kind = ActivityKind.Lesson, Minutes = 1 })])),
        ],
    };

    private static CourseComparison Compare(SmallCourse before, SmallCourse after) => CourseComparison.Compare(Wording(before), Wording(after));

    private static CourseWording Wording(SmallCourse course) => Wording(course.Draft());

    private static CourseWording Wording(CourseDraft draft) => CourseWording.Of(draft, [.. draft.Files.Select(f => HeldFile.Of(f.Path, f.Bytes))]);
}
