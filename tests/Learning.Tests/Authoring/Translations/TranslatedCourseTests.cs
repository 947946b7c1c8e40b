using Learning.Authoring;
using Learning.Authoring.Translations;
using Learning.Questions;

namespace Learning.Tests.Authoring.Translations;

/// <summary>What a course is in another language: all of it, with what is not translated in the original, and with the same keys.</summary>
public sealed class TranslatedCourseTests
{
    [Fact]
    public void Every_word_is_in_the_language_and_every_rule_is_the_courses_own()
    {
        var draft = FrenchCourse.Make().Draft();
        var french = draft.Translations["fr"];

        Assert.Equal(["fr"], draft.Outline.Translations);
        Assert.Equal(["en", "fr"], french.Outline.Languages.Order());
        Assert.Equal(("fr", "Le droit à la sécurité sociale", "Dire pourquoi"), (french.Outline.Language, french.Outline.Title, french.Outline.Objectives[0].Text));
        Assert.Equal(["Pourquoi", "Neuf branches", "Faites le point", "Final test"], french.Outline.Activities.Select(a => a.Title));
        Assert.Equal(draft.Outline.Activities.Select(a => (a.Id, a.Kind, a.Minutes, a.Pass)), french.Outline.Activities.Select(a => (a.Id, a.Kind, a.Minutes, a.Pass)));
        Assert.Contains("Lisez <strong>ceci</strong>", french.Outline.Modules[0].Introduction, StringComparison.Ordinal);
        Assert.Equal("articles 2 à 4", french.Lessons["why"].Sources[0].Place);
        Assert.Equal(draft.Lessons["why"].Checked, french.Lessons["why"].Checked);
        Assert.Equal("sécurité sociale", Assert.Single(french.Lessons["why"].Terms).Name);
    }

    [Fact]
    public void Headings_and_blocks_have_the_ids_of_the_source()
    {
        var draft = FrenchCourse.Make().Draft();

        Assert.Equal(Ids(draft.Lessons["why"]), Ids(draft.Translations["fr"].Lessons["why"]));
        Assert.Contains("<h2 id=\"a-heading\">Un titre</h2>", draft.Translations["fr"].Lessons["why"].Html, StringComparison.Ordinal);
        Assert.Equal("a-heading", draft.Translations["fr"].Lessons["why"].Passages[1].HeadingId);
        Assert.Contains("/learn/rights/why#a-heading\">pourquoi</a> et <a href=\"#the-branches\">", draft.Translations["fr"].Lessons["nine-branches"].Html, StringComparison.Ordinal);

        static IEnumerable<string> Ids(LessonText text) => System.Text.RegularExpressions.Regex.Matches(text.Html, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value);
    }

    [Fact]
    public void A_page_without_a_translation_stands_in_the_original_and_says_so()
    {
        var course = FrenchCourse.Make();
        course.Content.Delete(FrenchCourse.Lesson);

        var text = course.Draft().Translations["fr"].Lessons["why"];

        Assert.StartsWith("<div class=\"in-original\"><p class=\"original-note\">Ce texte n’est pas encore traduit</p><div lang=\"en\" dir=\"ltr\">", text.Html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"a-heading\">A heading</h2>", text.Html, StringComparison.Ordinal);
        Assert.Equal("a-heading", text.Passages[1].HeadingId);
    }

    [Fact]
    public void A_block_that_is_not_translated_yet_stands_in_the_original()
    {
        var course = FrenchCourse.Stamp(FrenchCourse.Unstamped().Change(FrenchCourse.Lesson, "Un peu de texte.", "<!-- -->"));

        var french = course.Draft().Translations["fr"];

        Assert.Contains("Un titre</h2>\n<div class=\"in-original\"><p class=\"original-note\">Pas encore traduit</p><div lang=\"en\" dir=\"ltr\">\n<p id=\"at-3\">Some text.</p>", french.Lessons["why"].Html, StringComparison.Ordinal);
        Assert.Equal(new TranslationCount(3, 0, 1), french.Outline.Activities.First().Translation);
    }

