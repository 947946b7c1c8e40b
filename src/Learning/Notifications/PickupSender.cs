namespace Learning.Notifications;

/// <summary>Each mail becomes a file in a folder. It has its name only when it is whole, and always the same name, so writing it twice leaves one.</summary>
internal sealed class PickupSender(string folder, ComposeMail compose) : IMailSender
{
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<HandoverResult> SendAsync(Mail mail, CancellationToken cancellation)
    {
        var (message, refusal) = compose.Of(mail);
        if (message is null)
        {
            return refusal!;
        }

        try
        {
            var name = FormattableString.Invariant($"{mail.QueuedAt.UtcDateTime:yyyyMMdd-HHmmss}-{mail.Id:N}.eml");
            Directory.CreateDirectory(folder);
            var part = Path.Combine(folder, $".{mail.Id:N}.part");
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await message.WriteToAsync(new MimeKit.FormatOptions { NewLineFormat = MimeKit.NewLineFormat.Dos }, file, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, Path.Combine(folder, name), overwrite: true);
            return new(Handover.Accepted, $"Written to {name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Handover.NotNow, e.Message, ConcernsAll: true);
        }
    }
}
