namespace Learning.Notifications;

/// <summary>What became of one try to hand a mail over.</summary>
public enum Handover
{
    Accepted,

    /// <summary>Not now; the same mail may be taken later. Whoever was asked does not have it.</summary>
    NotNow,

    /// <summary>Not ever.</summary>
    Refused,

    /// <summary>It was handed over whole, and no answer came: it may have been taken or not.</summary>
    Unknown,
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Words">The server's own, or ours where there was no server.</param>
/// <param name="ConcernsAll">Whoever was asked would say the same to any other mail now: there is nothing there to talk to.</param>
public sealed record HandoverResult(Handover Outcome, string Words, bool ConcernsAll = false);

/// <summary>
/// Hands mail to whoever carries it: a seam to the host. Made once for each batch and disposed after it, so that a batch is one connection. The default is SMTP by MailKit, or a folder,
/// as <see cref="MailOptions"/> says. A host that has a way of its own registers that after <c>AddLearning</c>, sets <see cref="LearningOptions.Mail"/> while it can send, and reads each mail by
/// <see cref="OpenMail"/>.
/// </summary>
public interface IMailSender : IAsyncDisposable
{
    /// <summary>Never throws for what a server says or does. Says <see cref="Handover.NotNow"/> only where nobody can have the mail.</summary>
    Task<HandoverResult> SendAsync(Mail mail, CancellationToken cancellation);
}
