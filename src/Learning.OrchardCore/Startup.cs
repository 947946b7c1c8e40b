using Learning.Accounts;
using Learning.Data;
using Learning.OrchardCore.Pages;
using Learning.OrchardCore.People;
using Learning.OrchardCore.Recipes;
using Learning.OrchardCore.Site;
using Learning.Theming;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.Environment.Shell.Descriptor.Models;
using OrchardCore.Modules;
using OrchardCore.Navigation;
using OrchardCore.Recipes;
using OrchardCore.Security;
using OrchardCore.Security.Permissions;
using OrchardCore.Users.Handlers;

namespace Learning.OrchardCore;

/// <summary>Mounts the product in a tenant: its services over the tenant's own database, and its routes.</summary>
[Feature(Features.Learning)]
public sealed class Startup : StartupBase
{
    /// <summary>Sign-in and the rest as the module OrchardCore.Users has them.</summary>
    private const string SignIn = "/Login";
    private const string Register = "/Register";
    private const string SignOut = "/Users/LogOff";

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<TenantDatabase>();
        services.AddSingleton<TenantSettings>();
        services.AddLearning(
            provider => provider.GetRequiredService<TenantDatabase>().ConnectionString,
            options =>
            {
                options.SignInPath = SignIn;
                options.RegisterPath = Register;
                options.SignOutPath = SignOut;
                options.AccountPath = null;
                options.ServesHome = false;
                options.SearchPath = "/courses-search";   // "/search" is the site's
            });
        services.AddScoped<IModularTenantEvents, PrepareTenant>();
        services.AddSingleton<TenantIdentity>();
        services.AddSingleton<SiteIdentity>(provider => provider.GetRequiredService<TenantIdentity>());
        services.AddHealthChecks().AddDbContextCheck<LearningDb>("learning");

        services.AddPermissionProvider<LearningPermissions>();
        services.Configure<AuthorizationOptions>(LearningPermissions.AddPolicies);
        services.AddScoped<IUserEventHandler, EraseDeletedUser>();
        services.AddScoped<IAccountBook, OrchardAccountBook>();

        services.AddScoped<IPageLayout, OrchardPageLayout>();
        services.AddNavigationProvider<AdminMenu>();
        services.AddRecipeExecutionStep<CoursesStep>();
        services.AddRecipeExecutionStep<MisspeltStep>();
        services.AddSingleton<RoundTimes>();
        services.AddSingleton<IBackgroundTask, RunRounds>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        var enabled = serviceProvider.GetRequiredService<ShellDescriptor>().Features.Select(feature => feature.Id).ToHashSet();
        var options = serviceProvider.GetRequiredService<LearningOptions>();
        var settings = serviceProvider.GetRequiredService<TenantSettings>();
        options.Without.UnionWith(Features.OfCapabilities.Where(feature => !enabled.Contains(feature.Key)).Select(feature => feature.Value));
        options.ServesHome = enabled.Contains(Features.Home);
        options.PublicAddress = serviceProvider.GetRequiredService<TenantIdentity>().Address;
        options.RegisterPath = enabled.Contains("OrchardCore.Users.Registration") ? Register : null;
        options.ApprovalsNeeded = settings.ApprovalsNeeded();
        options.ReportsDatabase = settings.ReportsDatabase();
        routes.MapLearning().AddEndpointFilter<NeedDatabase>().AddEndpointFilter<AllowOwnFrames>();
    }
}

/// <summary>The pages stand in the frame of the product's own theme.</summary>
[Feature(Features.OwnTheme)]
public sealed class OwnThemeStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<IPageLayout, ThemeLayout>();
}
