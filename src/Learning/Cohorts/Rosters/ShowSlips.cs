using Learning.Cohorts.Reports;
using Learning.Credentials.Paper;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts.Rosters;

/// <summary>What came of a list, and a slip to cut out for each who got an account: her name, her user name, her first PIN, the group, the address and its QR code, in her language. The PINs are in this answer and nowhere else.</summary>
internal static class ShowSlips
{
    public static View Page(HttpContext http, Cohort cohort, RosterTicket ticket, ImportRoster.Imported done, LearningOptions options, InterfaceTexts texts)
    {
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers.Pragma = "no-cache";
        var address = SiteAddress.Of(options, http.Request) + (options.SignInPath ?? "");
        var model = new SlipsModel(
            cohort.Id,
            cohort.Name,
            done.PutIn,
            done.Invited,
            done.Missed,
            ticket.Rows.Count(p => p.Outcome == RosterOutcome.Later),
            SlipsOf(ticket, done, address, texts),
            address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..]);
        return new("Cohorts/ShowSlips", model, texts["Roster.Done"]);
    }

    /// <summary>The words of a slip, and the square with its own, are made once for each language.</summary>
    private static IReadOnlyList<Slip> SlipsOf(RosterTicket ticket, ImportRoster.Imported done, string address, InterfaceTexts texts)
    {
        var languages = ticket.Rows.Where(p => p.Account is not null).ToDictionary(p => p.Account!.Id, p => p.Row.Language ?? ticket.Language);
        var words = languages.Values.Distinct().ToDictionary(language => language, language => InterfaceCulture.In(language, () => new Words(
            language,
            InterfaceCulture.Of(language).TextInfo.IsRightToLeft ? "rtl" : "ltr",
            QrSquare.Svg(address, texts["Slip.Qr"]),
            texts["Slip.Group"],
            texts["Slip.Address"],
            texts["Slip.UserName"],
            texts["Slip.Pin"],
            texts["Slip.Keep"])));
        return [.. done.Accounts.Select(a => new Slip(a.Name, a.UserName, a.Secret, words[languages[a.Id]]))];
    }

    public sealed record SlipsModel(Guid Id, string Cohort, int PutIn, int Invited, int Missed, int Later, IReadOnlyList<Slip> Slips, string Address);

    public sealed record Slip(string Name, string UserName, string Secret, Words Words);

    /// <summary>What stands on a slip in one language.</summary>
    public sealed record Words(string Language, string Direction, HtmlString Qr, string Group, string Address, string UserName, string Pin, string Keep);
}
