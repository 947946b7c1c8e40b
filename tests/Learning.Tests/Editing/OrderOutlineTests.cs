using System.Text;
using CsCheck;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Editing;
using Learning.Editing.Outlines;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Translations;

namespace Learning.Tests.Editing;

public sealed class OrderOutlineTests
{
    private static readonly Dictionary<string, HeldFile> First = Course();

    /// <summary>Which of the texts, and what is done with it.</summary>
    private static readonly Gen<(int Text, int Act)[]> Moves = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 4]).Array[1, 8];

    [Fact]
    public void However_texts_are_moved_the_course_has_the_same_ids_and_nothing_to_mend() => Moves.Sample(
        moves =>
        {
            var files = moves.Aggregate(First, Moved);
            var reading = Read(files);

            Assert.Empty(reading.Problems);
            Assert.Equal(Ids(Read(First)), Ids(reading));
            Assert.Equal(First.Count, files.Count);
        },
        iter: 60);

    [Fact]
    public void A_text_that_moved_says_word_for_word_what_it_said_but_for_addresses() => Moves.Sample(
        moves => Assert.Equal(Words(First), Words(moves.Aggregate(First, Moved))),
        iter: 60);

    [Fact]
    public void A_name_that_is_taken_gets_a_sign_more()
    {
        var files = new Dictionary<string, HeldFile>(First);
        Put(files, "courses/rights/02-second/why.md", Text(files, SmallCourse.Lesson).Replace("id: why", "id: other", StringComparison.Ordinal));
        Put(files, "courses/rights/02-second/02-why.pdf", "in the way");
        var outline = DraftOutline.Of("courses/rights", files.Values);

        var moves = OrderOutline.Place(outline, files.Keys, SmallCourse.Lesson, "courses/rights/02-second", 9);

        Assert.Equal(moves.Count, moves.Values.Distinct().Count());
        Assert.All(moves.Values, to => Assert.True(!files.ContainsKey(to) || moves.ContainsKey(to)));
    }

    private static Dictionary<string, HeldFile> Moved(Dictionary<string, HeldFile> files, (int Text, int Act) move)
    {
        var outline = DraftOutline.Of("courses/rights", files.Values);
        var texts = outline.Modules.SelectMany(m => m.Texts.Prepend(m.Page)).ToList();
        var path = texts[move.Text % texts.Count].Path;
        var moves = move.Act switch
        {
            0 => OrderOutline.Step(outline, files.Keys, path, -1),
            1 => OrderOutline.Step(outline, files.Keys, path, 1),
            2 => OrderOutline.PlaceModule(outline, files.Keys, path, 0),
            _ when outline.ModuleOf(path) is { Activities.Count: 1 } => new Dictionary<string, string>(),   // a module without anything in it is to be mended
            3 => OrderOutline.Place(outline, files.Keys, path, outline.Modules[0].Folder, 1),
            _ => OrderOutline.Place(outline, files.Keys, path, outline.Modules[^1].Folder, 0),
        };
        var left = outline.Modules.All(m => m.Activities.Any(a => !moves.TryGetValue(a.Path, out var to) || ContentPath.Folder(to) == m.Folder)) || move.Act == 2 || texts[move.Text % texts.Count].Kind == TextKind.Module;
        if (!left)
        {
            return files;
        }

        var now = new Dictionary<string, HeldFile>(files);
        var changes = MoveFiles.Apply(files, moves);
        foreach (var gone in changes.Where(c => c.Value is null))
        {
            now.Remove(gone.Key);
        }

        foreach (var (to, bytes) in changes.Where(c => c.Value is not null))
        {
            now[to] = HeldFile.Of(to, bytes!);
        }

        return now;
    }

    private static Dictionary<string, HeldFile> Course()
    {
        var content = FrenchCourse.Make().Content;
        var files = content.GetPaths().ToDictionary(path => path, path => HeldFile.Of(path, Encoding.UTF8.GetBytes(content[path])), StringComparer.Ordinal);
        Put(files, "courses/rights/02-second/module.md", "---\nid: second\ntitle: The second module\nsummary: It goes on.\n---\n");
        Put(files, "courses/rights/02-second/01-on.md", Text(files, SmallCourse.Second).Replace("id: nine-branches", "id: on", StringComparison.Ordinal)
            .Replace("(01-why.md", "(../01-first/01-why.md", StringComparison.Ordinal).Replace("(media/", "(../01-first/media/", StringComparison.Ordinal));
        Put(files, "courses/rights/02-second/02-more.md", "---\nid: more\ntitle: More\nminutes: 3\nobjectives: [c102]\nsources: [c102]\nchecked: 2026-11-23\n---\n\nSee [this][1] and [that](01-on.md \"that\").\n\n[1]: ../01-first/03-check.quiz.md#which\n");
        return files;
    }

    private static void Put(Dictionary<string, HeldFile> files, string path, string text) => files[path] = HeldFile.Of(path, Encoding.UTF8.GetBytes(text));

    private static string Text(Dictionary<string, HeldFile> files, string path) => TextOfFile.Read(files[path].Bytes)!;

    private static CourseReading Read(Dictionary<string, HeldFile> files) =>
        CourseReader.Read(new FewFiles(files.Values.Select(f => new ContentFile(f.Path, f.Bytes))), "courses/rights", today: SmallCourse.Today);

    private static string[] Ids(CourseReading reading) => [.. reading.Draft!.Outline.Modules.SelectMany(m => m.Activities.Select(a => a.Id).Append(m.Id)).Order(StringComparer.Ordinal)];

    private static string[] Words(Dictionary<string, HeldFile> files) =>
    [
        .. files.Values.Where(f => DraftOutline.IsText(f.Path)).Select(f => System.Text.RegularExpressions.Regex.Replace(
            System.Text.RegularExpressions.Regex.Replace(TextOfFile.Read(f.Bytes)!, @"(\]\(|\]: )[^\s)]+", "$1"), "(?m)^made-from:.*$", "")).Order(StringComparer.Ordinal),
    ];
}
