using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>Everything works with Tab, Space and Enter, and one always sees where one is.</summary>
public sealed class KeyboardTests(SiteAndBrowser site)
{
    private const int MostStops = 400;

    /// <summary>Where the focus is: whether it can be seen there, and what it is.</summary>
    private const string Focus =
        """
        () => {
          const here = document.activeElement;
          if (here === document.body) { return null; }
          const drawn = here.closest('.option') ?? here;
          const style = getComputedStyle(drawn);
          const box = drawn.getBoundingClientRect();
          const shown = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none' && box.width > 1 && box.height > 1
            && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          return `${shown ? 'seen' : 'unseen'} ${here.outerHTML.slice(0, 160)}`;
        }
        """;

    [Fact]
    public async Task A_question_is_answered_with_the_keyboard()
    {
        await using var maya = await site.VisitorAsync();
        await maya.Register("maya", "");
        await maya.Enrol();
        var practice = maya.Course.Practices[0];
        var question = maya.Course.QuestionsOf(practice)[0].Id;
        await maya.Open(CourseBook.PathOf(practice));

        await TabTo(maya, maya.Question(question).GetByRole(AriaRole.Radio).First);
        await maya.Page.Keyboard.PressAsync("Space");
        await TabTo(maya, maya.Question(question).GetByRole(AriaRole.Button));
        await maya.Page.Keyboard.PressAsync("Enter");

        await Expect(maya.Question(question).Locator(".verdict")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_lesson_is_completed_with_the_keyboard()
    {
        await using var ines = await site.VisitorAsync();
        await ines.Register("ines", "");
        await ines.Enrol();

        await TabTo(ines, ines.Button("Lesson.DoneAndNext"));
        await ines.Page.Keyboard.PressAsync("Enter");

        await ines.IsAt(ines.Course.Lessons[1]);
    }

    [Fact]
    public async Task The_first_Tab_leads_past_the_head_of_the_page()
    {
        await using var visitor = await site.VisitorAsync();
        await visitor.Open("/");

        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Link("Nav.Skip")).ToBeFocusedAsync();
        await Expect(visitor.Link("Nav.Skip")).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_meaning_of_a_word_opens_and_closes_and_gives_the_focus_back()
    {
        await using var visitor = await site.VisitorAsync(Learner.Student);
        await visitor.Open(CourseBook.PathOf(visitor.Course.LessonWith("class=\"term\"")));
        var term = visitor.Page.Locator("a.term:visible").First;

        await TabTo(visitor, term);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Heading)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");

        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(term).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_meaning_of_a_word_stays_with_the_word_while_the_page_moves_and_goes_when_the_word_has_gone()
    {
        await using var visitor = await site.VisitorAsync(Learner.Student);
        await visitor.Open(CourseBook.PathOf(visitor.Course.LessonWith("class=\"term\"")));
        var card = visitor.Page.Locator("#term-card");

        // The click comes while the page is still moving.
        await visitor.Page.Locator("a.term:visible").First.EvaluateAsync("term => { scrollTo({ top: term.getBoundingClientRect().top + scrollY - 200, behavior: 'instant' }); term.click(); }");
        await visitor.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await Expect(card).ToBeVisibleAsync();

        await visitor.Page.EvaluateAsync("() => scrollTo({ top: 0, behavior: 'instant' }) || scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })");
        await Expect(card).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("home")]
    [InlineData("course while enrolled")]
    [InlineData("lesson of a guest")]
    [InlineData("lesson with a word explained")]
    [InlineData("practice quiz with one answer")]
    [InlineData("test begun")]
    [InlineData("test not passed")]
    [InlineData("my learning")]
    [InlineData("certificate")]
    [InlineData("search with results")]
    [InlineData("register with problems")]
    public async Task Wherever_Tab_leads_the_focus_is_seen_on(string page)
    {
        var shown = SitePage.Named(page);
        await using var visitor = await site.VisitorAsync(shown.Who, width: 390, height: 844);
        await shown.Show(visitor);

        var unseen = new List<string>();
        for (var stop = 0; stop < MostStops; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var focus = await visitor.Page.EvaluateAsync<string?>(Focus);
            if (focus is null)
            {
                break;
            }

            if (focus.StartsWith("unseen", StringComparison.Ordinal))
            {
                unseen.Add(focus);
            }
        }

        Assert.True(unseen.Count == 0, string.Join('\n', unseen));
    }

    private static async Task TabTo(Visitor visitor, ILocator goal)
    {
        await Expect(goal).ToBeVisibleAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await goal.EvaluateAsync<bool>("goal => goal === document.activeElement"))
            {
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not lead to {goal}.");
    }
}
