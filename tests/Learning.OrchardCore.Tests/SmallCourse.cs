using System.IO.Compression;
using System.Text;

namespace Learning.OrchardCore.Tests;

/// <summary>A small course as somebody would import it: an archive with a recipe and a folder of Markdown.</summary>
internal sealed class SmallCourse
{
    public const string Slug = "strike-fund";

    public Dictionary<string, string> Files { get; } = new()
    {
        ["Recipe.json"] = """{ "name": "small", "steps": [{ "name": "courses", "paths": ["courses/strike-fund"] }] }""",
        ["sources.csv"] = """
            "key","title","publisher","year","url"
            "udhr","Universal Declaration of Human Rights","United Nations","1948",""

            """,
        [$"courses/{Slug}/course.md"] = """
            ---
            id: strike-fund
            title: Running a strike fund
            summary: How a fund is filled and kept.
            level: introductory
            language: en
            hours: 1
            licence: CC BY 4.0
            objectives:
              - id: fund
                text: Keep a fund
            completion:
              lessons: all
              quizzes: attempted
              test: passed
            ---

            Welcome.

            """,
        [$"courses/{Slug}/01-first/module.md"] = """
            ---
            id: fund-first
            title: The fund
            summary: What it is.
            ---

            One module.

            """,
        [$"courses/{Slug}/01-first/01-why.md"] = """
            ---
            id: why-a-fund
            title: Why a fund
            minutes: 5
            objectives: [fund]
            sources:
              - udhr
            checked: 2026-11-24
            ---

            ## Solidarity kept in a box

            Contributions of quiet years pay for loud weeks.

            """,
        [$"courses/{Slug}/01-first/02-test.quiz.md"] = """
            ---
            id: fund-test
            title: Final test
            mode: test
            minutes: 3
            pass: 60
            objectives: [fund]
            ---

            ## Who owns the fund?  {#owner objective=fund lesson=why-a-fund}

            - (x) The members
              > Yes.
            - ( ) The treasurer
              > She keeps it.

            > The members own it.

            """,
    };

    public byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (path, text) in Files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Imports it through the admin and gives what the admin says about it.</summary>
    public static async Task<string> Import(Visitor admin, byte[] zip)
    {
        await admin.PostFile("/Admin/DeploymentPlan/Import/Index", "/Admin/DeploymentPlan/Import/Import", "course.zip", zip);
        return string.Join('\n', (await admin.Document("/Admin/DeploymentPlan/Import/Index")).QuerySelectorAll(".message-success, .message-error, .message-warning, .alert").Select(said => said.TextContent.Trim()));
    }
}
