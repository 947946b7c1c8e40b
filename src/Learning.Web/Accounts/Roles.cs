using Learning.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Learning.Web.Accounts;

/// <summary>The roles of this host and which policies of the library each satisfies.</summary>
public static class Roles
{
    public const string Learner = "Learner";
    public const string Facilitator = "Facilitator";

    /// <summary>Writes and translates in drafts; somebody else publishes.</summary>
    public const string Writer = "Writer";
    public const string Editor = "Editor";
    public const string Administrator = "Administrator";

    public static readonly IReadOnlyList<string> All = [Learner, Facilitator, Writer, Editor, Administrator];

    /// <summary>The roles that an administrator gives; everybody who registers is a learner.</summary>
    public static readonly IReadOnlyList<string> Given = [Facilitator, Writer, Editor, Administrator];

    /// <summary>The roles this host is built on are there whatever a recipe says; a recipe may add others.</summary>
    public static async Task EnsureAsync(RoleManager<IdentityRole> roles)
    {
        foreach (var role in All)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                await roles.CreateAsync(new IdentityRole(role));
            }
        }
    }

    private static readonly Dictionary<string, string[]> Holders = new(StringComparer.Ordinal)
    {
        [Policies.Facilitate] = [Facilitator, Administrator],
        [Policies.Author] = [Writer, Editor, Administrator],
        [Policies.Review] = [Editor, Administrator],
        [Policies.Publish] = [Editor, Administrator],
        [Policies.Analyse] = [Facilitator, Writer, Editor, Administrator],
        [Policies.Administer] = [Administrator],
    };

    /// <summary>The roles that satisfy a policy.</summary>
    public static IReadOnlyList<string> That(string policy) => Holders[policy];

    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var (policy, roles) in Holders)
        {
            options.AddPolicy(policy, p => p.RequireRole(roles));
        }
    }
}
