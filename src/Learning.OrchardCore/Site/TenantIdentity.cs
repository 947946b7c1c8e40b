using OrchardCore.Settings;

namespace Learning.OrchardCore.Site;

/// <summary>The site's name and address, from Orchard's settings.</summary>
public sealed class TenantIdentity(ISiteService settings) : SiteIdentity
{
    /// <summary>Orchard keeps its settings in memory: there is nothing to wait for.</summary>
    public override string Name => Settings.SiteName is { Length: > 0 } name ? name : base.Name;

    /// <summary>Where the world finds the tenant, with its prefix: the base address in Orchard's settings; null where there is none.</summary>
    public Uri? Address => Uri.TryCreate(Settings.BaseUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;

    private ISite Settings => settings.GetSiteSettingsAsync().GetAwaiter().GetResult();
}