    [Fact]
    public void A_block_whose_source_has_changed_is_shown_with_a_way_to_the_original()
    {
        var course = FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some newer text.");

        var french = course.Draft().Translations["fr"];

        var html = french.Lessons["why"].Html;
        Assert.Contains("<p id=\"at-3\">Un peu de texte.</p>\n<details class=\"stale-note\"><summary>Le texte original a changé depuis cette traduction. Voir l’original</summary><div lang=\"en\" dir=\"ltr\">\n<p>Some newer text.</p>", html, StringComparison.Ordinal);
        Assert.Equal(new TranslationCount(3, 1, 0), french.Outline.Activities.First().Translation);
        Assert.DoesNotContain("newer", string.Concat(french.Lessons["why"].Passages.Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_that_is_new_in_the_source_stands_between_its_neighbours()
    {
        var course = FrenchCourse.Make().Change(SmallCourse.Lesson, "## A heading", "## Something new\n\nNew words.\n\n## A heading");

        var html = course.Draft().Translations["fr"].Lessons["why"].Html;

        var places = new[] { "Le premier paragraphe", "Something new", "New words.", "Un titre", "Un peu de texte" }.Select(words => html.IndexOf(words, StringComparison.Ordinal)).ToArray();
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
    }

    [Fact]
    public void What_has_gone_from_the_source_goes_from_the_translation()
    {
        var course = FrenchCourse.Make().Change(SmallCourse.Lesson, "\nSome text.\n", "");

        Assert.DoesNotContain("Un peu de texte", course.Draft().Translations["fr"].Lessons["why"].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stamp_says_that_it_fits_again()
    {
        var course = FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some newer text.").Change(FrenchCourse.Lesson, "Un peu de texte.", "Un texte plus récent.");

        FrenchCourse.Stamp(course, FrenchCourse.Lesson);

        Assert.Equal(new TranslationCount(4, 0, 0), course.Draft().Translations["fr"].Outline.Activities.First().Translation);
    }

    [Fact]
    public void A_question_keeps_its_key_and_takes_what_is_typed_in_any_language()
    {
        var draft = FrenchCourse.Make().Draft();
        var (own, french) = (draft.Quizzes["check"].Questions, draft.Translations["fr"].Quizzes["check"].Questions);

        Assert.Equal("Prestation de logement", ((Choice)french[0]).Options[0].Text);
        Assert.Equal("parties II à X", french[0].Sources[0].Place);
        Assert.Equal(("nine-branches", "c102"), (french[0].Lesson, french[0].Objective));
        foreach (var typed in new[] { "treaty", "Un traité", "a treaty", "declaration", "déclaration", "450", "450 a month", "450 par mois", "400", "?" })
        {
            Assert.All(own.Zip(french), pair => Assert.Equal(pair.First.Mark(new([typed])).Score, pair.Second.Mark(new([typed])).Score));
        }

        Assert.True(own[3].Mark(new(["traité"])).IsRight);
        Assert.Equal("", own[3].Mark(new(["un traité"])).Feedback);
        Assert.Contains("ne la ratifient pas", french[3].Mark(new(["déclaration"])).Feedback, StringComparison.Ordinal);
        Assert.True(own[4].Mark(new(["450 par mois"])).IsRight);
    }

    [Fact]
    public void Adding_a_translation_makes_no_question_another_one()
    {
        var (before, after) = (new SmallCourse().Draft(), FrenchCourse.Make().Draft());

        foreach (var (question, same) in before.Quizzes["check"].Questions.Zip(after.Quizzes["check"].Questions))
        {
            Assert.Equal(Learning.Analysis.ItemVersion.Of(question), Learning.Analysis.ItemVersion.Of(same));
            Assert.Equal(Learning.Assessment.Keys.Of(question), Learning.Assessment.Keys.Of(same));
        }
    }

    [Fact]
    public void A_question_that_is_not_translated_says_in_which_language_it_is()
    {
        var french = FrenchCourse.Make().Draft().Translations["fr"].Pool;

        Assert.Equal((null, "en"), (french[0].InLanguage, french[1].InLanguage));
    }

    [Fact]
    public void A_question_whose_source_has_changed_is_marked_and_one_that_no_longer_fits_stands_in_the_original()
    {
        var reworded = FrenchCourse.Make().Change(SmallCourse.Quiz, "## Which one?", "## Which one is it?").Draft().Translations["fr"].Quizzes["check"].Questions[0];
        var longer = FrenchCourse.Make().Change(SmallCourse.Quiz, "  > Yes: Part VIII.", "  > Yes: Part VIII.\n- ( ) A universal basic income\n  > No.").Draft().Translations["fr"].Quizzes["check"].Questions[0];

        Assert.True(reworded.IsStale);
        Assert.Equal("Laquelle ?", reworded.Prompt);
        Assert.Equal(("en", "Which one?"), (longer.InLanguage, longer.Prompt));
    }

    [Fact]
    public void A_course_is_stored_whole_in_each_language()
    {
        var french = FrenchCourse.Make().Draft().Translations["fr"];

        var stored = System.Text.Json.JsonSerializer.Serialize(french.Quizzes["check"].Questions);

        Assert.Equal(stored, System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Deserialize<IReadOnlyList<Question>>(stored)));
    }
}
