using Learning.Authoring;
using Learning.Authoring.Translations;

namespace Learning.Tests.Authoring.Translations;

/// <summary>What can be wrong with a translation: each with its place and what to do.</summary>
public sealed class TranslationFaultTests
{
    [Theory]
    [InlineData(FrenchCourse.Lesson, "id: why", "id: other", "translation-differs", 2)]
    [InlineData(FrenchCourse.Lesson, "language: fr", "language: es", "translation-differs", 3)]
    [InlineData(FrenchCourse.Lesson, "  - udhr\n", "", "translation-differs", 1)]
    [InlineData(FrenchCourse.Lesson, "title: Pourquoi", "title: Pourquoi\nminutes: 8", "unknown-key", 5)]
    [InlineData(FrenchCourse.Lesson, "title: Pourquoi\n", "", "missing-key", 1)]
    [InlineData(FrenchCourse.Module, "summary: Cela commence.\n", "", "missing-key", 1)]
    [InlineData(FrenchCourse.Lesson, "## Un titre", "Un titre", "translation-differs", 12)]
    [InlineData(FrenchCourse.Lesson, "Un peu de texte.", "Un peu de texte.\n\nEt encore.", "translation-differs", 1)]
    [InlineData(FrenchCourse.Lesson, "\nUn peu de texte.\n", "", "translation-differs", 1)]
    [InlineData(FrenchCourse.Second, "01-why.md#a-heading", "01-why.md#nowhere", "dead-heading-link", 8)]
    [InlineData(FrenchCourse.Quiz, "- ( ) Prestation de logement", "- (x) Prestation de logement", "two-right-answers", 13)]
    [InlineData(FrenchCourse.Quiz, "- [ ] Logement", "- [x] Logement", "translation-differs", 20)]
    [InlineData(FrenchCourse.Quiz, "= 450 ± 1 par mois", "= 440 ± 1 par mois", "translation-differs", 51)]
    [InlineData(FrenchCourse.Quiz, "{#which}", "{#which objective=c102}", "unknown-attribute", 9)]
    [InlineData(FrenchCourse.Quiz, "{#which}", "{#witch}", "unknown-question", 9)]
    [InlineData(FrenchCourse.Quiz, "!= déclaration", "!= treaty", "conflicting-answer", 40)]
    public void It_is_said_where_it_is(string file, string old, string changed, string code, int line)
    {
        var course = FrenchCourse.Make().Change(file, old, changed);

        var problem = course.Read().Problems.First(p => p.Code == code);

        // The stamp has added a line to the front matter.
        Assert.Equal((file, line), (problem.File, problem.Line - (problem.Line > 3 ? 1 : 0)));
        Assert.Null(course.Read().Draft);
    }

    [Fact]
    public void A_translation_that_nobody_stamped_is_not_published()
    {
        var problems = FrenchCourse.Unstamped().Read().Problems;

        Assert.All(problems, p => Assert.Equal("unstamped", p.Code));
        Assert.Equal(6, problems.Count);
    }

    [Theory]
    [InlineData("made-from: ", "made-from: x", "unreadable-made-from")]
    [InlineData("made-from: ", "made-from: [1a2b3c4d]\nwas: ", "unstamped")]
    public void A_stamp_that_cannot_be_read_says_so(string old, string changed, string code) =>
        Assert.Contains(FrenchCourse.Make().Change(FrenchCourse.Lesson, old, changed).Read().Problems, p => p.Code == code && p.File == FrenchCourse.Lesson);

    [Fact]
    public void A_question_that_was_translated_and_is_missing_now_is_named()
    {
        var course = FrenchCourse.Make();
        var text = course.Content[FrenchCourse.Quiz];
        course.With(FrenchCourse.Quiz, text[..text.IndexOf("## Combien", StringComparison.Ordinal)]);

        var problem = course.Problem();

        Assert.Equal(("missing-question", FrenchCourse.Quiz), (problem.Code, problem.File));
        Assert.Contains("number", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_translation_whose_source_has_another_name_is_not_forgotten()
    {
        var course = FrenchCourse.Make();
        course.With(SmallCourse.Folder + "/01-first/01-reasons.md", course.Content[SmallCourse.Lesson]).Change(SmallCourse.Second, "01-why.md", "01-reasons.md").Change(SmallCourse.Course, "01-why.md", "01-reasons.md");
        course.Content.Delete(SmallCourse.Lesson);

        Assert.Contains(course.Read().Problems, p => p is { Code: "translation-without-source", File: FrenchCourse.Lesson });
    }

    [Fact]
    public void A_stamp_is_refused_where_the_forms_differ()
    {
        var course = FrenchCourse.Unstamped().Change(FrenchCourse.Lesson, "## Un titre", "Un titre");

        var stamp = TranslationStamp.Run(course.Content, "").Single(s => s.Path == FrenchCourse.Lesson);

        Assert.Null(stamp.Text);
        Assert.Equal(("translation-differs", 12), (stamp.Problems[0].Code, stamp.Problems[0].Line));
    }

    [Fact]
    public void A_folder_is_stamped_where_nothing_is_said_yet_and_a_file_in_any_case()
    {
        var course = FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some newer text.");

        Assert.Empty(TranslationStamp.Run(course.Content, ""));
        var stamped = Assert.Single(TranslationStamp.Run(course.Content, FrenchCourse.Lesson));
        Assert.NotEqual(course.Content[FrenchCourse.Lesson], stamped.Text);
        Assert.Equal(course.Content[FrenchCourse.Lesson].Split('\n').Length, stamped.Text!.Split('\n').Length);
    }

    [Fact]
    public void Only_a_translation_can_be_stamped() =>
        Assert.Equal("translation-without-source", Assert.Single(TranslationStamp.Run(new SmallCourse().Content, SmallCourse.Lesson)).Problems[0].Code);
}
