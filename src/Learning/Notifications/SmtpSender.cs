using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Learning.Notifications;

/// <summary>Sends by an SMTP server: one connection for a batch, opened anew where the server closed it between two messages.</summary>
internal sealed class SmtpSender(MailOptions options, ComposeMail compose) : IMailSender
{
    /// <summary>Some servers take no more than a hundred messages on one connection.</summary>
    private const int MostOnOneConnection = 100;

    private readonly SmtpProgress _progress = new();
    private SmtpClient? _client;
    private int _sent;

    /// <summary>For tests with a certificate of their own.</summary>
    internal RemoteCertificateValidationCallback? TrustsServer { get; init; }

    public async Task<HandoverResult> SendAsync(Mail mail, CancellationToken cancellation)
    {
        var (message, refusal) = compose.Of(mail);
        if (message is null)
        {
            return refusal!;
        }

        var wasOpen = _client is { IsConnected: true } && _sent < MostOnOneConnection;
        var result = await OnceAsync(message, cancellation);
        return result is { Outcome: Handover.NotNow, ConcernsAll: true } && wasOpen
            ? await OnceAsync(message, cancellation)   // it had closed a connection that stood idle
            : result;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(isPolite: true);
        _progress.Dispose();
    }

    private async Task<HandoverResult> OnceAsync(MimeKit.MimeMessage message, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.TimeLimit);
        _progress.Begin();
        _progress.HandedOver = () => limit.CancelAfter(options.AnswerLimit);
        await using var stop = cancellation.Register(() =>
        {
            if (!_progress.IsHandedOver)
            {
                limit.Cancel();   // once the server has it, its answer is worth waiting for
            }
        });
        var isOpen = false;
        try
        {
            await OpenAsync(limit.Token);
            isOpen = true;
            var words = await _client!.SendAsync(message, limit.Token);
            _sent++;
            return new(Handover.Accepted, words);
        }
        catch (Exception e) when (Read(e, isOpen, cancellation) is { } result)
        {
            if (result.ConcernsAll || result.Outcome == Handover.Unknown)
            {
                await CloseAsync(isPolite: false);
            }

            return result;
        }
        finally
        {
            _progress.HandedOver = null;
        }
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        if (_client is { IsConnected: true } && _sent < MostOnOneConnection)
        {
            return;
        }

        await CloseAsync(isPolite: true);
        _sent = 0;
        _client = new SmtpClient(_progress) { Timeout = (int)(options.AnswerLimit + options.TimeLimit).TotalMilliseconds };
        if (TrustsServer is not null)
        {
            _client.ServerCertificateValidationCallback = TrustsServer;
        }

        await _client.ConnectAsync(
            options.Host!,
            options.Port,
            options.Tls switch { MailTls.Tls => SecureSocketOptions.SslOnConnect, MailTls.StartTls => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None },
            cancellation);
        if (options.User is { Length: > 0 } user)
        {
            await _client.AuthenticateAsync(user, options.Password ?? "", cancellation);
        }

        _client.Capabilities &= ~SmtpCapabilities.Chunking;   // with BDAT nothing marks the end of a message that SmtpProgress could see
    }

    private async Task CloseAsync(bool isPolite)
    {
        if (_client is not { } client)
        {
            return;
        }

        _client = null;
        if (isPolite && client.IsConnected)
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception e) when (e is IOException or ProtocolException or CommandException or OperationCanceledException or SocketException)
            {
                // What had to be said was said; the server may hang up as it likes.
            }
        }

        client.Dispose();
    }

    /// <summary>Null: a bug of ours, to be thrown.</summary>
    private HandoverResult? Read(Exception e, bool isOpen, CancellationToken stopping) => e switch
    {
        SmtpCommandException said => Said(said, isOpen),
        AuthenticationException => new(Handover.NotNow, $"The mail server did not let this site sign in: {e.Message}", ConcernsAll: true),
        SslHandshakeException => new(Handover.NotNow, $"No encrypted connection to the mail server: {e.Message}", ConcernsAll: true),
        OperationCanceledException or TimeoutException when _progress.IsHandedOver => new(Handover.Unknown, NoAnswer),
        OperationCanceledException when stopping.IsCancellationRequested => new(Handover.NotNow, "The site was stopped before this was sent.", ConcernsAll: true),
        OperationCanceledException or TimeoutException => new(Handover.NotNow, $"The mail server took longer than {options.TimeLimit.TotalSeconds:0} seconds.", ConcernsAll: true),
        IOException or SocketException or ProtocolException or ServiceNotConnectedException when _progress.IsHandedOver => new(Handover.Unknown, NoAnswer),
        IOException or SocketException or ProtocolException or ServiceNotConnectedException =>
            new(Handover.NotNow, $"{(isOpen ? "The connection to the mail server broke before it had the message" : "No connection to the mail server")}: {(e is ProtocolException ? "it hung up." : e.Message)}", ConcernsAll: true),
        NotSupportedException when !isOpen => new(Handover.NotNow, $"The mail server does not offer what the settings ask for: {e.Message}", ConcernsAll: true),
        NotSupportedException => new(Handover.Refused, $"The mail server cannot take mail for this address: {e.Message}"),
        _ => null,
    };

    /// <summary>Only what is said about a message is about that message; and who says 421 hangs up. Source: RFC 5321, 4.2.1 and 3.8.</summary>
    private static HandoverResult Said(SmtpCommandException said, bool isOpen)
    {
        var code = (int)said.StatusCode;
        var words = $"{code} {said.Message}";
        return !isOpen || code == 421 ? new(Handover.NotNow, words, ConcernsAll: true)
            : code is >= 500 and < 600 ? new(Handover.Refused, words)
            : new(Handover.NotNow, words);
    }

    private const string NoAnswer = "The mail server had the whole message when the connection broke, and did not say whether it takes it. Whether it arrived cannot be known, so it is not sent again by itself.";
}
