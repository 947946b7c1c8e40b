using CsCheck;
using Learning.Editing;

namespace Learning.Tests.Editing;

public sealed class MergeTextsTests
{
    private const string From = "one\n\ntwo\n\nthree\n\nfour\n";

    private static readonly string[] Lines = ["one", "two", "three", "four", "", "five\r"];

    private static readonly Gen<string> Texts = Gen.Int[0, Lines.Length - 1].Select(at => Lines[at]).Array[0, 9].Select(lines => string.Join('\n', lines));

    [Fact]
    public void Changes_in_different_places_come_together() =>
        Assert.Equal("ONE\n\ntwo\n\nthree\n\nFOUR\n", MergeTexts.Merge(From, From.Replace("one", "ONE", StringComparison.Ordinal), From.Replace("four", "FOUR", StringComparison.Ordinal)));

    [Fact]
    public void Two_changes_of_one_line_are_for_a_person_to_decide() =>
        Assert.Null(MergeTexts.Merge(From, From.Replace("two", "mine", StringComparison.Ordinal), From.Replace("two", "theirs", StringComparison.Ordinal)));

    [Fact]
    public void The_same_change_made_by_both_is_made_once() =>
        Assert.Equal("one\n\nTWO\n\nthree\n\nfour\n", MergeTexts.Merge(From, From.Replace("two", "TWO", StringComparison.Ordinal), From.Replace("two", "TWO", StringComparison.Ordinal)));

    [Fact]
    public void What_one_takes_out_while_the_other_changes_it_is_for_a_person_to_decide() =>
        Assert.Null(MergeTexts.Merge(From, From.Replace("two\n\n", "", StringComparison.Ordinal), From.Replace("two", "TWO", StringComparison.Ordinal)));

    [Fact]
    public void Whoever_takes_out_the_last_empty_line_and_whoever_takes_out_the_one_before_it_have_touched_each_other()
    {
        Assert.Null(MergeTexts.Merge("three\n", "three", ""));
        Assert.Null(MergeTexts.Merge("three\n", "", "three"));
    }

    [Fact]
    public void Nobodys_text_is_lost_where_only_one_changed_it() => Gen.Select(Texts, Texts).Sample((from, to) =>
    {
        Assert.Equal(to, MergeTexts.Merge(from, to, from));
        Assert.Equal(to, MergeTexts.Merge(from, from, to));
    });

    [Fact]
    public void A_merged_text_is_the_same_whoever_came_first() =>
        Gen.Select(Texts, Texts, Texts).Sample((from, mine, theirs) => Assert.Equal(MergeTexts.Merge(from, mine, theirs), MergeTexts.Merge(from, theirs, mine)));

    /// <summary>No line that somebody added is missing, none that both left alone is, and nothing is there that nobody wrote.</summary>
    [Fact]
    public void Every_line_that_was_added_is_there() => Gen.Select(Texts, Gen.Int[0, 9], Gen.Int[0, 9]).Sample((from, a, b) =>
    {
        var lines = from.Split('\n');
        var mine = Added(lines, a % (lines.Length + 1), "MINE");
        var theirs = Added(lines, b % (lines.Length + 1), "THEIRS");
        if (MergeTexts.Merge(from, mine, theirs) is { } merged)
        {
            Assert.Equal(lines.Append("MINE").Append("THEIRS").Order(StringComparer.Ordinal), merged.Split('\n').Order(StringComparer.Ordinal));
        }
    });

    private static string Added(string[] lines, int at, string line) => string.Join('\n', lines[..at].Append(line).Concat(lines[at..]));
}
