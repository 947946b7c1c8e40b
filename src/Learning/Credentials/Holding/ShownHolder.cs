namespace Learning.Credentials.Holding;

/// <summary>What the holder of a certificate is called where it is shown.</summary>
/// <param name="Name">"" where she was forgotten.</param>
/// <param name="IsPseudonym">A name she chose for this: wherever it stands it says so, or anybody could be called anything on a certificate.</param>
public sealed record ShownHolder(string Name, bool IsPseudonym)
{
    /// <summary>As she lets everybody see it.</summary>
    public static ShownHolder ToAll(Credential credential) => credential.Pseudonym is { } chosen ? new(chosen, true) : new(credential.HolderName, false);

    /// <summary>By her own name.</summary>
    public static ShownHolder ByName(Credential credential) => new(credential.HolderName, false);
}
