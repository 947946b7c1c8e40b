using Learning.Courses;
using Learning.Data;
using Learning.Editing;
using Learning.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Nodes;

/// <summary>Tells the other nodes that a course is not as it was, when the transaction that changes it is over (<see cref="Notices"/>).</summary>
internal sealed class TellNodes(LearningDb db) : IListen<PublishCourse.CoursePublished>, IListen<CourseWithdrawn>
{
    public Task HearAsync(PublishCourse.CoursePublished what, CancellationToken cancellation) => TellAsync(cancellation);

    public Task HearAsync(CourseWithdrawn what, CancellationToken cancellation) => TellAsync(cancellation);

    private Task TellAsync(CancellationToken cancellation) => db is PostgresLearningDb ? db.Database.ExecuteSqlRawAsync(Notices.Sql(Notices.Courses), cancellation) : Task.CompletedTask;
}

internal static class NoticesSetup
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<ChosenTheme>();
        services.AddScoped<IListen<PublishCourse.CoursePublished>, TellNodes>();
        services.AddScoped<IListen<CourseWithdrawn>, TellNodes>();
        services.AddHostedService<Notices>();
    }
}
