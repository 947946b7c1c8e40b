using System.Net;

namespace Learning.Tests.Teaching;

[NeedsDatabase]
public sealed class ShowTextTests : IAsyncLifetime
{
    private readonly CareSite _care = new();

    public ValueTask InitializeAsync() => _care.InitializeAsync();

    public ValueTask DisposeAsync() => _care.DisposeAsync();

    [Theory]
    [InlineData("/texts/rights/why")]
    [InlineData("/texts/rights/check")]
    [InlineData("/texts/rights/pool-one")]
    public Task Texts_and_keys_are_for_editors(string path) => _care.AssertForEditors(path);

    [Fact]
    public async Task An_editor_reads_a_lesson_without_enrolling_in_any_of_its_languages()
    {
        var editor = await _care.Editor();

        var english = await editor.Page("/texts/rights/why");
        var french = await editor.Page("/texts/rights/why?language=fr");

        Assert.Contains("The opening paragraph.", english, StringComparison.Ordinal);
        Assert.Contains("href=\"/sources/c102\"", english, StringComparison.Ordinal);
        Assert.Contains("23 November 2026", english, StringComparison.Ordinal);
        Assert.Contains("href=\"/texts/rights/why?language=fr\"", english, StringComparison.Ordinal);
        Assert.Contains("Le premier paragraphe", french, StringComparison.Ordinal);
        Assert.Contains("articles 2 à 4", french, StringComparison.Ordinal);
        Assert.Contains("stale-note", french, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiz_shows_all_its_questions_and_a_question_itself_with_what_is_right()
    {
        var editor = await _care.Editor();

        var quiz = await editor.Page("/texts/rights/check");
        var question = await editor.Page("/texts/rights/which");
        var drawn = await editor.Page("/texts/rights/pool-two?language=fr");

        Assert.All(["p-which", "p-several", "p-true", "p-word", "p-number"], id => Assert.Contains($"id=\"{id}\"", quiz, StringComparison.Ordinal));
        Assert.Contains("Take your time.", quiz, StringComparison.Ordinal);
        Assert.Contains("Maternity benefit", question, StringComparison.Ordinal);
        Assert.Contains("Nine branches, Parts II to X.", question, StringComparison.Ordinal);
        Assert.DoesNotContain("p-several", question, StringComparison.Ordinal);
        Assert.Contains("Not translated yet", drawn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/texts/nothing/why")]
    [InlineData("/texts/rights/nothing")]
    [InlineData("/texts/rights/*pool")]
    [InlineData("/texts/rights/first")]
    [InlineData("/texts/rights/why?language=es")]
    [InlineData("/texts/rights/why?language=")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await (await _care.Editor()).Get(path)).StatusCode);
}
