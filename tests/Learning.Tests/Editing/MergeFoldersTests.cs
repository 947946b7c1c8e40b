using System.Text;
using CsCheck;
using Learning.Editing.Folders;

namespace Learning.Tests.Editing;

public sealed class MergeFoldersTests
{
    private static readonly string[] Names = ["courses/a/course.md", "courses/a/1/one.md", "courses/a/1/two.md", "sources.csv"];

    private static readonly string?[] Contents = [null, "one\n\ntwo\n\nthree\n", "ONE\n\ntwo\n\nthree\n", "one\n\ntwo\n\nTHREE\n", "other\n", "one\r\n\r\ntwo\r\n\r\nthree\r\n"];

    private static readonly Gen<Dictionary<string, byte[]>> Folders = Gen.Int[0, Contents.Length - 1].Array[Names.Length]
        .Select(at => Names.Zip(at).Where(f => Contents[f.Second] is not null).ToDictionary(f => f.First, f => Encoding.UTF8.GetBytes(Contents[f.Second]!), StringComparer.Ordinal));

    [Fact]
    public void A_folder_that_nobody_changed_changes_nothing_whatever_the_site_has() =>
        Gen.Select(Folders, Folders).Sample((from, site) => Assert.Empty(MergeFolders.Of(from, from, site)));

    [Fact]
    public void What_is_there_already_changes_nothing() =>
        Gen.Select(Folders, Folders).Sample((from, site) => Assert.Empty(MergeFolders.Of(from, site, site)));

    [Fact]
    public void Where_nobody_changed_the_site_it_becomes_as_the_folder_is() => Gen.Select(Folders, Folders).Sample((from, folder) =>
    {
        var after = After(from, MergeFolders.Of(from, folder, from));

        Assert.All(Names.Where(n => n.Contains('/', StringComparison.Ordinal)), name => Assert.True(MergeFolders.IsSame(folder.GetValueOrDefault(name), after.GetValueOrDefault(name))));
    });

    [Fact]
    public void What_only_the_site_changed_stays_and_what_both_changed_is_merged_or_asked() => Gen.Select(Folders, Folders, Folders).Sample((from, folder, site) =>
    {
        foreach (var change in MergeFolders.Of(from, folder, site))
        {
            Assert.False(MergeFolders.IsSame(from.GetValueOrDefault(change.Path), folder.GetValueOrDefault(change.Path)));
            if (!MergeFolders.IsSame(from.GetValueOrDefault(change.Path), site.GetValueOrDefault(change.Path)))
            {
                Assert.True(change.Fate is FileFate.Merged or FileFate.Conflict);
            }
        }
    });

    [Fact]
    public void Where_nobody_knows_what_they_came_from_nothing_is_taken_out_and_nothing_written_over() => Gen.Select(Folders, Folders).Sample((folder, site) =>
        Assert.All(MergeFolders.Of(null, folder, site), change => Assert.Equal(site.ContainsKey(change.Path) ? FileFate.Conflict : FileFate.Added, change.Fate)));

    [Fact]
    public void Bringing_in_twice_is_bringing_in_once() => Gen.Select(Folders, Folders, Folders).Sample((from, folder, site) =>
        Assert.DoesNotContain(MergeFolders.Of(from, folder, After(site, MergeFolders.Of(from, folder, site))), change => change.Fate is FileFate.Added or FileFate.Removed or FileFate.Changed));

    private static Dictionary<string, byte[]> After(Dictionary<string, byte[]> site, IEnumerable<FileChange> changes)
    {
        var after = new Dictionary<string, byte[]>(site, StringComparer.Ordinal);
        foreach (var change in changes.Where(c => c.Fate != FileFate.Conflict))
        {
            if (change.Bytes is null)
            {
                after.Remove(change.Path);
            }
            else
            {
                after[change.Path] = change.Bytes;
            }
        }

        return after;
    }
}
