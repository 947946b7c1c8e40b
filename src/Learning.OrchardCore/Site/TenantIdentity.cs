using OrchardCore.Settings;

namespace Learning.OrchardCore.Site;

/// <summary>The site's name, from Orchard's settings.</summary>
public sealed class TenantIdentity(ISiteService settings) : SiteIdentity
{
    /// <summary>Orchard keeps its settings in memory: there is nothing to wait for.</summary>
    public override string Name => settings.GetSiteSettingsAsync().GetAwaiter().GetResult().SiteName is { Length: > 0 } name ? name : base.Name;
}
