using Learning.Courses;
using Learning.Data;
using Learning.Web.Site;

namespace Learning.Web.Commands;

/// <summary>What a command does with a site's database and services, without serving it.</summary>
internal static class OnSite
{
    /// <summary>Within a scope of the site, brought up to date. A setting, a database or a media store that cannot be used is told, and the command ends with 1.</summary>
    public static async Task<int> RunAsync(SitePaths paths, TextWriter errors, Func<IServiceProvider, Task<int>> act, CancellationToken cancellation)
    {
        WebApplicationBuilder builder;
        try
        {
            builder = Serve.Builder(paths);
        }
        catch (Exception e) when (StartRefusal.Of(e) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return 1;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        try
        {
            await app.PrepareAsync(cancellation);
        }
        catch (Exception e) when (StartRefusal.Of(e) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return 1;
        }

        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            return await act(scope.ServiceProvider);
        }
        catch (MediaStoreException e)
        {
            await errors.WriteLineAsync(e.IsOfWriting ? $"{e.Message} Nothing was published." : e.Message);
            return 1;
        }
    }
}
