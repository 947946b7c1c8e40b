using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Deployment;
using OrchardCore.Modules;

namespace Learning.OrchardCore.Export;

[Feature(Features.Export)]
public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services.AddDeployment<ExportCourses, CourseDeploymentStep, CourseStepDriver>();
}
