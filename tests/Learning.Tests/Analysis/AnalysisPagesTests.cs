using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Learning.Analysis;
using Learning.Assessment;
using Learning.Courses;
using Learning.Questions;
using Learning.Tests.Courses;
using Learning.Texts;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Analysis;

[NeedsDatabase]
public sealed class AnalysisPagesTests : IAsyncLifetime
{
    private readonly AnalysedSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Facilitators_and_editors_see_it_learners_do_not_and_only_editors_decide()
    {
        await _site.HandInWrongKey(15);
        await _site.Round();
        var learner = await _site.Site.SignedInAs("lea");
        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);
        var editor = await _site.SignedInAs("eva", Roles.Editor);
        foreach (var page in new[] { "/analysis", AnalysedSite.Quiz, $"{AnalysedSite.Quiz}/q1", $"{AnalysedSite.Quiz}/export/items.csv" })
        {
            Assert.Equal("/not-allowed", LedTo(await learner.Get(page)));
            Assert.Equal("/sign-in", LedTo(await _site.Site.Visitor().Get(page)));
            Assert.Equal(HttpStatusCode.OK, (await facilitator.Get(page)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await editor.Get(page)).StatusCode);
        }

        var task = (await _site.Tasks())[0].Id;
        Assert.Contains("/analysis/tasks/", await editor.Page($"{AnalysedSite.Quiz}/q1"), StringComparison.Ordinal);
        Assert.DoesNotContain("/analysis/tasks/", await facilitator.Page($"{AnalysedSite.Quiz}/q1"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{AnalysedSite.Quiz}/tasks", await facilitator.Page(AnalysedSite.Quiz), StringComparison.Ordinal);
        Assert.Equal("/not-allowed", LedTo(await facilitator.PostForm("/analysis", $"/analysis/tasks/{task}", ("state", "resolved"), ("reason", "x"))));
        Assert.Equal("/not-allowed", LedTo(await facilitator.PostForm("/analysis", $"{AnalysedSite.Quiz}/tasks")));
        Assert.Equal(TaskState.Open, (await _site.Tasks())[0].State);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);
        foreach (var page in new[] { "nothing/check", "rhythm/nothing", "rhythm/beat", "rhythm/check/nothing", "rhythm/check/export/people.csv", "rhythm/check/export/items.pdf", "rhythm/beat/export/items.csv" })
        {
            Assert.Equal((page, HttpStatusCode.NotFound), (page, (await facilitator.Get($"/analysis/{page}")).StatusCode));
        }
    }

    [Fact]
    public async Task The_weak_question_stands_first_and_the_table_is_ordered_as_asked()
    {
        await _site.HandInWrongKey(15);
        await _site.Round();
        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);

        var list = await facilitator.Page("/analysis");
        var weak = await facilitator.Page(AnalysedSite.Quiz);
        var numbered = await facilitator.Page($"{AnalysedSite.Quiz}?sort=facility");

