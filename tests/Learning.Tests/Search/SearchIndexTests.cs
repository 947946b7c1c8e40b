using Learning.Tests.Courses;

namespace Learning.Tests.Search;

[NeedsDatabase]
public sealed class SearchIndexTests
{
    [Fact]
    public async Task A_damaged_index_is_made_anew()
    {
        await using var site = new TestSite();
        await site.InitializeAsync();
        await site.Publish(Drafts.Rhythm(lesson: "Syncopation."));
        Directory.CreateDirectory(site.Paths.SearchIndex);
        await File.WriteAllTextAsync(Path.Combine(site.Paths.SearchIndex, "segments_1"), "rubbish", Visitor.Cancellation);
        await File.WriteAllTextAsync(Path.Combine(site.Paths.SearchIndex, "segments.gen"), "rubbish", Visitor.Cancellation);

        Assert.Contains("<mark>Syncopation</mark>", await site.Visitor().Page("/search?q=syncopation"), StringComparison.Ordinal);
    }
}
