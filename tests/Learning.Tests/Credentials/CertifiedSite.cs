using Learning.Authoring;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Learning.Events;
using Learning.Progress;
using Learning.Tests.Courses;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Credentials;

/// <summary>Certificates on a whole site, earned as if the course had been completed just now.</summary>
internal static class CertifiedSite
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    /// <summary>The course "rhythm" with what it says of certificates.</summary>
    public static Task<PublishCourse.Published> PublishesCertified(this TestSite site, CertificatePolicy? certificate = null, string id = Drafts.CourseId)
    {
        var draft = Drafts.Rhythm();
        return site.Publish(draft with { Outline = draft.Outline with { Id = id, Slug = id, Title = id == Drafts.CourseId ? "Rhythm" : id, Certificate = certificate } });
    }

    public static async Task Completes(this TestSite site, string username, PublishCourse.Published course)
    {
        var learner = await site.LearnerId(username);
        await using var scope = site.Services.CreateAsyncScope();
        var (db, events) = (scope.ServiceProvider.GetRequiredService<LearningDb>(), scope.ServiceProvider.GetRequiredService<DomainEvents>());
        await db.WriteAsync(
            Turn.Of(learner),
            async () =>
            {
                await events.PublishAsync(new DecideOutcome.CourseCompleted(Guid.NewGuid(), course.CourseId, learner, course.RevisionId, site.Clock.GetUtcNow()), Cancellation);
                return true;
            },
            Cancellation);
    }

    public static async Task<Credential> CertificateOf(this TestSite site, string username, string course = Drafts.CourseId)
    {
        var learner = await site.LearnerId(username);
        return await site.Db(db => db.Credentials.AsNoTracking().Include(c => c.Statuses).SingleAsync(c => c.LearnerId == learner && (c.CourseId == course || c.PathwayId == course), Cancellation));
    }

    /// <summary>Somebody who is signed in and has a certificate of "rhythm", which is published for her if it is not.</summary>
    public static async Task<(Visitor Holder, Credential Certificate)> Certified(this TestSite site, string username, CertificatePolicy? certificate = null)
    {
        var course = await site.PublishesCertified(certificate);
        var holder = await site.SignedInAs(username);
        await site.Completes(username, course);
        return (holder, await site.CertificateOf(username));
    }

    public static Task<Visitor> Administrator(this TestSite site) => site.SignedInAs("boss", Web.Accounts.Roles.Administrator);
}
