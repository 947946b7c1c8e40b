using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether the keys of the site can be read where they are kept. A node that has read them serves on without; one that starts could not.</summary>
internal sealed class KeysCheck(IKeyManager keys, IDataProtectionProvider protection) : IHealthCheck
{
    private readonly IDataProtector _try = protection.CreateProtector("Learning.Web.Monitoring");

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            _ = _try.Unprotect(_try.Protect([1]));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"Nothing can be signed or read with the keys of the site, so nobody is signed in ({e.GetBaseException().Message}). Put them back from a backup.", e));
        }

        try
        {
            var known = keys.GetAllKeys();
            return Task.FromResult(known.Any(key => !key.IsRevoked && key.Descriptor is not null)
                ? HealthCheckResult.Healthy($"{known.Count} can be read.")
                : new(context.Registration.FailureStatus, "The keys of the site are gone from where they are kept. This process still has them; put them back from a backup before the next start, or everybody is signed out then."));
        }
        catch (Exception e)
        {
            return Task.FromResult<HealthCheckResult>(new(context.Registration.FailureStatus, $"The keys of the site cannot be read where they are kept ({e.GetBaseException().Message}). This process still has them; make them readable before the next start.", e));
        }
    }
}
