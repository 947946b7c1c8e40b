using System.Security.Cryptography;
using Learning.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Learning.Web.Monitoring.Checks;

/// <summary>Whether the keys of the site can be read where they are kept. A node that has read them serves on without; one that starts could not.</summary>
internal sealed class KeysCheck(KeysWatch watch) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var (status, sentence, fault) = await watch.LookAsync(cancellationToken);
            return new(status == HealthStatus.Degraded ? context.Registration.FailureStatus : status, sentence, fault);
        }
        catch (OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, $"The keys of the site could not be read where they are kept within {context.Registration.Timeout.TotalSeconds:0} seconds. This process still has them.");
        }
    }
}

/// <summary>Reads the keys beside whoever asks, since reading them knows no end of its own: those who ask wait as long as they like, and where one look hangs no second one is begun.</summary>
internal sealed class KeysWatch(IKeyManager keys, IDataProtectionProvider protection)
{
    private readonly IDataProtector _try = protection.CreateProtector("Learning.Web.Monitoring");
    private readonly Lock _lock = new();
    private Task<(HealthStatus Status, string Sentence, Exception? Fault)>? _look;

    public Task<(HealthStatus Status, string Sentence, Exception? Fault)> LookAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_look is null or { IsCompleted: true })
            {
                _look = Task.Run(Look, CancellationToken.None);
            }

            return _look.WaitAsync(cancellation);
        }
    }

    private (HealthStatus Status, string Sentence, Exception? Fault) Look()
    {
        try
        {
            _ = _try.Unprotect(_try.Protect([1]));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return (HealthStatus.Unhealthy, $"Nothing can be signed or read with the keys of the site, so nobody is signed in ({Words(e)}). Put them back from a backup.", e);
        }

        try
        {
            var known = keys.GetAllKeys();
            return known.Any(key => !key.IsRevoked && key.Descriptor is not null)
                ? (HealthStatus.Healthy, $"{known.Count} can be read.", null)
                : (HealthStatus.Degraded, "The keys of the site are gone from where they are kept. This process still has them; put them back from a backup before the next start, or everybody is signed out then.", null);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) is not null)
        {
            return (HealthStatus.Degraded, "The keys of the site are in the database, which does not answer. This process still has them.", e);
        }
        catch (Exception e)
        {
            return (HealthStatus.Degraded, $"The keys of the site cannot be read where they are kept ({Words(e)}). This process still has them; make them readable before the next start.", e);
        }
    }

    private static string Words(Exception e) => e.GetBaseException().Message.TrimEnd('.');
}
