using System.Globalization;
using System.Text;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Tests.Authoring.Translations;

namespace Learning.Tests.Authoring;

/// <summary>Whatever somebody puts into a text while she writes, there is an answer with its problems, within bounds of time and memory.</summary>
public sealed class BadTextTests
{
    private static readonly Lazy<KnownCourse> _known = new(() =>
    {
        var course = FrenchCourse.Make();
        return KnownCourse.Of(course.Content.GetPaths().Select(path => new ContentFile(path, Encoding.UTF8.GetBytes(course.Content[path]))), SmallCourse.Folder, SmallCourse.Today);
    });

    private static readonly string[] _texts = [SmallCourse.Course, SmallCourse.Module, SmallCourse.Lesson, SmallCourse.Quiz, SmallCourse.Pool, FrenchCourse.Course, FrenchCourse.Lesson, FrenchCourse.Quiz, SmallCourse.Sources, SmallCourse.Glossary];

    private static string Many(int count, Func<int, string> piece) => string.Concat(Enumerable.Range(1, count).Select(piece));

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static TheoryData<string, string> Bad => new()
    {
        { "nothing", "" },
        { "not-text", "a\0b" },
        { "only front matter", "---\nid: x\n---\n" },
        { "front matter that is never closed", "---\nid: x\n" },
        { "too large", new string('a', SourceText.MostBytes + 1) },
        { "one line of a megabyte", new string('a', SourceText.MostBytes - 10) },
        { "quotations inside each other", new string('>', 20_000) + " deep\n" },
        { "lists inside each other", Many(1_000, i => new string(' ', 2 * i) + "- x\n") },
        { "brackets", new string('[', 20_000) + new string(']', 20_000) },
        { "stars", Many(10_000, _ => "*a **b ") },
        { "backticks", Many(2_000, i => new string('`', i % 97) + "a ") },
        { "raw elements inside each other", Many(50_000, _ => "<div>\n\n") },
        { "raw stresses that are never closed", Many(50_000, i => "<b title=\"" + N(i) + "\">x\n\n") },
        { "a raw list", "<ul>" + Many(40_000, _ => "<li>x") + "</ul>\n" },
        { "a wide table", "|" + Many(5_000, _ => "a|") + "\n|" + Many(5_000, _ => "-|") + "\n|" + Many(5_000, _ => "b|") + "\n" },
        { "thousands of footnotes", Many(3_000, i => $"Said[^{N(i)}].\n\n") + Many(3_000, i => $"[^{N(i)}]: So.\n\n") },
        { "thousands of headings of one name", Many(5_000, _ => "## Same\n\n") },
        { "thousands of notes", Many(3_000, i => $"> [!FACILITATOR] Note {N(i)}\n\n") },
        { "thousands of questions of one id", Many(2_000, _ => "## Which?  {#one objective=c102 lesson=why}\n\n= yes\n\n> Because.\n\n") },
        { "aliases", "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nid: *c\n---\n\nText.\n" },
        { "keys inside each other", "---\nid: " + new string('[', 5_000) + "\n---\n\nText.\n" },
        { "much front matter", "---\n" + Many(5_000, i => $"key{N(i)}: x\n") + "---\n\nText.\n" },
        { "a stamp of thousands", "---\nid: why\nlanguage: fr\ntitle: x\nmade-from: " + Many(6_000, _ => "0a0a0a0a ") + "\n---\n\n" + Many(5_999, _ => "x\n\n") },
        { "a table of thousands of quotation marks", "\"key\",\"title\"\n" + Many(20_000, _ => "\"\"\",") },
        { "half a sign of two", "\uD83D" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Every_kind_of_text_answers_to_whatever_stands_in_it(string name, string text)
    {
        Assert.NotEmpty(name);
        foreach (var path in _texts)
        {
            var whole = path.EndsWith(".csv", StringComparison.Ordinal) || text.Length == 0 || text.StartsWith("---", StringComparison.Ordinal) ? text : "---\nid: x\ntitle: x\n---\n\n" + text;

            var page = _known.Value.Read(path, Encoding.UTF8.GetBytes(whole));

            Assert.True(page.Problems.Count > 0 || path.EndsWith(".csv", StringComparison.Ordinal), $"{path}: no problem.");   // a header alone is a table
            Assert.All(page.Problems, p => Assert.True(p.File == path && p.Line > 0 && p.Column > 0));
        }
    }

    [Fact]
    public void What_is_not_utf8_is_said_with_its_place()
    {
        var page = _known.Value.Read(SmallCourse.Lesson, [.. "---\nid: x\n"u8, 0xC3, 0x28]);

        Assert.Equal(("not-utf8", 3, 1), Assert.Single(page.Problems) is var problem ? (problem.Code, problem.Line, problem.Column) : default);
        Assert.Equal("", page.Html);
    }

    [Fact]
    public void More_tags_than_a_text_may_hold_are_refused_where_they_are_too_many()
    {
        Assert.Single(new SmallCourse().WithText(Many(1_001, _ => "<sup>x</sup> ")).Read().Problems, p => p is { Code: "too-much-html", File: SmallCourse.Lesson });
        Assert.Empty(new SmallCourse().WithText(Many(1_000, _ => "<sup>x</sup> ")).Read().Problems);
    }

    [Theory]
    [InlineData("<div>", "too-much-html")]
    [InlineData("<ul><li>", "too-much-html")]
    [InlineData("x <b>", "too-much-html")]
    [InlineData("> ", "nested-too-deeply")]
    [InlineData("- ", "nested-too-deeply")]
    public void Ten_thousand_within_each_other_are_refused_in_a_sentence(string opening, string code) =>
        Assert.Contains(new SmallCourse().WithText(Many(10_000, _ => opening) + "x").Read().Problems, p => p.Code == code && p.File == SmallCourse.Lesson);
}
