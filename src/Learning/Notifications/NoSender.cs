namespace Learning.Notifications;

/// <summary>For a host that sends no mail: nothing is ever queued there, and what was queued before waits until it does again.</summary>
internal sealed class NoSender : IMailSender
{
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<HandoverResult> SendAsync(Mail mail, CancellationToken cancellation) =>
        throw new InvalidOperationException("This site sends no mail.");
}
