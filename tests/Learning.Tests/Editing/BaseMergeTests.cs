using System.Text;
using CsCheck;
using Learning.Editing;
using Learning.Editing.Publishing;

namespace Learning.Tests.Editing;

public sealed class BaseMergeTests
{
    private static readonly string[] Texts = ["one\n\ntwo\n", "ONE\n\ntwo\n", "one\n\nTWO\n", "other\n", "\u0001\0"];

    private static readonly Gen<Dictionary<string, HeldFile>> Folder = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 5]).Select((a, b, c) =>
        new[] { ("a.md", a), ("b.md", b), ("c.svg", c) }.Where(f => f.Item2 < Texts.Length).Select(f => HeldFile.Of(f.Item1, Encoding.UTF8.GetBytes(Texts[f.Item2]))).ToDictionary(f => f.Path));

    [Fact]
    public void What_only_one_side_changed_is_as_that_side_has_it() => Gen.Select(Folder, Folder).Sample((from, to) =>
    {
        Assert.Equal(Hashes(to), Hashes(BaseMerge.Of(from, to, from)));
        Assert.Equal(Hashes(to), Hashes(BaseMerge.Of(from, from, to)));
    });

    [Fact]
    public void It_clashes_whoever_came_first() => Gen.Select(Folder, Folder, Folder).Sample((from, mine, theirs) =>
        Assert.Equal(Clashes(BaseMerge.Of(from, mine, theirs)), Clashes(BaseMerge.Of(from, theirs, mine))));

    [Fact]
    public void Nothing_that_both_changed_is_taken_from_one_side_alone() => Gen.Select(Folder, Folder, Folder).Sample((from, mine, theirs) =>
    {
        foreach (var file in BaseMerge.Of(from, mine, theirs))
        {
            var (was, hers, his) = (from.GetValueOrDefault(file.Path)?.Hash, file.Mine?.Hash, file.Theirs?.Hash);
            if (hers != was && his != was && hers != his)
            {
                Assert.True(file.As is MergedAs.Clash or MergedAs.Merged, file.Path);
            }
        }
    });

    [Fact]
    public void Changes_in_different_places_come_together()
    {
        var merged = Assert.Single(BaseMerge.Of(One(Texts[0]), One(Texts[1]), One(Texts[2])));

        Assert.Equal((MergedAs.Merged, "ONE\n\nTWO\n"), (merged.As, Encoding.UTF8.GetString(merged.Bytes!)));
    }

    private static Dictionary<string, HeldFile> One(string text) => new() { ["a.md"] = HeldFile.Of("a.md", Encoding.UTF8.GetBytes(text)) };

    private static string[] Hashes(Dictionary<string, HeldFile> files) => [.. files.Values.Select(f => $"{f.Path} {f.Hash}").Order(StringComparer.Ordinal)];

    private static string[] Hashes(IReadOnlyList<MergedFile> files) => [.. files.Where(f => f.Bytes is not null).Select(f => $"{f.Path} {HeldFile.Of(f.Path, f.Bytes!).Hash}").Order(StringComparer.Ordinal)];

    private static string[] Clashes(IReadOnlyList<MergedFile> files) => [.. files.Where(f => f.As == MergedAs.Clash).Select(f => f.Path)];
}
