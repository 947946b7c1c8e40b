using System.Net;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Tests.Authoring;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

[NeedsDatabase]
public sealed partial class UpdateDraftTests : IAsyncLifetime
{
    private readonly DraftSite _at = new();

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public ValueTask InitializeAsync() => _at.InitializeAsync();

    public ValueTask DisposeAsync() => _at.DisposeAsync();

    [Fact]
    public async Task Nothing_published_meanwhile_is_written_over()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Hers.");
        await _at.Site.Publish(new SmallCourse().Change(SmallCourse.Second, "The branches", "All branches").Draft());

        await DraftSite.AssertRefused(await _at.Publish(edna, ("version", $"{(await _at.Row()).Version}")), HttpStatusCode.Conflict, "Nothing was written over");

        Assert.Equal(2, (await _at.InForce()).Number);
    }

    [Fact]
    public async Task What_was_changed_in_different_places_comes_together_and_is_published()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Hers.");
        await _at.Site.Publish(new SmallCourse().Change(SmallCourse.Lesson, "The opening paragraph.", "His.").Change(SmallCourse.Second, "The branches", "All branches").Draft());

        var answer = await UpdateAsync(edna);

        Assert.Equal($"{_at.Address}/publication?did=updated", DraftSite.LedTo(answer));
        var text = await _at.Text();
        Assert.Contains("His.", text, StringComparison.Ordinal);
        Assert.Contains("Hers.", text, StringComparison.Ordinal);
        Assert.Equal([SmallCourse.Lesson], (await _at.Folder()).Changed);
        Assert.Contains("All branches", await _at.Text(SmallCourse.Second), StringComparison.Ordinal);
        await _at.Publish(edna);
        Assert.Equal(3, (await _at.InForce()).Number);
    }

    [Theory]
    [InlineData("yes", "Hers.")]
    [InlineData("no", "His.")]
    public async Task Where_both_changed_the_same_words_an_editor_chooses(string mine, string words)
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Hers.");
        await _at.Site.Publish(new SmallCourse().Change(SmallCourse.Lesson, "Some text.", "His.").Draft());
        var page = await edna.Page($"{_at.Address}/base");
        Assert.Contains("<del>", page, StringComparison.Ordinal);

        await DraftSite.AssertRefused(await UpdateAsync(edna), HttpStatusCode.UnprocessableEntity, "Choose for every file");
        var answer = await UpdateAsync(edna, ($"mine:{SmallCourse.Lesson}", mine));

        Assert.Equal($"{_at.Address}/publication?did=updated", DraftSite.LedTo(answer));
        Assert.Contains(words, await _at.Text(), StringComparison.Ordinal);
        Assert.Equal(mine == "yes" ? [SmallCourse.Lesson] : [], (await _at.Folder()).Changed);
    }

    [Fact]
    public async Task What_one_took_out_and_the_other_changed_is_chosen_too()
    {
        var edna = await _at.Editor();
        await _at.Put(SmallCourse.Second, null);
        await _at.Site.Publish(new SmallCourse().Change(SmallCourse.Second, "The branches", "All branches").Draft());

        await UpdateAsync(edna, ($"mine:{SmallCourse.Second}", "yes"));

        Assert.DoesNotContain(SmallCourse.Second, (await _at.Folder()).Files.Keys);
        Assert.Equal((2, 2), ((await _at.Row()).BaseNumber, (await _at.InForce()).Number));
    }

    [Fact]
    public async Task A_draft_changed_meanwhile_is_not_brought_up_to_date_unseen()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Hers.");
        await _at.Site.Publish(new SmallCourse().Change(SmallCourse.Second, "The branches", "All branches").Draft());
        var page = await edna.Page($"{_at.Address}/base");
        await _at.Change("Hers.", "Hers again.");

        var answer = await edna.PostWithToken(Visitor.Token(page), $"{_at.Address}/base", ("version", Field(page, "version")), ("revision", Field(page, "revision")));

        await DraftSite.AssertRefused(answer, HttpStatusCode.Conflict, "Look at it again");
        Assert.Equal(1, (await _at.Row()).BaseNumber);
    }

    [Fact]
    public async Task A_draft_that_is_up_to_date_says_so()
    {
        var edna = await _at.Editor();

        await DraftSite.AssertRefused(await edna.Get($"{_at.Address}/base"), HttpStatusCode.Conflict, "up to date");
    }

    [Fact]
    public async Task The_files_of_a_draft_go_along_when_the_folder_is_called_otherwise()
    {
        var edna = await _at.Editor();
        await _at.Change("Some text.", "Hers.");
        var renamed = new MemoryContent();
        foreach (var path in new SmallCourse().Content.GetPaths())
        {
            renamed[path.Replace("courses/rights", "courses/our-rights", StringComparison.Ordinal)] = new SmallCourse().Content[path];
        }

        await _at.Site.Publish(Learning.Authoring.CourseReader.Read(renamed, "courses/our-rights").Draft!);

        await UpdateAsync(edna);

        var folder = await _at.Folder();
        Assert.Equal("our-rights", folder.Draft.Slug);
        Assert.Equal([SmallCourse.Lesson.Replace("/rights/", "/our-rights/", StringComparison.Ordinal)], folder.Changed);
        Assert.NotNull(folder.Read().Draft);
    }

    private async Task<HttpResponseMessage> UpdateAsync(Visitor who, params (string Name, string Value)[] choices)
    {
        var page = await who.Page($"{_at.Address}/base");
        return await who.PostWithToken(Visitor.Token(page), $"{_at.Address}/base", [("version", Field(page, "version")), ("revision", Field(page, "revision")), .. choices]);
    }

    private static string Field(string page, string name) => Hidden().Matches(page).First(m => m.Groups[1].Value == name).Groups[2].Value;

    [GeneratedRegex("name=\"([a-z]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
