using MailKit;

namespace Learning.Notifications;

/// <summary>
/// Listens to the conversation with an SMTP server, to know one thing: whether it can have the message. It can as soon as the end of the data (a line with a dot) has gone out; before that no server
/// may deliver it. Source: RFC 5321, 4.1.1.4. Nothing is written down: passwords and addresses pass here.
/// </summary>
internal sealed class SmtpProgress : IProtocolLogger
{
    private static readonly byte[] End = "\r\n.\r\n"u8.ToArray();

    private bool _isAsked;
    private bool _isData;
    private int _matched;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>The whole message went out.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>Called at that moment.</summary>
    public Action? HandedOver { get; set; }

    /// <summary>Before each message.</summary>
    public void Begin() => (_isAsked, _isData, _matched, IsHandedOver) = (false, false, 0, false);

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        var said = buffer.AsSpan(offset, count);
        if (!_isData)
        {
            _isAsked |= said.EndsWith("DATA\r\n"u8);
            return;
        }

        foreach (var one in said)
        {
            _matched = one == End[_matched] ? _matched + 1 : one == End[0] ? 1 : 0;
            if (_matched == End.Length)
            {
                (_isAsked, _isData, _matched, IsHandedOver) = (false, false, 0, true);
                HandedOver?.Invoke();
                return;
            }
        }
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (_isAsked && buffer.AsSpan(offset, count).StartsWith("354"u8))
        {
            (_isData, _matched) = (true, 2);   // a dot may be the very first line
        }
    }

    public void Dispose()
    {
    }
}
