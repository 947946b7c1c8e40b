using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Learning.Accounts;
using Learning.Authoring;
using Learning.Courses;
using Learning.Data;
using Learning.Web.Accounts;
using Learning.Web.Generating;
using Learning.Web.Site;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Commands;

/// <summary>
/// <c>generate [--learners N] [--cohort N] [--activities N | --course ID] [--seed N] [--facilitator USERNAME] [--whole-record] [--force]</c>: fills a site with made-up learners to measure it with. Refused where a site
/// has learners, without <c>--force</c>, and where the same seed was used before. For a site that is not running. Exit code 1 where nothing was made.
/// </summary>
public static class Generate
{
    private static readonly Option<int> Learners = new("--learners") { Description = "How many learners.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Cohort = new("--cohort") { Description = "How many of them are in one cohort.", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<int> Activities = new("--activities") { Description = "Activities of the course that is made.", DefaultValueFactory = _ => 60 };
    private static readonly Option<string?> Course = new("--course") { Description = "The id of a course of this site to take instead." };
    private static readonly Option<int> Seed = new("--seed") { Description = "Another number gives other learners.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Facilitator = new("--facilitator") { Description = "The name with which somebody signs in who facilitates the cohort. Administrators see it anyway." };
    private static readonly Option<bool> WholeRecord = new("--whole-record") { Description = "In everybody's record stands all she did, each answer too. Default: what members of the cohort completed and handed in." };
    private static readonly Option<bool> Force = new("--force") { Description = "Also on a site that has learners." };

    /// <summary>All that may be wished for.</summary>
    internal sealed record Wish(int Learners, int Cohort, int Activities = 60, string? Course = null, int Seed = 1, string? Facilitator = null, bool Force = false, bool WholeRecord = false);

    public static Command Command()
    {
        var command = new Command("generate", "Fills a site with made-up learners, to measure it with.") { Learners, Cohort, Activities, Course, Seed, Facilitator, WholeRecord, Force };
        command.SetAction((result, cancellation) => RunAsync(
            new(result.GetValue(Learners), result.GetValue(Cohort), result.GetValue(Activities), result.GetValue(Course), result.GetValue(Seed), result.GetValue(Facilitator), result.GetValue(Force), result.GetValue(WholeRecord)),
            SitePaths.Find(result.GetValue(Serve.Data), null),
            Console.Out,
            Console.Error,
            cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(Wish wish, SitePaths paths, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (wish.Learners is < 1 or > 1_000_000 || wish.Cohort < 0 || wish.Cohort > wish.Learners || wish.Activities is < 2 or > 500 || wish.Seed < 0)
        {
            await errors.WriteLineAsync("Learners are 1 to 1,000,000, a cohort is a part of them, activities are 2 to 500, a seed is not negative. Nothing was made.");
            return 1;
        }

        return await OnSite.RunAsync(paths, errors, services => MakeAsync(wish, paths, services, output, errors, cancellation), cancellation);
    }

    private static async Task<int> MakeAsync(Wish wish, SitePaths paths, IServiceProvider services, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<LearningDb>();
        var first = GenerateSite.LearnerId(wish.Seed, 0);
        if (await db.Learners.AnyAsync(l => l.Id == first, cancellation))
        {
            await errors.WriteLineAsync($"Learners of seed {wish.Seed} are here already; give another --seed. Nothing was made.");
            return 1;
        }

        if (!wish.Force && await db.Learners.AnyAsync(cancellation))
        {
            await errors.WriteLineAsync("This site has learners; made-up ones would stand among them. Give --force if that is what you want. Nothing was made.");
            return 1;
        }

        string? facilitator = null;
        if (wish.Facilitator is { } username)
        {
            if (await services.GetRequiredService<UserManager<Account>>().FindByNameAsync(username) is not { IsGuest: false } account)
            {
                await errors.WriteLineAsync($"Nobody on this site has the user name {username}. Nothing was made.");
                return 1;
            }

            facilitator = account.Id;
        }

        if (await RevisionAsync(wish, services, db, cancellation) is not { } revision)
        {
            await errors.WriteLineAsync($"There is no course {wish.Course} on this site. Nothing was made.");
            return 1;
        }

        var watch = Stopwatch.StartNew();
        var cohort = await new GenerateSite(paths.Database, revision, services.GetRequiredService<TimeProvider>(), output).RunAsync(new(wish.Learners, wish.Cohort, wish.Seed, facilitator, wish.WholeRecord), cancellation);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Made {wish.Learners:N0} learners on the course {revision.Outline.Id} ({revision.Activities.Count} activities), {wish.Cohort:N0} of them in \"{cohort.Name}\", in {watch.Elapsed.TotalSeconds:0} s: /cohorts/{cohort.Id}"));
        return 0;
    }

    private static async Task<Revision?> RevisionAsync(Wish wish, IServiceProvider services, LearningDb db, CancellationToken cancellation)
    {
        var id = wish.Course ?? (await services.GetRequiredService<PublishCourse>().PublishAsync(GeneratedCourse.Draft(wish.Activities), cancellation)).CourseId;
        var current = await db.Courses.Where(c => c.Id == id).Select(c => (Guid?)c.CurrentRevisionId).SingleOrDefaultAsync(cancellation);
        return current is { } revision ? await services.GetRequiredService<RevisionCache>().GetAsync(db, revision, cancellation) : null;
    }
}
