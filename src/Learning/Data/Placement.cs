using Microsoft.EntityFrameworkCore;

namespace Learning.Data;

/// <summary>
/// Where the rows of each table lie on a distributed PostgreSQL (Citus): docs/operations.md. What grows with what learners do is distributed by the learner, so that all of one learner lies together, and every statement of her pages and posts says
/// whose rows it means. What is read beside it by everybody is a copy on each server; the rest stays where statements arrive.
/// </summary>
public static class Placement
{
    private const string LearnerId = "LearnerId";

    /// <summary>Tables by the column that says on which server a row lies: the learner's id.</summary>
    public static readonly IReadOnlyDictionary<string, string> Distributed = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ActivityResult"] = LearnerId,
        ["Allowance"] = LearnerId,
        ["Attempt"] = LearnerId,
        ["Attendances"] = LearnerId,
        ["Concessions"] = LearnerId,
        ["CourseOutcome"] = LearnerId,
        ["Enrolment"] = LearnerId,
        ["Entry"] = LearnerId,
        ["FacilitatorNotes"] = LearnerId,
        ["Grade"] = LearnerId,
        ["ItemResponse"] = LearnerId,
        ["Learner"] = "Id",
        ["LearnerProfiles"] = LearnerId,
        ["MailWishes"] = LearnerId,
        ["Members"] = LearnerId,
        ["Messages"] = LearnerId,
        ["ReviewCard"] = LearnerId,
        ["ScoreChange"] = LearnerId,
    };

    /// <summary>A copy on each server: courses, groups, and certificates, which anybody checks by their ids and which are few for each learner.</summary>
    public static readonly IReadOnlySet<string> Reference = new HashSet<string>(StringComparer.Ordinal)
    {
        "CohortCourses", "CohortFacilitators", "Cohorts", "Course", "CourseRevision", "Credential", "CredentialLinks", "CredentialRequests", "CredentialStatuses", "DueDates", "KeyCorrection", "Media", "Meetings", "Organisations", "Pathways",
        "Rendition", "RevisionFile", "RevisionText", "RevisionTranslation", "SourceFile", "Stewards",
    };

    /// <summary>On the one server that statements are sent to. Those of a host are among them; it names them.</summary>
    public static readonly IReadOnlySet<string> Local = new HashSet<string>(StringComparer.Ordinal)
    {
        "AspNetRoleClaims", "AspNetRoles", "AspNetUserClaims", "AspNetUserLogins", "AspNetUserRoles", "AspNetUserTokens", "AspNetUsers", "CohortLog", "CredentialLog", "DraftBytes", "DraftComments", "DraftFiles", "DraftHands",
        "DraftVerdicts", "DraftVisits", "Drafts", "Invitations", "IssuerKeys", "ItemTask", "Mails", "QuizMeasure", "Settings", "SiteKeys",
    };

    /// <summary>
    /// A change of a row says whose it is, too: EF Core adds a concurrency token to the condition. Nobody ever changes it (<see cref="GiveRows"/>).
    /// </summary>
    internal static void NameLearners(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            if (type.GetTableName() is { } table && Distributed.TryGetValue(table, out var column) && type.FindProperty(column) is { } learner && !learner.IsPrimaryKey())
            {
                learner.IsConcurrencyToken = true;
            }
        }
    }
}
