using System.Globalization;
using Learning.Cohorts;
using Learning.Data;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>Whoever comes into a cohort is welcomed, with the words its facilitators wrote. Once: not again when she comes back.</summary>
public sealed class WelcomeMember(LearningDb db, PostMessage post) : IListen<JoinCohort.MemberJoined>
{
    public async Task HearAsync(JoinCohort.MemberJoined what, CancellationToken cancellation)
    {
        var cohort = await db.Cohorts.FindAsync([what.CohortId], cancellation) ?? throw new InvalidOperationException("Somebody joined a cohort that is not there.");
        await post.PostAsync(
            new Letter
            {
                Topic = Topic.Welcome,
                LearnerId = what.LearnerId,
                Key = $"welcome {what.MemberId.ToString("D", CultureInfo.InvariantCulture)}",
                Words = new WelcomeWords(cohort.Name, cohort.Welcome, cohort.StartsOn, what.At < RunningCohorts.StartOf(cohort)),
                Href = "/my",
                CohortId = cohort.Id,
            },
            cancellation);
    }

    public sealed record WelcomeWords(string Cohort, string Welcome, DateOnly StartsOn, bool IsToCome);
}
