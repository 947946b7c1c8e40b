using System.Security.Claims;
using Learning.Accounts;
using Learning.Enrolments;
using Microsoft.AspNetCore.Identity;
using static Learning.Theming.Refusals;

namespace Learning.Web.Accounts;

/// <summary>Somebody starts a course without registering. She gets an account only this browser knows; registering later keeps it.</summary>
public static class StudyAsGuest
{
    public const string Path = "/guest";

    public static void MapStudyAsGuest(this IEndpointRouteBuilder routes) => routes.MapPost(Path, Post).WithName(nameof(StudyAsGuest));

    internal static async Task<IResult> Post(
        HttpContext http, ClaimsPrincipal user, UserManager<Account> accounts, SignInManager<Account> signIn, Enrol enrol, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var slug = form["course"].ToString();
        if (slug.Length == 0)
        {
            return Refuse(StatusCodes.Status400BadRequest, "Refusal.NoSuchCourse");
        }

        // Asked before there is an account, so that a wrong address makes none.
        if (!await enrol.IsOpenAsync(slug, cancellation))
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        var principal = user;
        if (user.LearnerIdOrNull is null)
        {
            var guest = Account.Guest(clock.GetUtcNow());
            var made = await accounts.CreateAsync(guest);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException(string.Join(" ", made.Errors.Select(e => e.Description)));
            }

            await signIn.SignInAsync(guest, isPersistent: true);
            principal = await signIn.CreateUserPrincipalAsync(guest);
        }

        return await Enrol.AnswerAsync(slug, principal, enrol, cancellation);
    }
}