        Assert.Contains($"href=\"{AnalysedSite.Quiz}\"", list, StringComparison.Ordinal);
        Assert.Contains("role=\"img\"", weak, StringComparison.Ordinal);
        Assert.Contains("The key may be wrong", weak, StringComparison.Ordinal);
        Assert.Equal(["q1", "essay"], Order(weak, "q1", "essay"));
        Assert.Equal(["essay", "q1"], Order(numbered, "q1", "essay"));   // the essay nobody wrote is the hardest
        Assert.DoesNotContain("[Analysis.", list + weak + await facilitator.Page($"{AnalysedSite.Quiz}/q1") + await facilitator.Page($"{AnalysedSite.Quiz}/typed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_question_shows_options_typed_answers_and_what_to_do()
    {
        await _site.HandInWrongKey(15);
        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);

        var choice = await facilitator.Page($"{AnalysedSite.Quiz}/q1");
        var typed = await facilitator.Page($"{AnalysedSite.Quiz}/typed");

        Assert.Contains("Option: b", choice, StringComparison.Ordinal);
        Assert.Contains("Check the key and the source first", choice, StringComparison.Ordinal);
        Assert.Contains("100%", choice, StringComparison.Ordinal);
        Assert.Contains("What is <em>kept</em>?", typed, StringComparison.Ordinal);
        Assert.Contains("<bdi>tune</bdi>", typed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_learners_are_not_shown_and_thirty_are_without_a_warning()
    {
        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);
        await _site.HandInWrongKey(2);

        var hidden = await facilitator.Page(AnalysedSite.Quiz);
        Assert.Contains("Fewer than 5 learners have handed in", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("50%", hidden, StringComparison.Ordinal);
        var item = await facilitator.Page($"{AnalysedSite.Quiz}/q1");
        Assert.Contains("Fewer than 5 learners have answered", item, StringComparison.Ordinal);
        Assert.DoesNotContain("50%", item, StringComparison.Ordinal);
        Assert.DoesNotContain("0.5", await Csv(facilitator, "items"), StringComparison.Ordinal);
        Assert.Single((await Csv(facilitator, "options")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));

        await _site.HandInWrongKey(1);
        Assert.Contains("Fewer than 30 attempts", await facilitator.Page(AnalysedSite.Quiz), StringComparison.Ordinal);

        await _site.HandInWrongKey(12);
        Assert.DoesNotContain("Fewer than", await facilitator.Page(AnalysedSite.Quiz), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_wait_to_be_graded_are_the_reason_why_there_is_no_mean()
    {
        for (var n = 0; n < 6; n++)
        {
            await _site.HandIn(("q1", n < 3 ? "a" : "b"), ("q2", "a"), ("essay", "My words."));
        }

        await _site.Site.Db(db => db.Attempts.ExecuteUpdateAsync(a => a.SetProperty(x => x.AwaitsGrading, true), Visitor.Cancellation));
        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);

        var page = await facilitator.Page(AnalysedSite.Quiz);

        Assert.Contains("6 texts are still to be graded. Until then", page, StringComparison.Ordinal);
        Assert.Contains("Reliability (alpha): 6 texts are still to be graded.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("it needs two questions", page, StringComparison.Ordinal);
        Assert.Contains("6 texts are still to be graded", await facilitator.Page("/analysis"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiz_is_named_with_its_module()
    {
        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);
        var module = await _site.Site.With<RevisionCache, string>(async revisions =>
            (await _site.Site.Db(async db => await revisions.GetAsync(db, _site.RevisionId, Visitor.Cancellation))).ModuleOf("check").Title);

        Assert.Contains($">{module} · ", await facilitator.Page("/analysis"), StringComparison.Ordinal);
        Assert.Contains(module, await facilitator.Page(AnalysedSite.Quiz), StringComparison.Ordinal);
        Assert.Contains($">{module} · ", await facilitator.Page($"{AnalysedSite.Quiz}/q1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tables_read_back_with_their_numbers_and_without_a_formula()
    {
        await _site.Publish(AnalysedSite.Draft(
            Drafts.Question("q1") with { Prompt = "=HYPERLINK(\"http://example.org\",\"a\")" }, Drafts.Question("q2"), Drafts.Question("q3") with { Prompt = "A, \"quoted\" <b>and</b> &amp; بالعربية" }));
        await _site.HandInWrongKey(15);
        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);

        var items = Rows(await Csv(facilitator, "items"));
        var options = Rows(await Csv(facilitator, "options"));

        Assert.Equal((4, 10), (items.Count, options.Count));
        Assert.Equal(["1", "q1", "'=HYPERLINK(\"http://example.org\",\"a\")", "30", "30"], items[1].Take(5));
        Assert.Equal("A, \"quoted\" and & بالعربية", items[3][2]);
        Assert.Equal((0.5, -1), (Number(items[1][7]), Number(items[1][9])));
        Assert.Equal(["1", "q1", "", "No", "0", "15", "0.5"], options[2].Take(7));

        var sheet = await Xlsx(facilitator, "items");
        Assert.Contains("=HYPERLINK(\"http://example.org\",\"a\")", sheet.Select(c => c.Text));
        Assert.DoesNotContain("formula", sheet.Select(c => c.Kind));
        Assert.Contains(("number", -1.0), sheet.Where(c => c.Kind == "number").Select(c => (c.Kind, Math.Round(Number(c.Text), 9))));
        Assert.NotEmpty(await Xlsx(facilitator, "options"));
    }

    [Fact]
    public async Task A_survey_shows_what_was_chosen_and_judges_nothing()
    {
        var draft = AnalysedSite.Draft(new Opinion
        {
            Id = "view", Objective = "pulse", Lesson = "beat", Prompt = "What do you think?", Explanation = "", Options = [new("a", "Good", false, ""), new("b", "Bad", false, "")],
        });
        var modules = draft.Outline.Modules.Select(m => m with { Activities = [.. m.Activities.Select(a => a.Id == "check" ? a with { Kind = Learning.Authoring.ActivityKind.Survey } : a)] });
        await _site.Publish(draft with { Outline = draft.Outline with { Modules = [.. modules] } });
        for (var n = 0; n < 31; n++)
        {
            await _site.HandIn(("view", n < 10 ? "a" : "b"));
        }

        var facilitator = await _site.SignedInAs("fay", Roles.Facilitator);
        var item = (await _site.Analyse()).Items[0];

        Assert.Equal([10, 21], item.Figures.Cells.Select(c => c.Count));
        Assert.Null(item.Figures.Facility);
        Assert.Empty(item.Found);
        Assert.DoesNotContain("Facility</th>", await facilitator.Page(AnalysedSite.Quiz), StringComparison.Ordinal);
        Assert.Contains("Bad", await facilitator.Page($"{AnalysedSite.Quiz}/view"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_finding_order_and_correction_has_its_words()
    {
        var names = Enum.GetNames<Finding>().SelectMany(f => new[] { $"Analysis.Finding.{f}", $"Analysis.Action.{f}" })
            .Concat(ItemOrder.All.Select(o => $"Analysis.Sort.{o.Name}"))
            .Concat(Enum.GetNames<Correction>().Select(c => $"Analysis.Correction.{c}"));

        Assert.DoesNotContain(names, name => !InterfaceTexts.Has(name));
    }

    private static string LedTo(HttpResponseMessage answer) => new Uri(answer.Headers.Location!.ToString()).AbsolutePath;

    private static IEnumerable<string> Order(string page, params string[] ids) => ids.OrderBy(id => page.IndexOf($"{AnalysedSite.Quiz}/{id}\"", StringComparison.Ordinal));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> Csv(Visitor visitor, string table)
    {
        var answer = await visitor.Get($"{AnalysedSite.Quiz}/export/{table}.csv");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Visitor.Cancellation);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal($"rhythm-check-{table}.csv", answer.Content.Headers.ContentDisposition?.FileName);
        return Encoding.UTF8.GetString(bytes[3..]);
    }

    /// <summary>RFC 4180, read by hand: quotes around a cell are taken off, doubled ones are one.</summary>
    private static List<string[]> Rows(string csv)
    {
        var (rows, row, cell, isQuoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            switch (csv[i])
            {
                case '"' when isQuoted && i + 1 < csv.Length && csv[i + 1] == '"':
                    cell.Append(csv[i++]);
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    row.Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\n' when !isQuoted:
                    rows.Add([.. row, cell.ToString().TrimEnd('\r')]);
                    row.Clear();
                    cell.Clear();
                    break;
                case var letter:
                    cell.Append(letter);
                    break;
            }
        }

        return rows;
    }

    /// <summary>The cells of the one sheet, by what they are.</summary>
    private static async Task<List<(string Kind, string Text)>> Xlsx(Visitor visitor, string table)
    {
        var answer = await visitor.Get($"{AnalysedSite.Quiz}/export/{table}.xlsx");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Visitor.Cancellation)));
        var entry = zip.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        var sheet = await XDocument.LoadAsync(await entry.OpenAsync(Visitor.Cancellation), LoadOptions.None, Visitor.Cancellation);
        return [.. sheet.Descendants().Where(e => e.Name.LocalName == "c").Select(c =>
            (c.Elements().Any(e => e.Name.LocalName == "f") ? "formula" : c.Attribute("t") is null ? "number" : "text", c.Value))];
    }
}
