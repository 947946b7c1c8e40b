using System.Text.RegularExpressions;

namespace Learning.Tests;

/// <summary>Holds the map of docs/architecture.md: capabilities read upstream only. A folder that is not on the map is a fault too.</summary>
public sealed partial class WhoReadsWhomTests
{
    private static readonly string[] Beneath = ["Data", "Events", "Texts", "Questions", "Accounts", "Theming", "Telemetry"];

    private static readonly Dictionary<string, string[]> Upstream = new()
    {
        ["Telemetry"] = [],   // everything may be measured, and measures know nothing of what they measure
        ["Data"] = ["Telemetry"],
        ["Events"] = [],
        ["Texts"] = [],
        ["Questions"] = [],
        ["Accounts"] = ["Data", "Events"],
        ["Theming"] = ["Texts", "Accounts"],
        ["Tables"] = [],
        ["Authoring"] = ["Questions", "Theming"],
        ["Courses"] = [.. Beneath, "Authoring"],
        ["QuestionBanks"] = [.. Beneath, "Authoring", "Courses"],
        ["Enrolments"] = [.. Beneath, "Courses"],
        ["Record"] = [.. Beneath, "Courses", "Enrolments"],
        ["Assessment"] = [.. Beneath, "Authoring", "Courses", "Enrolments", "Record"],
        ["Analysis"] = [.. Beneath, "Tables", "Authoring", "Courses", "Enrolments", "Record", "Assessment"],
        ["Editing"] = [.. Beneath, "Authoring", "Courses", "Enrolments", "Record", "Assessment", "Progress"],
        ["Review"] = [.. Beneath, "Authoring", "Courses", "Enrolments", "Record", "Assessment"],
        ["Progress"] = [.. Beneath, "Authoring", "Courses", "Enrolments", "Record"],
        ["Credentials"] = [.. Beneath, "Authoring", "Courses", "Progress"],
        ["Cohorts"] = [.. Beneath, "Tables", "Authoring", "Courses", "Enrolments", "Record", "Assessment", "Progress", "Credentials"],
        ["Notifications"] = [.. Beneath, "Authoring", "Courses", "Enrolments", "Record", "Assessment", "Progress", "Credentials", "Cohorts", "Editing"],
        ["Search"] = [.. Beneath, "Authoring", "Courses", "Progress"],
        ["Teaching"] = [.. Beneath, "Tables", "Cohorts", "Authoring", "Courses", "Enrolments", "Record", "Assessment", "Analysis", "Progress", "Credentials"],
        ["Study"] = [.. Beneath, "Authoring", "Courses", "Enrolments", "Record", "Assessment", "Review", "Progress", "Credentials", "Cohorts"],
    };

    public static TheoryData<string> Capabilities => [.. Folders()];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void A_capability_reads_upstream_only(string capability)
    {
        Assert.True(Upstream.ContainsKey(capability), $"src/Learning/{capability} is not on the map.");
        var allowed = Upstream[capability].Append(capability).ToHashSet();

        var faults =
            from file in Directory.EnumerateFiles(Path.Combine(Library, capability), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("Migrations", StringComparison.Ordinal)   // generated: they name every table
            from read in Reads(File.ReadAllText(file))
            where !allowed.Contains(read)
            select $"{Path.GetRelativePath(Library, file)} reads {read}";

        Assert.Empty(faults.Distinct());
    }

    [Theory]
    [InlineData("using Learning.Search;", "Search")]
    [InlineData("using static Learning.Theming.Refusals;", "Theming")]
    [InlineData("var x = Learning.Study.Standing.Empty;", "Study")]
    [InlineData("void Take(Record.Entry entry)", "Record")]
    public void A_planted_reading_is_seen(string code, string read) => Assert.Contains(read, Reads(code));

    private static IEnumerable<string> Reads(string code) =>
        Whole().Matches(code).Concat(Short().Matches(code)).Select(m => m.Groups[1].Value).Where(Upstream.ContainsKey);

    private static IEnumerable<string> Folders() =>
        Directory.EnumerateDirectories(Library).Select(d => Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj" or "Resources"));

    private static string Library => Path.Combine(Repository.Root, "src", "Learning");

    [GeneratedRegex(@"\bLearning\.(\w+)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![.\w/""'])(\w+)\.[A-Z]\w+")]
    private static partial Regex Short();
}

internal static class Repository
{
    /// <summary>The folder of Learning.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var here = new DirectoryInfo(AppContext.BaseDirectory); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Learning.sln")))
            {
                return here.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
