namespace Learning.Accounts;

/// <summary>Names of what people may do. Each host says who satisfies them: by role, by permission.</summary>
public static class Policies
{
    /// <summary>Take cohorts through courses.</summary>
    public const string Facilitate = "Learning.Facilitate";

    /// <summary>Write and publish courses.</summary>
    public const string Author = "Learning.Author";

    /// <summary>See how questions do: for those who take cohorts and for those who write.</summary>
    public const string Analyse = "Learning.Analyse";

    /// <summary>Run the site.</summary>
    public const string Administer = "Learning.Administer";
}
