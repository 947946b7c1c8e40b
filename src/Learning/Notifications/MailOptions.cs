namespace Learning.Notifications;

public enum MailTls
{
    /// <summary>Nothing is encrypted: for a server on the same machine.</summary>
    None,

    /// <summary>The connection begins in the open and has to be encrypted before anything is said; the usual way on port 587.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte; the usual way on port 465.</summary>
    Tls,
}

/// <summary>How a host sends mail: into a folder (the default of <c>Learning.Web</c>), or by an SMTP server.</summary>
public sealed record MailOptions
{
    /// <summary>Where each mail becomes a file (.eml) where there is no <see cref="Host"/>. For trying a site out, or for another program that sends what it finds there.</summary>
    public string? PickupFolder { get; init; }

    /// <summary>The SMTP server; null: <see cref="PickupFolder"/>.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public MailTls Tls { get; init; } = MailTls.StartTls;

    /// <summary>Null: the server is asked without signing in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The address all mail comes from.</summary>
    public string From { get; init; } = "learning@localhost";

    /// <summary>Null: the name of the site.</summary>
    public string? FromName { get; init; }

    /// <summary>So long a server may take until it has a whole message.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>So long it may take to say what becomes of a message that it has. Giving up sooner makes mail whose fate nobody knows. Source: RFC 5321, 4.5.3.2.6.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromMinutes(10);
}
