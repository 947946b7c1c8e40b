using System.Net.Sockets;
using Learning.Data;
using Learning.Web.Recipes;
using Microsoft.AspNetCore.Connections;

namespace Learning.Web.Site;

/// <summary>What keeps a site from starting that whoever runs it can put right: one sentence or two, with what to do. All else is a bug, and is thrown.</summary>
internal static class StartRefusal
{
    private const string ChooseAddress = "Choose another with --urls or the setting Urls, like http://127.0.0.1:5080.";

    public static string? Of(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (Sentence(e, failure) is { } sentence)
            {
                return sentence;
            }
        }

        return null;
    }

    private static string? Sentence(Exception e, Exception outermost) => e switch
    {
        RecipeException or SettingException or DatabaseException => e.Message,
        AddressInUseException => $"Another program listens already where this one should ({outermost.Message.TrimEnd('.')}). Stop it: two sites cannot have one address. Or choose another with --urls, and Telemetry:Metrics where that is the one.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"This user may not listen where the site should; ports below 1024 are for root alone. {ChooseAddress}",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => $"The address the site should listen on is none of this machine. {ChooseAddress}",
        FormatException when e.Message.Contains("url", StringComparison.OrdinalIgnoreCase) => $"The address the site should listen on cannot be read ({e.Message.TrimEnd('.')}). {ChooseAddress}",
        InvalidOperationException when e.Message.Contains("HTTPS", StringComparison.Ordinal) => $"The site should listen on an address of https and has no certificate for it. Let a proxy in front do that (docs/operations.md), or set Kestrel:Certificates:Default. {ChooseAddress}",
        InvalidOperationException when e.Message.StartsWith("Configuration value", StringComparison.Ordinal) || e.Message.StartsWith("Failed to convert", StringComparison.Ordinal) => $"A setting cannot be read: {e.Message}",
        InvalidDataException when e.Message.Contains("configuration", StringComparison.OrdinalIgnoreCase) => $"A file of settings cannot be read ({e.Message.TrimEnd('.')}): {e.GetBaseException().Message.TrimEnd('.')}. Mend it; a comma or a quotation mark is often missing.",
        IOException io when DataFolder.IsFull(io) => $"The disk is full ({io.Message.TrimEnd('.')}). Make room on it and start again; what was kept is there.",
        _ => null,
    };
}
