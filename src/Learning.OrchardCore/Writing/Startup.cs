using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.ContentManagement.Handlers;
using OrchardCore.Data.Migration;
using OrchardCore.Modules;

namespace Learning.OrchardCore.Writing;

[Feature(Features.Writing)]
public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddDataMigration<WritingTypes>();
        services.AddScoped<ReadWriting>();
        services.AddScoped<PutInForce>();
        services.AddSingleton<PublicationState>();
        services.AddScoped<IContentHandler, PublishWriting>();
        services.AddSingleton<IBackgroundTask, Reconcile>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add<PublicationNotice>());
    }
}
