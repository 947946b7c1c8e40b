using Learning.Courses;
using Learning.Events;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement;
using OrchardCore.Data.Migration;
using OrchardCore.Modules;

namespace Learning.OrchardCore.SiteSearch;

[Feature(Features.SiteSearch)]
public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddContentPart<PassagePart>().AddHandler<PassageFullText>();
        services.AddDataMigration<PassageType>();
        services.AddScoped<KeepPassages>();
        services.AddScoped<IListen<PublishCourse.CoursePublished>, FollowPublication>();
        services.AddSingleton<IBackgroundTask, CatchUpPassages>();
    }
}
