using Learning.Authoring;
using Learning.BrowserTests.Site;
using Learning.Questions;

namespace Learning.BrowserTests.People;

/// <summary>What a learner does on the pages of study. Every step works with script and without, and ends when the page says it is done.</summary>
internal static class Studying
{
    public static async Task IsAt(this Visitor visitor, ActivityOutline activity)
    {
        await Expect(visitor.Page).ToHaveURLAsync(CourseBook.PathOf(activity));
        await Expect(visitor.Heading).ToHaveTextAsync(activity.Title);
    }

    /// <summary>Marks the lesson she is on as read and is led to what comes next.</summary>
    public static async Task ReadLesson(this Visitor visitor, ActivityOutline lesson)
    {
        await visitor.IsAt(lesson);
        await visitor.Button("Lesson.DoneAndNext").ClickAsync();
        await visitor.IsAt(visitor.Course.After(lesson)!);
    }

    /// <summary>Passes over what is marked as done already.</summary>
    public static async Task SkipLesson(this Visitor visitor, ActivityOutline lesson)
    {
        await visitor.IsAt(lesson);
        await Expect(visitor.Page.GetByText(Words.Say("Lesson.DoneAlready"))).ToBeVisibleAsync();
        await visitor.GoOn();
        await visitor.IsAt(visitor.Course.After(lesson)!);
    }

    /// <summary>Answers every question of the practice quiz she is on, rightly, and goes on.</summary>
    public static async Task Practise(this Visitor visitor, ActivityOutline practice)
    {
        await visitor.IsAt(practice);
        var attempt = await visitor.Attempt();
        foreach (var question in visitor.Course.QuestionsOf(practice))
        {
            await visitor.Check(question.Id, visitor.Course.Right(attempt, question.Id));
            await Expect(visitor.Question(question.Id).Locator(".verdict")).ToContainTextAsync(Words.Say(question.HasKey ? "Quiz.Right" : "Quiz.Pending"));
        }

        await Expect(visitor.ResultTitle()).ToHaveTextAsync(Words.Say("Quiz.PracticePassed"));
        await visitor.Page.Locator("#result").GetByRole(AriaRole.Link, new() { Name = Words.Say("Lesson.GoOn") }).ClickAsync();
        await visitor.IsAt(visitor.Course.After(practice)!);
    }

    /// <summary>Gives one answer of a practice quiz and asks for its marking.</summary>
    public static async Task Check(this Visitor visitor, string question, Response response)
    {
        await visitor.Give(question, response);
        await visitor.Question(question).GetByRole(AriaRole.Button, new() { Name = Words.Say("Quiz.Check") }).ClickAsync();
    }

    /// <summary>Opens the final test and begins it.</summary>
    /// <returns>The attempt, and the questions it drew in their order.</returns>
    public static async Task<(Guid Attempt, IReadOnlyList<string> Questions)> BeginTest(this Visitor visitor)
    {
        await visitor.Open(CourseBook.PathOf(visitor.Course.Test));
        await visitor.Button("Quiz.StartTest").ClickAsync();
        return await visitor.OpenTest();
    }

    /// <summary>The open attempt of the page she is on.</summary>
    public static async Task<(Guid Attempt, IReadOnlyList<string> Questions)> OpenTest(this Visitor visitor)
    {
        await Expect(visitor.Button("Quiz.HandIn")).ToBeVisibleAsync();
        var questions = await visitor.Page.Locator(".question").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.question)");
        return (await visitor.Attempt(), questions);
    }

    /// <summary>Follows the link at the foot of the page to what comes next.</summary>
    public static Task GoOn(this Visitor visitor) => visitor.Page.Locator(".pager-next").ClickAsync();

    public static async Task<Guid> Attempt(this Visitor visitor) => Guid.Parse((await visitor.Page.Locator("#quiz").GetAttributeAsync("data-attempt"))!);

    /// <summary>Answers every question of the open test, pre-test or survey and hands it in.</summary>
    /// <param name="answer">What she answers in an attempt to a question.</param>
    /// <returns>The questions.</returns>
    public static async Task<IReadOnlyList<string>> TakeTest(this Visitor visitor, Func<Guid, string, Response> answer)
    {
        var (attempt, questions) = await visitor.OpenTest();
        foreach (var question in questions)
        {
            await visitor.Give(question, answer(attempt, question));
        }

        await visitor.Button("Quiz.HandIn").ClickAsync();

        // An answer may be none that the fields can hold.
        await Expect(visitor.ResultTitle().Or(visitor.Button("Quiz.YesHandIn")).First).ToBeVisibleAsync();
        if (await visitor.Button("Quiz.YesHandIn").IsVisibleAsync())
        {
            await visitor.Button("Quiz.YesHandIn").ClickAsync();
        }

        await Expect(visitor.ResultTitle()).ToBeVisibleAsync();
        return questions;
    }

    /// <summary>One of these questions that is answered by one press or word, where something may come between two.</summary>
    public static async Task<string> InOneAct(this Visitor visitor, IReadOnlyList<string> questions)
    {
        var attempt = await visitor.Attempt();
        return questions.First(question => visitor.Course.Right(attempt, question).Values.Count == 1);
    }

    public static async Task Give(this Visitor visitor, string question, Response response)
    {
        var section = visitor.Question(question);
        foreach (var value in response.Values)
        {
            var list = section.Locator($"select:has(option[value=\"{value}\"])");
            var gap = section.Locator($"[name=\"answer.{question}.{value.Split('=')[0]}\"]");
            var typed = section.Locator("input[type=text], textarea");
            if (await list.CountAsync() > 0)
            {
                await list.SelectOptionAsync(value);
            }
            else if (await gap.CountAsync() > 0)
            {
                await gap.FillAsync(value[(value.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            }
            else if (await typed.CountAsync() > 0)
            {
                await typed.FillAsync(value);
            }
            else
            {
                await visitor.Option(question, value).CheckAsync();
            }
        }

        var fairlySure = section.Locator($"[name=\"certainty.{question}\"][value=\"2\"]");
        if (await fairlySure.CountAsync() > 0)
        {
            await fairlySure.CheckAsync();
        }
    }

    public static ILocator Question(this Visitor visitor, string question) => visitor.Page.Locator($"#q-{question}");

    public static ILocator Option(this Visitor visitor, string question, string value) =>
        visitor.Question(question).Locator($"input[value='{value}']");

    public static ILocator ResultTitle(this Visitor visitor) => visitor.Page.Locator("#result-title");

    public static ILocator SaveState(this Visitor visitor) => visitor.Page.Locator("#save-state");
}
