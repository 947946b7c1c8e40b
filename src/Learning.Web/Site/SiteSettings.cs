using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Site;

/// <summary>The site's settings, read at the start and kept in memory; writing one keeps both in step.</summary>
public sealed class SiteSettings(IServiceScopeFactory scopes, LearningDatabase database) : SiteIdentity
{
    private volatile IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    public override string Name => this[SiteSetting.SiteName] ?? base.Name;

    public string? this[string name] => _values.GetValueOrDefault(name);

    public async Task ReadAsync(CancellationToken cancellation) => _values = await StoredState.SettingsAsync(database, cancellation);

    /// <summary>Takes a setting away if it still has this value. True for one caller only, however many ask at once.</summary>
    public async Task<bool> TakeAsync(string name, string value, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var taken = await db.Settings.Where(s => s.Name == name && s.Value == value).ExecuteDeleteAsync(cancellation);
        await ReadAsync(cancellation);
        return taken == 1;
    }

    /// <summary>Null takes the setting away. Of several processes that write it at once, the last one's stays.</summary>
    public async Task WriteAsync(string name, string? value, CancellationToken cancellation)
    {
        try
        {
            await WriteOnceAsync(name, value, cancellation);
        }
        catch (DbUpdateException)
        {
            await WriteOnceAsync(name, value, cancellation);   // another process was first: now it is there, or gone
        }

        await ReadAsync(cancellation);
    }

    private async Task WriteOnceAsync(string name, string? value, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var setting = await db.Settings.FindAsync([name], cancellation);
        switch (setting, value)
        {
            case (null, not null):
                db.Settings.Add(new SiteSetting { Name = name, Value = value });
                break;
            case (not null, null):
                db.Settings.Remove(setting);
                break;
            case (not null, not null):
                setting.Value = value;
                break;
        }

        await db.SaveChangesAsync(cancellation);
    }
}
