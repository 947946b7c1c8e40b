namespace Learning.Accounts;

/// <summary>
/// Accounts as the host keeps them, for a list of people some of whom may have none yet. The library sees no secrets but a first one that it passes on to paper. Default: <see cref="NoAccountBook"/>,
/// a host that makes no accounts for others.
/// </summary>
public interface IAccountBook
{
    /// <summary>Whether accounts can be made here: for whoever is on a list and has none.</summary>
    bool MakesAccounts { get; }

    /// <summary>Whether people have user names here that tell two of the same name apart (<see cref="UserNamesAsync"/>). Default: where accounts are made.</summary>
    bool KnowsUserNames => MakesAccounts;

    /// <summary>Ids by user name, of those that exist; guests are nobody. Capitals do not matter, and the names come back as they were asked for.</summary>
    Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellation);

    /// <summary>User names by id, of those that have one: what tells two people of the same name apart.</summary>
    Task<IReadOnlyDictionary<string, string>> UserNamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>Ids of those who hold a policy of the library. Default, null: the host cannot say; nobody is told because of what she may do, and nobody left out because she may not any more.</summary>
    Task<IReadOnlyList<string>?> HoldersAsync(string policy, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>?>(null);

    /// <summary>The name of the text that says why nobody can be called so; null: somebody can.</summary>
    string? Problem(string userName);

    /// <summary>An account that could be made, with a first secret. Nothing is kept.</summary>
    NewAccount Draft(string userName, string name);

    /// <summary>What is kept of its secret. Slow on purpose, so it is asked outside any transaction.</summary>
    string Seal(NewAccount account);

    /// <summary>
    /// Makes accounts, each with what <see cref="Seal"/> gave; one whose id exists is passed over. Called within a transaction of the library: a host whose accounts lie in the same database joins it, so
    /// that a person has an account and her place, or neither.
    /// </summary>
    Task MakeAsync(IReadOnlyList<(NewAccount Account, string Sealed)> made, CancellationToken cancellation);
}

/// <summary>An account to be made: its id is known before.</summary>
public sealed record NewAccount(string Id, string UserName, string Name, string Secret);

/// <summary>A host that finds and makes no accounts.</summary>
public sealed class NoAccountBook : IAccountBook
{
    public bool MakesAccounts => false;

    public Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> userNames, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public Task<IReadOnlyDictionary<string, string>> UserNamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public string? Problem(string userName) => null;

    public NewAccount Draft(string userName, string name) => throw new InvalidOperationException("This host makes no accounts.");

    public string Seal(NewAccount account) => throw new InvalidOperationException("This host makes no accounts.");

    public Task MakeAsync(IReadOnlyList<(NewAccount Account, string Sealed)> made, CancellationToken cancellation) => throw new InvalidOperationException("This host makes no accounts.");
}
