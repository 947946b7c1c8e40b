using System.Globalization;
using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>What pages cost somebody who pays for each megabyte, and what they tell others about her: little, and nothing.</summary>
public sealed class WeightTests(SiteAndBrowser site)
{
    private const int Most = 100 * 1000;
    private const int MostOfQuiz = 20 * 1000;

    [Fact]
    public async Task The_first_lesson_with_all_it_needs_comes_in_100_kilobytes()
    {
        await using var visitor = await site.VisitorAsync(Learner.Student, width: 360, height: 640);
        var parts = await WeighAsync(visitor);

        await visitor.Page.GotoAsync(CourseBook.PathOf(visitor.Course.Lessons[0]), new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.True(parts.Count > 3, "The lesson, its style and its scripts are to be weighed.");
        Assert.True(parts.Sum(p => p.Bytes) <= Most, string.Join('\n', parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Bytes,8} {p.Url}"))));
    }

    [Fact]
    public async Task A_quiz_adds_at_most_20_kilobytes_to_a_lesson()
    {
        await using var first = await site.VisitorAsync(Learner.Student, width: 360, height: 640);
        var lesson = await WeighAsync(first);
        await first.Page.GotoAsync(CourseBook.PathOf(first.Course.Lessons[0]), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await using var second = await site.VisitorAsync(Learner.Student, width: 360, height: 640);
        var quiz = await WeighAsync(second);
        await second.Page.GotoAsync(CourseBook.PathOf(second.Course.Test), new() { WaitUntil = WaitUntilState.NetworkIdle });

        // The pictures of the lesson count for nothing here.
        var words = lesson.Where(p => !p.Url.Contains("/media/", StringComparison.Ordinal)).Sum(p => p.Bytes);
        var all = quiz.Sum(p => p.Bytes);
        Assert.True(quiz.Count > 5, "The quiz, its style and its scripts are to be weighed.");
        Assert.True(all - words <= MostOfQuiz, string.Create(CultureInfo.InvariantCulture, $"A lesson is {words} bytes, the test {all}:\n{string.Join('\n', quiz.Select(p => $"{p.Bytes,8} {p.Url}"))}"));
    }

    /// <summary>Bytes as they came over the line, heads and all.</summary>
    private static async Task<List<(string Url, double Bytes)>> WeighAsync(Visitor visitor)
    {
        var parts = new List<(string, double)>();
        var urls = new Dictionary<string, string>();
        var devTools = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        devTools.Event("Network.responseReceived").OnEvent += (_, what) =>
            urls[what!.Value.GetProperty("requestId").GetString()!] = what.Value.GetProperty("response").GetProperty("url").GetString()!;
        devTools.Event("Network.loadingFinished").OnEvent += (_, what) =>
            parts.Add((urls.GetValueOrDefault(what!.Value.GetProperty("requestId").GetString()!, "?"), what.Value.GetProperty("encodedDataLength").GetDouble()));
        await devTools.SendAsync("Network.enable");
        return parts;
    }
}
