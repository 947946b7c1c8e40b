using Learning.Accounts;
using Learning.Courses;
using Learning.Credentials;
using Learning.Data;
using Learning.Events;
using Learning.Progress;
using Learning.Tests.Authoring.Translations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Tests.Credentials;

[NeedsDatabase]
public sealed class IssueCredentialTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Theory]
    [InlineData("fr", "fr", "Le droit à la sécurité sociale")]
    [InlineData("en", "en", "The right to social security")]
    [InlineData("ar", "en", "The right to social security")]   // the course is not to be had in it
    public async Task A_certificate_speaks_the_language_she_learned_in(string hers, string stated, string title)
    {
        var published = await site.Publish(FrenchCourse.Make().Draft());
        await site.SignedInAs($"amina-{hers}");
        var id = await site.LearnerId($"amina-{hers}");
        await site.Db(db => db.Learners.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Language, hers), Cancellation));

        await using (var scope = site.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DomainEvents>().PublishAsync(
                new DecideOutcome.CourseCompleted(Guid.NewGuid(), published.CourseId, id, published.RevisionId, site.Clock.GetUtcNow()), Cancellation);
            await scope.ServiceProvider.GetRequiredService<LearningDb>().SaveChangesAsync(Cancellation);
        }

        var credential = await site.Db(db => db.Credentials.SingleAsync(c => c.LearnerId == id, Cancellation));
        Assert.Equal((stated, title), (credential.Language, credential.CourseTitle));
    }
}
