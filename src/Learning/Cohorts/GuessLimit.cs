using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts;

/// <summary>
/// Wrong codes from one address: thirty in ten minutes, then none is looked at until they have passed. Right ones do not count, so a hall of people behind one address joins without waiting.
/// </summary>
public sealed class GuessLimit(ICountTries tries)
{
    public const int Most = 30;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public async ValueTask<bool> IsSpentAsync(HttpContext http) => await tries.CountAsync(By(http)) >= Most;

    public async ValueTask WrongAsync(HttpContext http) => await tries.AddAsync(By(http), Window);

    private static string By(HttpContext http) => $"wrong codes from {http.Connection.RemoteIpAddress}";
}
