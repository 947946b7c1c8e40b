using Microsoft.AspNetCore.Http;

namespace Learning.Accounts;

/// <summary>
/// Tells the browser what becomes of the entries a guest has left in its journal: nobody will come back as that guest, so they go with her into her account, or they
/// go. A cookie, because only the host knows what somebody chose, and the journal is read by whichever page comes next. record.js reads it.
/// </summary>
public static class GuestJournal
{
    public const string Cookie = "learning-guest";

    /// <summary>As long as a sign-in lasts: a page that still shows the guest may stay open in another tab.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(60);

    /// <summary>They are hers now; for a host to call once the guest is claimed (<see cref="ClaimGuest"/>).</summary>
    public static void Move(HttpContext http, string guestId, string learnerId) => Tell(http, $"{guestId} {learnerId}");

    /// <summary>They are nobody's; for a host to call when somebody else signs in, or the guest leaves.</summary>
    public static void Drop(HttpContext http, string guestId) => Tell(http, guestId);

    private static void Tell(HttpContext http, string what) => http.Response.Cookies.Append(Cookie, what, new CookieOptions
    {
        MaxAge = Lasting,
        HttpOnly = false,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    });
}
