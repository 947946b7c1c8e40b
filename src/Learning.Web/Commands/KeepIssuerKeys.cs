using System.CommandLine;
using Learning.Credentials.Badges;
using Learning.Web.Site;

namespace Learning.Web.Commands;

/// <summary>
/// <c>keys</c>: the keys that certificates are signed with. <c>keys list</c> shows them; <c>keys rotate</c> makes the next, and what was signed before stays valid; <c>keys distrust NAME</c>, where one may have fallen into other hands, makes what
/// it signed invalid, and certificates are signed anew by another when they are asked for. The site may be running.
/// </summary>
public static class KeepIssuerKeys
{
    private static readonly Argument<string> Name = new("name") { Description = "Its name, as the list shows it: key-1." };

    public static Command Command()
    {
        var list = new Command("list", "Shows the keys that certificates are signed with.");
        list.SetAction((result, cancellation) => OnKeysAsync(result, ListAsync, cancellation));
        var rotate = new Command("rotate", "Makes the next key; what was signed before stays valid.");
        rotate.SetAction((result, cancellation) => OnKeysAsync(result, RotateAsync, cancellation));
        var distrust = new Command("distrust", "Believes a key no more, since it may have fallen into other hands.") { Name };
        distrust.SetAction((result, cancellation) => OnKeysAsync(result, (keys, output, errors, stop) => DistrustAsync(keys, result.GetValue(Name)!, output, errors, stop), cancellation));
        return new("keys", "Keeps the keys that certificates are signed with.") { list, rotate, distrust };
    }

    internal static async Task<int> ListAsync(IssuerKeys keys, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var all = await keys.AllAsync(cancellation);
        foreach (var key in all)
        {
            var state = key.DistrustedAt is { } since ? $"not believed since {since:yyyy-MM-dd}" : key == all[^1] ? "signs" : "believed";
            await output.WriteLineAsync($"{key.Name}  made {key.MadeAt:yyyy-MM-dd}  {state}");
        }

        if (all.Count == 0)
        {
            await output.WriteLineAsync("There is none yet: the first is made when a certificate is asked for as an Open Badge.");
        }

        return 0;
    }

    internal static async Task<int> RotateAsync(IssuerKeys keys, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        await output.WriteLineAsync($"{await keys.RotateAsync(cancellation)} signs from now on.");
        return 0;
    }

    internal static async Task<int> DistrustAsync(IssuerKeys keys, string name, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (!await keys.DistrustAsync(name, cancellation))
        {
            await errors.WriteLineAsync($"There is no key {name}. See: keys list.");
            return 1;
        }

        await output.WriteLineAsync($"What {name} signed is not believed any more; certificates are signed anew when they are asked for.");
        return 0;
    }

    private static async Task<int> OnKeysAsync(ParseResult result, Func<IssuerKeys, TextWriter, TextWriter, CancellationToken, Task<int>> act, CancellationToken cancellation)
    {
        var paths = SitePaths.Find(result.GetValue(Serve.Data), null);
        if (!paths.HasDatabase)
        {
            await Console.Error.WriteLineAsync($"There is no site in {paths.Data}. Name its data folder with --data.");
            return 1;
        }

        return await OnSite.RunAsync(paths, Console.Error, services => act(services.GetRequiredService<IssuerKeys>(), Console.Out, Console.Error, cancellation), cancellation);
    }
}
