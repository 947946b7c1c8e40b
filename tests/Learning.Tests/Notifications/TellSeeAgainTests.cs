using System.Globalization;
using Learning.Accounts;
using Learning.Data;
using Learning.Enrolments;
using Learning.Notifications;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Notifications;

/// <summary>Who hears that something has to be seen again.</summary>
[NeedsDatabase]
public sealed class TellSeeAgainTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.Publish(new SmallCourse().Draft());
        Noon();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Who_had_done_it_is_told_once_and_who_had_not_or_has_withdrawn_is_not()
    {
        await Done("amina");
        await Done("gone");
        await Enrol("idle");
        var gone = await _site.LearnerId("gone");
        await _site.Db(db => db.Enrolments.Where(e => e.LearnerId == gone).ExecuteUpdateAsync(set => set.SetProperty(e => e.WithdrawnAt, _site.Clock.GetUtcNow()), Cancellation));
        Assert.Equal(0, await Run());

        await Mark();
        Assert.Equal(1, await Run());
        Assert.Equal(0, await Run());

        var amina = await _site.LearnerId("amina");
        var told = await _site.Db(db => db.Messages.AsNoTracking().SingleAsync(m => m.Topic == Topic.SeeAgain, Cancellation));
        Assert.Equal(amina, told.LearnerId);
        Assert.StartsWith("Something has changed in", told.Subject, StringComparison.Ordinal);
        Assert.Contains("– ", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_marks_some_days_apart_are_two_messages_and_none_when_the_time_of_the_first_is_over()
    {
        await Done("amina");
        await Mark();
        Assert.Equal(1, await Run());

        _site.Clock.Ahead += TimeSpan.FromDays(8);
        var first = _site.Clock.GetUtcNow().AddDays(-8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await _site.Publish(Marked(SmallCourse.Lesson, "id: why", first).Change(SmallCourse.Quiz, "id: check", $"id: check\nagain: {_site.Clock.GetUtcNow():yyyy-MM-dd}").Draft());
        await Run();   // what she had not done is not told, what was marked first is
        var told = await _site.Db(db => db.Messages.CountAsync(m => m.Topic == Topic.SeeAgain, Cancellation));
        _site.Clock.Ahead += TimeSpan.FromDays(8);

        Assert.Equal(0, await Run());
        Assert.Equal(told, await _site.Db(db => db.Messages.CountAsync(m => m.Topic == Topic.SeeAgain, Cancellation)));
    }

    [Fact]
    public async Task At_night_where_she_is_nobody_is_told_and_in_the_morning_she_is()
    {
        await Done("amina");
        var amina = await _site.LearnerId("amina");
        await Mark();
        await _site.Db(db => db.Learners.Where(l => l.Id == amina).ExecuteUpdateAsync(set => set.SetProperty(l => l.TimeZone, "Pacific/Auckland"), Cancellation));
        Assert.Equal(0, await Run());   // noon in UTC is past midnight there

        _site.Clock.Ahead += TimeSpan.FromHours(10);
        Assert.Equal(1, await Run());
    }

    [Theory]
    [InlineData("fr", "Du nouveau dans")]
    [InlineData("es", "Hay cambios en")]
    [InlineData("ar", "تغييرات في")]
    public async Task She_is_told_in_her_language(string language, string begins)
    {
        await Done("amina");
        await Mark();
        await _site.Db(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(l => l.Language, language), Cancellation));

        Assert.Equal(1, await Run());

        Assert.StartsWith(begins, (await _site.Db(db => db.Messages.AsNoTracking().SingleAsync(m => m.Topic == Topic.SeeAgain, Cancellation))).Subject, StringComparison.Ordinal);
    }

    private Task<int> Run() => _site.With<TellSeeAgain, int>(round => round.RunOnceAsync(Cancellation));

    /// <summary>What was done yesterday and before has to be seen again.</summary>
    private async Task Mark()
    {
        _site.Clock.Ahead += TimeSpan.FromDays(1);
        var day = _site.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await _site.Publish(Marked(SmallCourse.Lesson, "id: why", day).Draft());
    }

    private static SmallCourse Marked(string path, string id, string day) => new SmallCourse().Change(path, id, $"{id}\nagain: {day}");

    private async Task<Visitor> Enrol(string name)
    {
        var visitor = await _site.SignedInAs(name);
        await visitor.PostForm("/courses/rights", "/courses/rights/enrolments");
        return visitor;
    }

    private async Task Done(string name)
    {
        var visitor = await Enrol(name);
        await visitor.PostForm("/learn/rights/why", "/record", ("id", $"{Guid.CreateVersion7()}"), ("verb", "completed"), ("course", "rights"), ("activity", "why"), ("next", "/my"));
    }

    private void Noon()
    {
        var now = _site.Clock.GetUtcNow();
        _site.Clock.Ahead += now.UtcDateTime.Date.AddHours(12) - now.UtcDateTime;
    }
}
