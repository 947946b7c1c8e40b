using System.CommandLine;
using Learning.Search;
using Learning.Web.Site;

namespace Learning.Web.Commands;

/// <summary><c>search rebuild</c>: makes the search index of this machine anew from the database. A running site looks at its own the next time something is published, or when it starts.</summary>
public static class RebuildSearch
{
    public static Command Command()
    {
        var rebuild = new Command("rebuild", "Makes the search index anew.");
        rebuild.SetAction((result, cancellation) => RunAsync(SitePaths.Find(result.GetValue(Serve.Data), null), Console.Out, Console.Error, cancellation));
        return new("search", "Keeps the search index.") { rebuild };
    }

    internal static async Task<int> RunAsync(SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (!File.Exists(paths.Database))
        {
            await errors.WriteLineAsync($"There is no site in {paths.Data}. Name its data folder with --data.");
            return 1;
        }

        return await OnSite.RunAsync(
            paths,
            errors,
            async services =>
            {
                await services.GetRequiredService<SearchIndex>().RebuildAsync(cancellation);
                await output.WriteLineAsync("The search index is made anew.");
                return 0;
            },
            cancellation);
    }
}
