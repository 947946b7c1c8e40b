using System.Runtime.CompilerServices;
using System.Security.Claims;
using Learning.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Study;

/// <summary>Whether somebody reads the notes for facilitators in a lesson: whoever takes cohorts or writes courses.</summary>
internal static class SeesNotes
{
    private static readonly ConditionalWeakTable<ClaimsPrincipal, StrongBox<bool>> Known = [];

    /// <summary>Asked once for each principal, which a host may keep for many requests: making the service costs as much as the rest of a kept page.</summary>
    public static async ValueTask<bool> SeesNotesAsync(this HttpContext http)
    {
        var user = http.User;
        if (user.LearnerIdOrNull is null || user.IsGuest)
        {
            return false;
        }

        if (!Known.TryGetValue(user, out var known))
        {
            var authorization = http.RequestServices.GetRequiredService<IAuthorizationService>();
            known = new((await authorization.AuthorizeAsync(user, Policies.Facilitate)).Succeeded || (await authorization.AuthorizeAsync(user, Policies.Author)).Succeeded);
            Known.AddOrUpdate(user, known);
        }

        return known.Value;
    }
}
