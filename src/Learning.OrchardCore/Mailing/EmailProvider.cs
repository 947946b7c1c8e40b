using System.Net.Sockets;
using Microsoft.Extensions.Options;
using OrchardCore.Email;
using OrchardCore.Email.Services;

namespace Learning.OrchardCore.Mailing;

/// <summary>The provider that Orchard's e-mail service sends by, as far as it can be known before it is asked.</summary>
public sealed class EmailProvider(IOptions<EmailOptions> chosen, IOptions<EmailProviderOptions> providers, IOptions<SmtpOptions> smtp, IOptions<DefaultSmtpOptions> configured)
{
    /// <summary>The names of Orchard's own two, which send by the settings of the site and by those of the host.</summary>
    private const string Smtp = "SMTP";
    private const string Configured = "DefaultSMTP";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>There is one, and it is switched on.</summary>
    public bool Sends => chosen.Value.DefaultProviderName is { Length: > 0 } name && providers.Value.Providers.TryGetValue(name, out var provider) && provider.IsEnabled;

    /// <summary>Why its server cannot be reached, if that is so; null where it can, or where there is no server of which this could be asked.</summary>
    public async Task<string?> UnreachableAsync(CancellationToken cancellation)
    {
        var server = chosen.Value.DefaultProviderName switch { Smtp => smtp.Value, Configured => configured.Value, _ => null };
        if (server is not { DeliveryMethod: SmtpDeliveryMethod.Network, Host.Length: > 0, ProxyHost: null or "" })
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(server.Host, server.Port, limit.Token);
            return null;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return $"No connection to the mail server {server.Host}: {(e is SocketException ? e.Message : "no answer.")}";
        }
    }
}
