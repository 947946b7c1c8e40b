using Learning.Data;
using Npgsql;

namespace Learning.Tests.Data;

/// <summary>How long somebody who writes is put off while the database is away: her waiting in line counts.</summary>
public sealed class PatienceTests
{
    private static readonly NpgsqlException Away = new("The connection broke.", new IOException());

    /// <summary>Longer than anybody is put off.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(2.1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_waited_in_line_while_others_found_it_away_is_told_at_the_first_fault_of_her_own()
    {
        using var gate = Gate();
        var linedUp = gate.LineUpAsync(Cancellation);
        Assert.True(new Patience(gate).Lasts(Away));   // somebody before her

        await Task.Delay(Long, Cancellation);
        using var place = await linedUp;

        Assert.False(new Patience(gate, place.AskedAt).Lasts(Away));
    }

    [Fact]
    public async Task Whoever_comes_later_is_put_off_for_as_long_as_the_first()
    {
        using var gate = Gate();
        Assert.True(new Patience(gate).Lasts(Away));
        await Task.Delay(Long, Cancellation);

        Assert.True(new Patience(gate).Lasts(Away));
    }

    [Fact]
    public async Task Waiting_for_others_who_write_is_no_waiting_for_the_database()
    {
        using var gate = Gate();
        Assert.True(new Patience(gate).Lasts(Away));
        using var place = await gate.LineUpAsync(Cancellation);
        await Task.Delay(Long, Cancellation);
        gate.Answered();

        Assert.True(new Patience(gate, place.AskedAt).Lasts(Away));
    }

    private static WriteGate Gate() => new(LearningDatabase.Of("Host=db.example.org;Database=learning;Username=learning"));
}
