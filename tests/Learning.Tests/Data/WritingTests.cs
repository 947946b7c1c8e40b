using System.Security.Claims;
using Learning.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Data;

[NeedsDatabase]
public sealed class WritingTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task An_act_that_met_another_with_the_same_row_runs_again_on_fresh_data()
    {
        var id = $"twin-{Guid.NewGuid():N}";
        await Write(db => Task.FromResult(db.Add(NewLearner(id)) is not null));
        var runs = 0;

        await Write(async db =>
        {
            // The first time as if it had looked before the other came.
            var there = ++runs > 1 && await db.Set<Learning.Accounts.Learner>().AnyAsync(l => l.Id == id, Cancellation);
            if (!there)
            {
                db.Add(NewLearner(id));
            }

            return true;
        });

        Assert.Equal(2, runs);
        Assert.Equal(1, await site.Db(db => db.Set<Learning.Accounts.Learner>().CountAsync(l => l.Id == id, Cancellation)));
    }

    [Fact]
    public async Task An_act_that_fails_leaves_nothing_behind_and_the_gate_open()
    {
        var id = $"half-{Guid.NewGuid():N}";

        await Assert.ThrowsAsync<InvalidOperationException>(() => Write<bool>(async db =>
        {
            db.Add(NewLearner(id));
            await db.SaveChangesAsync(Cancellation);
            throw new InvalidOperationException("A bug.");
        }));

        Assert.Equal(0, await site.Db(db => db.Set<Learning.Accounts.Learner>().CountAsync(l => l.Id == id, Cancellation)));
        Assert.True(await Write(_ => Task.FromResult(true)));
    }

    [Fact]
    public async Task Who_gives_up_waiting_at_the_gate_does_not_write_and_holds_nobody_up()
    {
        var inside = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var first = Write(Turn.Alone, async _ =>
        {
            inside.SetResult();
            await go.Task;
            return true;
        });
        await inside.Task;
        using var patience = new CancellationTokenSource();
        var second = Write(Turn.Alone, _ => Task.FromResult(true), patience.Token);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        go.SetResult();

        Assert.True(await first);
        Assert.True(await Write(_ => Task.FromResult(true)));
    }

    [Fact]
    public async Task Many_who_write_at_once_all_get_through()
    {
        var ids = Enumerable.Range(0, 40).Select(n => $"many-{n}-{Guid.NewGuid():N}").ToArray();

        await Task.WhenAll(ids.Select(id => Task.Run(() => Write(db => Task.FromResult(db.Add(NewLearner(id)) is not null)))));

        Assert.Equal(ids.Length, await site.Db(db => db.Set<Learning.Accounts.Learner>().CountAsync(l => ids.Contains(l.Id), Cancellation)));
    }

    private Task<T> Write<T>(Func<LearningDb, Task<T>> act) => Write(Turn.InSomeOrder, act);

    private async Task<T> Write<T>(Turn turn, Func<LearningDb, Task<T>> act, CancellationToken? cancellation = null)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDb>();
        return await db.WriteAsync(turn, () => act(db), cancellation ?? Cancellation);
    }

    private static Learning.Accounts.Learner NewLearner(string id) => Learning.Accounts.Learner.From(
        new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Name, "Somebody")], "test")), DateTimeOffset.UnixEpoch);
}
