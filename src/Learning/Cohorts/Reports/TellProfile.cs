using System.Security.Claims;
using Learning.Accounts;
using Learning.Data;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using static Learning.Theming.Refusals;

namespace Learning.Cohorts.Reports;

/// <summary>
/// A learner tells her region, organisation and sex for reports in which nobody is named, or takes it all back (<c>forget</c>). Everything is optional; what she leaves empty is not kept, and where nothing
/// is left no row is. Refusals: 409 a guest, of whom nothing more is to be known. Limits: 80 and 120 characters.
/// </summary>
public static class TellProfile
{
    public const string Path = "/my/profile";

    public static void MapTellProfile(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Get).RequireAuthorization().AllowCookieRedirect().WithName("Learning.ShowProfile");
        routes.MapPost(Path, Post).RequireAuthorization().AllowCookieRedirect().WithName($"Learning.{nameof(TellProfile)}");
    }

    internal static async Task<IResult> Get(string? did, ClaimsPrincipal user, LearningDb db, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (user.IsGuest)
        {
            return Refuse(StatusCodes.Status409Conflict, "Profile.Guest");
        }

        var me = user.LearnerId;
        var told = await db.LearnerProfiles.AsNoTracking().FirstOrDefaultAsync(p => p.LearnerId == me, cancellation);
        return Page(new(told?.Region ?? "", told?.Organisation ?? "", told?.Sex?.ToString() ?? ""), told is not null, did is "saved" or "forgotten" ? did : null, [], texts);
    }

    internal static async Task<IResult> Post(HttpContext http, ClaimsPrincipal user, LearningDb db, InterfaceTexts texts, TimeProvider clock, CancellationToken cancellation)
    {
        if (user.IsGuest)
        {
            return Refuse(StatusCodes.Status409Conflict, "Profile.Guest");
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var typed = form.ContainsKey("forget") ? new Typed("", "", "") : new Typed(Text(form["region"]), Text(form["organisation"]), form["sex"].ToString());
        var problems = new List<FieldProblem>();
        Check("region", typed.Region, LearnerProfile.LongestRegion);
        Check("organisation", typed.Organisation, LearnerProfile.LongestOrganisation);
        Sex? sex = Enum.TryParse<Sex>(typed.Sex, out var one) && Enum.IsDefined(one) ? one : null;
        if (problems.Count > 0)
        {
            return Page(typed, hasTold: true, null, problems, texts);
        }

        var isNothing = typed.Region.Length == 0 && typed.Organisation.Length == 0 && sex is null;
        await db.WriteAsync(() => KeepAsync(user, typed, sex, isNothing, db, clock, cancellation), cancellation);
        return TypedResults.LocalRedirect($"~{Path}?did={(isNothing ? "forgotten" : "saved")}");

        void Check(string field, string value, int longest)
        {
            if (value.Length > longest)
            {
                problems.Add(new(field, texts["Profile.TooLong", longest]));
            }
        }
    }

    private static async Task<bool> KeepAsync(ClaimsPrincipal user, Typed typed, Sex? sex, bool isNothing, LearningDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var me = user.LearnerId;
        var known = await db.LearnerProfiles.FirstOrDefaultAsync(p => p.LearnerId == me, cancellation);
        if (isNothing)
        {
            db.RemoveRange(known is null ? [] : [known]);
            return false;
        }

        var now = clock.GetUtcNow();
        await db.RememberLearnerAsync(user, now, cancellation);
        var profile = known ?? new LearnerProfile(me);
        profile.Tell(typed.Region, typed.Organisation, sex, now);
        if (known is null)
        {
            db.Add(profile);
        }

        return true;
    }

    private static View Page(Typed typed, bool hasTold, string? did, IReadOnlyList<FieldProblem> problems, InterfaceTexts texts) =>
        new("Cohorts/TellProfile", new ProfileModel(typed, [.. Enum.GetValues<Sex>().Select(s => s.ToString())], hasTold, did, problems, SmallGroups.Fewest), texts["Profile.Title"])
        {
            Shape = "form",
            Status = problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };

    /// <summary>On one line, without signs that are none.</summary>
    private static string Text(string? typed) => string.Join(' ', string.Concat((typed ?? "").Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public sealed record Typed(string Region, string Organisation, string Sex);

    public sealed record ProfileModel(Typed Typed, IReadOnlyList<string> Sexes, bool HasTold, string? Did, IReadOnlyList<FieldProblem> Problems, int Fewest);
}
