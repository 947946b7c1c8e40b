using System.Security.Claims;
using Learning.Accounts;
using Learning.Analysis;
using Learning.Assessment;
using Learning.Cohorts;
using Learning.Data;
using Learning.Teaching.Certificates;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Learning.Teaching;

/// <summary>What there is to do for those who take cohorts and those who write: each sees what she may do.</summary>
public static class ShowDesk
{
    public static void MapShowDesk(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk", Get).RequireAuthorization(Policies.Analyse).AllowCookieRedirect().WithName($"Learning.{nameof(ShowDesk)}");

    internal static async Task<IResult> Get(
        ClaimsPrincipal user, LearningDb db, CohortAccess access, CertificateAccess certificates, IAuthorizationService authorization, InterfaceTexts texts, CancellationToken cancellation)
    {
        var facilitates = (await authorization.AuthorizeAsync(user, Policies.Facilitate)).Succeeded;
        var writes = (await authorization.AuthorizeAsync(user, Policies.Author)).Succeeded;
        var taught = await access.TaughtAsync(user, db.Learners, cancellation);
        var waiting = facilitates ? await db.Attempts.CountAsync(a => a.AwaitsGrading && taught.Any(l => l.Id == a.LearnerId), cancellation) : 0;
        var asked = facilitates ? await ShowCertificates.WaitingAsync(await certificates.OfAsync(user, cancellation), db, cancellation) : 0;
        var tasks = await db.ItemTasks.CountAsync(t => t.State == TaskState.Open, cancellation);
        return new View("Teaching/ShowDesk", new DeskModel(facilitates, writes, waiting, asked, tasks), texts["Desk.Title"]);
    }

    public sealed record DeskModel(bool Facilitates, bool Writes, int WaitingForGrades, int WaitingCertificates, int OpenTasks);
}
