namespace Learning.Tests.Plans;

/// <summary>Which tables have more rows with each learner, or with each thing she does; and which grow with courses, groups and those who run the site.</summary>
internal static class TablesThatGrow
{
    public static readonly IReadOnlySet<string> Growing = new HashSet<string>(StringComparer.Ordinal)
    {
        "ActivityResult", "Allowance", "AspNetUserClaims", "AspNetUserLogins", "AspNetUserRoles", "AspNetUserTokens", "AspNetUsers", "Attempt", "Attendances", "CohortLog", "Concessions", "CourseOutcome", "Credential", "CredentialLinks",
        "CredentialLog", "CredentialRequests", "CredentialStatuses", "Enrolment", "Entry", "FacilitatorNotes", "Grade", "Invitations", "ItemResponse", "Learner", "LearnerProfiles", "MailWishes", "Mails", "Members", "Messages",
        "ReviewCard", "ScoreChange",
    };

    public static readonly IReadOnlySet<string> Steady = new HashSet<string>(StringComparer.Ordinal)
    {
        "AspNetRoleClaims", "AspNetRoles", "CohortCourses", "CohortFacilitators", "Cohorts", "Course", "CourseRevision", "DraftBytes", "DraftComments", "DraftFiles", "DraftHands", "DraftVerdicts", "DraftVisits", "Drafts",
        "DueDates", "IssuerKeys", "ItemTask", "KeyCorrection", "Media", "Meetings", "Organisations", "Pathways", "QuizMeasure", "Rendition", "RevisionFile", "RevisionText", "RevisionTranslation", "Settings", "SiteKeys", "SourceFile", "Stewards",
    };
}
