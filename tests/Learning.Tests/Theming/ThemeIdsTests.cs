using System.Text.RegularExpressions;
using Learning.Authoring.Rendering;
using Learning.Theming;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Theming;

public sealed partial class ThemeIdsTests
{
    [Fact]
    public void No_heading_of_a_text_can_have_an_id_that_a_page_has_around_it()
    {
        var files = new ThemeFiles([]).Files;
        var ids = Views(files, "Views").Where(view => !HoldsNoText(view)).SelectMany(view => Id().Matches(Read(view)).Select(m => m.Groups[1].Value)).ToHashSet();

        Assert.Contains("main", ids);
        Assert.DoesNotContain(ids, id => !Headings.Reserved.Contains(id) && !id.StartsWith("f-", StringComparison.Ordinal));
    }

    /// <summary>The pages on which courses are written show no author's text of themselves, but for its preview.</summary>
    private static bool HoldsNoText(IFileInfo view) => Writing.Contains(view.Name);

    private static readonly HashSet<string> Writing = [.. new ThemeFiles([]).Files.GetDirectoryContents("Views/Editing").Select(view => view.Name).Where(name => name != "ShowPreview.liquid")];

    private static IEnumerable<IFileInfo> Views(IFileProvider files, string folder) => files.GetDirectoryContents(folder)
        .SelectMany(file => file.IsDirectory ? Views(files, $"{folder}/{file.Name}") : [file]);

    private static string Read(IFileInfo file)
    {
        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(" id=\"([^\"{]+)\"")]
    private static partial Regex Id();
}
