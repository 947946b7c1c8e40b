using Learning.Accounts;
using Microsoft.AspNetCore.Authorization;
using OrchardCore.Security;
using OrchardCore.Security.Permissions;

namespace Learning.OrchardCore.People;

/// <summary>What somebody may do here, as Orchard gives it to roles; each satisfies a policy of the library. Studying needs none: only to be signed in.</summary>
public sealed class LearningPermissions : IPermissionProvider
{
    public static readonly Permission Facilitate = new("FacilitateLearning", "Take cohorts through courses: grade, allow more time", isSecurityCritical: true);

    public static readonly Permission Author = new("AuthorCourses", "Write and translate courses in drafts, correct keys, read and write question banks", isSecurityCritical: true);

    public static readonly Permission Review = new("ReviewCourses", "Approve drafts of courses, or ask for changes", isSecurityCritical: true);

    public static readonly Permission Publish = new("PublishCourses", "Publish courses, go back to an earlier revision, withdraw them", isSecurityCritical: true);

    public static readonly Permission Analyse = new("AnalyseLearning", "See how the questions of quizzes do", [Facilitate, Author]);

    public static readonly Permission Administer = new("AdministerLearning", "Run the learning site", isSecurityCritical: true);

    private static readonly IReadOnlyDictionary<string, Permission> Policy = new Dictionary<string, Permission>
    {
        [Policies.Facilitate] = Facilitate,
        [Policies.Author] = Author,
        [Policies.Review] = Review,
        [Policies.Publish] = Publish,
        [Policies.Analyse] = Analyse,
        [Policies.Administer] = Administer,
    };

    /// <summary>The permission that satisfies a policy.</summary>
    public static Permission Of(string policy) => Policy[policy];

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([.. Policy.Values]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = "Administrator", Permissions = [.. Policy.Values] },
        new() { Name = "Facilitator", Permissions = [Facilitate] },
        new() { Name = "Writer", Permissions = [Author] },
        new() { Name = "Editor", Permissions = [Author, Review, Publish] },
    ];

    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var (policy, permission) in Policy)
        {
            options.AddPolicy(policy, builder => builder.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
        }
    }
}
