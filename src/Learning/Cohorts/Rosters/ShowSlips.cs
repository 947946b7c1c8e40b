using Learning.Cohorts.Reports;
using Learning.Credentials;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts.Rosters;

/// <summary>What came of a list, and a slip to cut out for each who got an account: her name, her user name, her first PIN, the address and its QR code. The PINs are in this answer and nowhere else.</summary>
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
            [.. done.Accounts.Select(a => new Slip(a.Name, a.UserName, a.Secret))],
            done.Accounts.Count > 0 ? QrSquare.Svg(address, texts["Slip.Qr"]) : null,
            address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..]);
        return new("Cohorts/ShowSlips", model, texts["Roster.Done"]);
    }

    public sealed record SlipsModel(Guid Id, string Cohort, int PutIn, int Invited, int Missed, int Later, IReadOnlyList<Slip> Slips, HtmlString? Qr, string Address);

    public sealed record Slip(string Name, string UserName, string Secret);
}
