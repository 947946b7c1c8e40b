using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Questions;
using Learning.Tests.Authoring.Translations;

namespace Learning.Tests.Authoring;

/// <summary>One file read again says what reading the whole course would say of it.</summary>
public sealed partial class KnownCourseTests
{
    private const string RealCourse = "courses/right-to-social-security";

    private static readonly Lazy<IReadOnlyList<ContentFile>> _real = new(() =>
        [.. new[] { "courses", "sources.csv", "glossary.csv" }.Select(name => Path.Combine(Repository.Root, "content", name))
            .SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path])
            .Select(path => new ContentFile(Path.GetRelativePath(Path.Combine(Repository.Root, "content"), path).Replace('\\', '/'), File.ReadAllBytes(path)))]);

    private static readonly string[] _pieces =
    [
        "\n\n", "> ", "[!KEY]", "- ( ) ", "- [x] ", "= word\n", "# ", "## More {#more}\n", "{#", "[^1]", "[^1]: ", "![x](media/none.svg)", "[x](none.md)", "[x](../course.md#nowhere)", "<!-- -->\n\n", "</p>", "```\n", "**",
        "Source: nothing, there\n", "---\n", "id: x\n", "language: xx\n", "made-from: 00000000\n", "\0", "\"", ",", "Another word. ",
    ];

    private static readonly Gen<(double File, Edit[] Edits)> _edits = Gen.Select(Gen.Double[0, 1], Gen.Select(Gen.Int[0, 6], Gen.Double[0, 1], Gen.Double[0, 1], (kind, place, other) => new Edit(kind, place, other)).Array[1, 3]);

    private readonly record struct Edit(int Kind, double Place, double Other);

    [Fact]
    public void One_file_of_a_small_course_with_any_edit_has_the_problems_that_the_whole_course_gives_it() => Holds(Files(FrenchCourse.Make()), SmallCourse.Folder, iterations: 400);

    [Fact]
    public void One_file_of_the_real_course_with_any_edit_has_the_problems_that_the_whole_course_gives_it() => Holds(_real.Value, RealCourse, iterations: 12);

    private static void Holds(IReadOnlyList<ContentFile> files, string course, int iterations)
    {
        var known = KnownCourse.Of(files, course, SmallCourse.Today);
        var texts = files.Where(f => IsText(f, course)).ToArray();
        _edits.Sample(
            sample =>
            {
                var file = texts[Place(sample.File, texts.Length)];
                var text = sample.Edits.Aggregate(Encoding.UTF8.GetString(file.Bytes), (now, edit) => Apply(edit, now, texts));
                var bytes = Encoding.UTF8.GetBytes(text);

                var again = known.Read(file.Path, bytes);

                var whole = CourseReader.Read(new FewFiles(files.Where(f => f != file).Append(new(file.Path, bytes))), course, today: SmallCourse.Today);
                Assert.Equal(whole.Problems.Where(p => p.File == file.Path), again.Problems);
            },
            iter: iterations,
            threads: 1);
    }

    [Fact]
    public void A_course_that_is_already_broken_elsewhere_says_the_same_of_a_file()
    {
        var files = Files(FrenchCourse.Make());
        var texts = files.Where(f => IsText(f, SmallCourse.Folder)).ToArray();
        Gen.Select(_edits, _edits).Sample(
            (first, second) =>
            {
                var (broken, file) = (texts[Place(first.File, texts.Length)], texts[Place(second.File, texts.Length)]);
                var now = files.Where(f => f != broken).Append(broken with { Bytes = Edited(first.Edits, broken, texts) }).ToArray();
                var known = KnownCourse.Of(now, SmallCourse.Folder, SmallCourse.Today, KnownCourse.Of(files, SmallCourse.Folder, SmallCourse.Today));
                var bytes = Edited(second.Edits, now.Single(f => f.Path == file.Path), texts);

                var whole = CourseReader.Read(new FewFiles(now.Where(f => f.Path != file.Path).Append(new(file.Path, bytes))), SmallCourse.Folder, today: SmallCourse.Today);
                Assert.Equal(whole.Problems.Where(p => p.File == file.Path), known.Read(file.Path, bytes).Problems);
            },
            iter: 400,
            threads: 1);
    }

    [Fact]
    public void Every_page_of_the_real_course_is_the_page_of_the_whole_reading_in_each_language()
    {
        var known = KnownCourse.Of(_real.Value, RealCourse);
        var draft = CourseReader.Read(new FewFiles(_real.Value), RealCourse).Draft!;
        var pages = 0;
        foreach (var file in _real.Value.Where(f => IsText(f, RealCourse) && f.Path.EndsWith(".md", StringComparison.Ordinal)))
        {
            var page = known.Read(file.Path, file.Bytes);

            Assert.Empty(page.Problems);
            var (lessons, quizzes, pool, outline) = page.Language == draft.Outline.Language ? (draft.Lessons, draft.Quizzes, draft.Pool, draft.Outline)
                : draft.Translations[page.Language] is var other ? (other.Lessons, other.Quizzes, other.Pool, other.Outline) : default;
            var id = Id().Match(Encoding.UTF8.GetString(file.Bytes)).Groups[1].Value;
            var name = file.Path.Split('/')[^1];
            if (lessons.TryGetValue(id, out var lesson))
            {
                Assert.Equal((lesson.HtmlWithNotes(), outline.Activities.Single(a => a.Id == id).Title), (page.Html, page.Title));
                Assert.Equal(lesson.Sources, page.Lesson!.Sources);
            }
            else if (quizzes.TryGetValue(id, out var quiz))
            {
                Assert.Equal(quiz.Introduction, page.Html);
                Assert.Equal(quiz.Questions.Select(Words), page.Questions.Select(Words));
            }
            else if (name.Contains(".pool.", StringComparison.Ordinal))
            {
                Assert.NotEmpty(page.Questions);
                Assert.Equal(page.Questions.Select(Words), page.Questions.Select(q => Words(pool.Single(p => p.Id == q.Id))));
            }
            else
            {
                Assert.Equal(name.StartsWith("course.", StringComparison.Ordinal) ? outline.Welcome : outline.Modules.Single(m => m.Id == id).Introduction, page.Html);
            }

            pages++;
        }

        Assert.True(pages > 150);
    }

    [Fact]
    public void A_new_file_is_read_where_it_would_lie()
    {
        var course = FrenchCourse.Make();
        var known = KnownCourse.Of(Files(course), SmallCourse.Folder, SmallCourse.Today);
        var text = course.Content[SmallCourse.Lesson].Replace("id: why", "id: another", StringComparison.Ordinal);

        Assert.Empty(known.Read(SmallCourse.Folder + "/01-first/05-more.md", Encoding.UTF8.GetBytes(text)).Problems);
        Assert.Equal("duplicate-id", Assert.Single(known.Read(SmallCourse.Folder + "/01-first/05-more.md", Encoding.UTF8.GetBytes(course.Content[SmallCourse.Lesson])).Problems).Code);
        Assert.Equal("misplaced-file", Assert.Single(known.Read(SmallCourse.Folder + "/more.md", Encoding.UTF8.GetBytes(text)).Problems).Code);
        Assert.Equal("translation-without-source", Assert.Single(known.Read(SmallCourse.Folder + "/01-first/05-more.fr.md", Encoding.UTF8.GetBytes(text)).Problems).Code);
    }

    [Fact]
    public void A_register_is_a_table_with_its_problems()
    {
        var course = new SmallCourse();
        var page = KnownCourse.Of(Files(course), SmallCourse.Folder, SmallCourse.Today).Read(SmallCourse.Sources, Encoding.UTF8.GetBytes(course.Content[SmallCourse.Sources] + "\"c102\",\"Again\",\"\",\"\",\"\"\n"));

        Assert.Equal(["c102", "udhr", "c102"], page.Rows.Select(row => row["key"]));
        Assert.Equal(("duplicate-key", 4, 1), Assert.Single(page.Problems) is var problem ? (problem.Code, problem.Line, problem.Column) : default);
    }

    private static string Words(Question question) => string.Join('\n', question.GetType().Name, question.Id, question.Prompt, question.Body, question.Explanation, question.InLanguage, question.IsStale, string.Join(' ', question.Sources));

    private static bool IsText(ContentFile file, string course) =>
        file.Path is SmallCourse.Sources or SmallCourse.Glossary || (file.Path.StartsWith(course + "/", StringComparison.Ordinal) && file.Path.EndsWith(".md", StringComparison.Ordinal));

    private static ContentFile[] Files(SmallCourse course) => [.. course.Content.GetPaths().Select(path => new ContentFile(path, Encoding.UTF8.GetBytes(course.Content[path])))];

    private static int Place(double part, int count) => Math.Min((int)(part * count), count - 1);

    private static byte[] Edited(Edit[] edits, ContentFile file, ContentFile[] texts) => Encoding.UTF8.GetBytes(edits.Aggregate(Encoding.UTF8.GetString(file.Bytes), (now, edit) => Apply(edit, now, texts)));

    private static string Apply(Edit edit, string text, ContentFile[] texts)
    {
        var lines = text.Split('\n').ToList();
        var line = Place(edit.Place, lines.Count);
        switch (edit.Kind)
        {
            case 0:
                lines.RemoveAt(line);
                break;
            case 1:
                lines.Insert(line, lines[line]);
                break;
            case 2:
                lines.RemoveRange(line, Math.Min(lines.Count - line, 1 + Place(edit.Other, 12)));
                break;
            case 3:   // an id of another page
                return Id().Replace(text, "id: " + Id().Match(Encoding.UTF8.GetString(texts[Place(edit.Other, texts.Length)].Bytes)).Groups[1].Value, 1);
            case 4:   // a link that leads elsewhere
                var links = Link().Matches(text);
                return links.Count == 0 ? text : text.Insert(links[Place(edit.Place, links.Count)].Index + 2, "x");
            case 5:   // an id, a source, an objective
                var words = Word().Matches(text);
                return words.Count == 0 ? text : text.Insert(words[Place(edit.Place, words.Count)].Index + 1, "x");
            default:
                lines[line] = lines[line].Insert(lines[line].Length / 2, _pieces[Place(edit.Other, _pieces.Length)]);
                break;
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex("^id: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Id();

    [GeneratedRegex(@"\]\([^)]")]
    private static partial Regex Link();

    [GeneratedRegex("[#=-] ?[a-z0-9]{2,}")]
    private static partial Regex Word();
}
