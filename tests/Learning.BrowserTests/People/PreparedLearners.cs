using System.Collections.Concurrent;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests.People;

/// <summary>The cookies of each <see cref="Learner"/>, made when first asked for and then shared.</summary>
internal sealed class PreparedLearners(SiteAndBrowser site)
{
    private readonly ConcurrentDictionary<(Learner Learner, string Language), Lazy<Task<string>>> _states = new();

    public Task<string> StateAsync(Learner learner, string language) =>
        _states.GetOrAdd((learner, language), _ => new(() => PrepareAsync(learner, language))).Value;

    private async Task<string> PrepareAsync(Learner learner, string language)
    {
        if (language == "en")
        {
            await using var visitor = await site.VisitorAsync();
            await LiveThroughAsync(learner, visitor);
            return await visitor.Context.StorageStateAsync();
        }

        await using var reader = await site.VisitorAsync(await StateAsync(learner, "en"));
        await reader.Open("/");
        await reader.ChooseLanguage(language);
        return await reader.Context.StorageStateAsync();
    }

    private static async Task LiveThroughAsync(Learner learner, Visitor visitor)
    {
        if (learner == Learner.Nobody)
        {
            return;
        }

        if (learner == Learner.Guest)
        {
            await visitor.StartAsGuest();
            return;
        }

        await visitor.Register($"prepared-{learner}", $"{learner} Okonkwo-Lindqvist");
        if (learner == Learner.Newcomer)
        {
            return;
        }

        if (learner is Learner.Teacher or Learner.Administrator)
        {
            string[] roles = learner == Learner.Teacher ? ["Facilitator", "Editor"] : ["Administrator"];
            foreach (var role in roles)
            {
                await visitor.Site.CommandAsync("roles", "add", $"prepared-{learner}", role);
            }

            await visitor.Button("Nav.SignOut").ClickAsync();
            await visitor.SignIn($"prepared-{learner}");
            return;
        }

        await visitor.Enrol();
        await (learner switch
        {
            Learner.Student => StudyHalfAsync(visitor),
            Learner.Repeater => FailAsync(visitor),
            _ => CompleteAsync(visitor),
        });
    }

    private static async Task StudyHalfAsync(Visitor visitor)
    {
        var course = visitor.Course;
        var (begun, attempt) = (course.QuestionsOf(course.Practices[0])[0].Id, Guid.CreateVersion7());
        await visitor.Record(
        [
            .. course.Lessons.Take(2).Select(lesson => Journal.Completed(lesson)),
            .. Journal.Answers(course.Practices[0], attempt, (begun, course.Wrong(attempt, begun))),
            .. Journal.RightAnswers(course, course.Practices[1]),
        ]);

        var (test, questions) = await visitor.BeginTest();
        await visitor.Record(Journal.Answers(course.Test, test, [.. questions.Take(2).Select(q => (q, course.Right(test, q)))]));
    }

    private static async Task FailAsync(Visitor visitor)
    {
        var (attempt, questions) = await visitor.BeginTest();
        await visitor.Record(
        [
            .. Journal.Answers(visitor.Course.Test, attempt, [.. questions.Skip(1).Select(q => (q, visitor.Course.Wrong(attempt, q)))]),
            Journal.HandedIn(visitor.Course.Test, attempt),
        ]);
    }

    private static async Task CompleteAsync(Visitor visitor)
    {
        var course = visitor.Course;
        await visitor.Record(
        [
            .. course.Lessons.Select(lesson => Journal.Completed(lesson)),
            .. course.Practices.SelectMany(practice => Journal.RightAnswers(course, practice)),
        ]);

        var (attempt, questions) = await visitor.BeginTest();
        await visitor.Record(
        [
            .. Journal.Answers(course.Test, attempt, [.. questions.Select(q => (q, course.Right(attempt, q)))]),
            Journal.HandedIn(course.Test, attempt),
        ]);
    }
}
