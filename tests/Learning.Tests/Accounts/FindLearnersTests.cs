using Learning.Accounts;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Accounts;

[NeedsDatabase]
public sealed class FindLearnersTests : IAsyncLifetime
{
    private readonly TestSite _site = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        foreach (var name in new[] { "Amina Diallo", "amina", "Diana Osei", "Bo Amin", "Salma Bint Amina", "أمينة ديالو" })
        {
            await _site.Db(async db =>
            {
                db.Add(Learner.Known($"id-{name.GetHashCode(StringComparison.Ordinal)}", name, null, "en", DateTimeOffset.UtcNow));
                await db.SaveChangesAsync(Cancellation);
                return true;
            });
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("amin", "Amina Diallo|Bo Amin|amina")]
    [InlineData("AMINA D", "Amina Diallo")]
    [InlineData("di", "Amina Diallo|Diana Osei")]
    [InlineData("bint a", "Salma Bint Amina")]
    [InlineData("ديا", "أمينة ديالو")]
    [InlineData("lo", "")]
    [InlineData("%", "")]
    public async Task A_name_is_found_by_its_beginning_or_that_of_its_second_word(string typed, string names)
    {
        var found = await _site.Db(db => db.FindLearnersAsync(typed, all => all, 10, Cancellation));

        Assert.Equal((names, false), (string.Join('|', found.Some.Select(l => l.Name)), found.IsCut));
    }

    [Fact]
    public async Task Of_more_than_are_wanted_the_first_come_and_it_says_so()
    {
        var found = await _site.Db(db => db.FindLearnersAsync("a", all => all, 1, Cancellation));

        Assert.Equal((1, true), (found.Some.Count, found.IsCut));
    }

    [Fact]
    public async Task Who_is_called_otherwise_is_found_by_that()
    {
        await _site.Db(db => db.Learners.Where(l => l.Name == "Bo Amin").ExecuteUpdateAsync(l => l.SetProperty(x => x.Name, "Bo Zulu"), Cancellation));

        Assert.Equal(["Bo Zulu"], (await _site.Db(db => db.FindLearnersAsync("zu", all => all, 10, Cancellation))).Some.Select(l => l.Name));
    }
}
