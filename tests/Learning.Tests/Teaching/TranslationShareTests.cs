using Learning.Teaching.Care;
using Learning.Tests.Courses;

namespace Learning.Tests.Teaching;

public sealed class TranslationShareTests
{
    [Theory]
    [InlineData(0, 0, 0, 100)]
    [InlineData(4, 0, 0, 100)]
    [InlineData(0, 0, 4, 0)]
    [InlineData(0, 4, 0, 0)]
    [InlineData(1, 1, 1, 33)]
    [InlineData(999, 1, 0, 99)]
    [InlineData(99999, 0, 1, 99)]
    [InlineData(2, 1, 0, 66)]
    public void A_share_is_all_only_when_nothing_is_left(int current, int stale, int missing, int percent) =>
        Assert.Equal(percent, new TranslationShare(current, stale, missing).Percent);

    [Fact]
    public void A_question_counts_by_what_learners_read()
    {
        var question = Drafts.Question("q1");

        Assert.Equal(new(2, 1, 1), TranslationShare.Of([question, question, question with { IsStale = true }, question with { InLanguage = "en" }]));
    }

    [Fact]
    public void What_nobody_has_counted_stands_in_the_original() => Assert.Equal(new(0, 0, 1), TranslationShare.Of((Learning.Authoring.Translations.TranslationCount?)null));

    [Fact]
    public void A_course_is_the_sum_of_its_parts() => Assert.Equal(
        new(3, 2, 7),
        TranslationShare.Of([Part(new(3, 0, 1)), Part(new(0, 2, 6))]));

    private static TranslatedPart Part(TranslationShare share) => new("id", "Title", "Module", false, share);
}
