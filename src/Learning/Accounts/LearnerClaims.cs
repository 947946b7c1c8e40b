using System.Security.Claims;

namespace Learning.Accounts;

/// <summary>What the library reads from the claims of the person signed in; each host puts them there.</summary>
public static class LearnerClaims
{
    /// <summary>Claim of a guest; its value is "true".</summary>
    public const string Guest = "learning:guest";

    /// <summary>Claim with the name a person wants to be called by; without it the sign-in name is used.</summary>
    public const string DisplayName = "learning:name";

    extension(ClaimsPrincipal user)
    {
        /// <summary>The host's id of the person signed in. Throws where an endpoint forgot to require one.</summary>
        public string LearnerId => user.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? throw new InvalidOperationException("Nobody is signed in; the endpoint must require authorization.");

        public string? LearnerIdOrNull => user.Identity?.IsAuthenticated == true ? user.FindFirstValue(ClaimTypes.NameIdentifier) : null;

        public bool IsGuest => user.HasClaim(Guest, "true");

        /// <summary>Where mail reaches her, if the host knows; in small letters, so that one address is one.</summary>
        public string? EmailOrNull => user.FindFirstValue(ClaimTypes.Email) is { Length: > 0 and <= Learner.LongestEmail } email ? email.ToLowerInvariant() : null;

        public string NameToShow
        {
            get
            {
                var name = user.FindFirstValue(DisplayName) ?? user.Identity?.Name ?? "";
                return name.Length <= Learner.LongestName ? name : name[..(char.IsHighSurrogate(name[Learner.LongestName - 1]) ? Learner.LongestName - 1 : Learner.LongestName)];
            }
        }
    }
}
