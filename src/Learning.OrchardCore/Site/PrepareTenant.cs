using Microsoft.Extensions.Logging;
using OrchardCore.Modules;

namespace Learning.OrchardCore.Site;

/// <summary>Brings the tenant's database up to date when the tenant starts. Where that fails the rest of the site still starts; the pages of learning say so (<see cref="NeedDatabase"/>).</summary>
public sealed partial class PrepareTenant(TenantDatabase database, ILogger<PrepareTenant> log) : ModularTenantEvents
{
    public override async Task ActivatingAsync()
    {
        try
        {
            await database.EnsureAsync();
        }
        catch (Exception e)
        {
            Failed(log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The learning database of this tenant cannot be used. It is tried again with each request to a page of learning.")]
    internal static partial void Failed(ILogger log, Exception e);
}
