namespace Learning.Accounts;

/// <summary>Names of what people may do. Each host says who satisfies them: by role, by permission.</summary>
public static class Policies
{
    /// <summary>Take cohorts through courses.</summary>
    public const string Facilitate = "Learning.Facilitate";

    /// <summary>Write: change drafts of courses, translate, comment.</summary>
    public const string Author = "Learning.Author";

    /// <summary>Say of somebody's draft that it is fit to be published, or what it lacks.</summary>
    public const string Review = "Learning.ReviewDrafts";

    /// <summary>Put courses in force: publish, also at a later time, go back to an earlier revision, withdraw.</summary>
    public const string Publish = "Learning.Publish";

    /// <summary>See how questions do: for those who take cohorts and for those who write.</summary>
    public const string Analyse = "Learning.Analyse";

    /// <summary>Run the site.</summary>
    public const string Administer = "Learning.Administer";
}
