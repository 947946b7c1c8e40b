using System.Text.Json.Serialization;

namespace Learning.Credentials;

/// <summary>How a certificate stands on a day, in one word.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CredentialStanding>))]
public enum CredentialStanding
{
    Holds,

    /// <summary>It ends soon, and may be renewed.</summary>
    Ends,
    Expired,
    Revoked,
}

/// <summary>Pure.</summary>
public static class CredentialState
{
    /// <param name="credential">With its statuses.</param>
    public static CredentialStanding Of(Credential credential, DateTimeOffset now) => credential switch
    {
        { IsRevoked: true } => CredentialStanding.Revoked,
        { ValidUntil: { } until } when Validity.IsOver(until, now) => CredentialStanding.Expired,
        { ValidUntil: { } until } when now >= Validity.RenewableFrom(until) => CredentialStanding.Ends,
        _ => CredentialStanding.Holds,
    };
}
