namespace Learning.Tests;

public sealed class CountTriesHereTests
{
    private readonly Hand _clock = new();

    [Fact]
    public async Task Many_who_try_within_the_window_are_not_looked_at_anew_by_each_who_comes()
    {
        const int Many = 100_000;
        var tries = new CountTriesHere(_clock);

        for (var i = 0; i < Many; i++)
        {
            await tries.AddAsync($"who {i}", TimeSpan.FromMinutes(1));
        }

        Assert.InRange(tries.Looked, 1, 2 * Many);
        Assert.Equal(1, await tries.CountAsync("who 0"));
        Assert.Equal(2, await tries.AddAsync("who 0", TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Those_whose_window_is_over_are_forgotten()
    {
        var tries = new CountTriesHere(_clock);
        for (var minute = 0; minute < 10; minute++)
        {
            for (var i = 0; i < 20_000; i++)
            {
                await tries.AddAsync($"who {minute} {i}", TimeSpan.FromMinutes(1));
            }

            _clock.Now += TimeSpan.FromMinutes(1);
        }

        Assert.InRange(tries.Kept, 1, 60_000);
        Assert.Equal(0, await tries.CountAsync("who 9 0"));
    }

    private sealed class Hand : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
