using Learning.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Modules;

namespace Learning.OrchardCore.Mailing;

/// <summary>Messages go out by mail too, where Orchard's e-mail service is on and has a provider that sends.</summary>
[Feature(Features.Notifications)]
[RequireFeatures("OrchardCore.Email")]
public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<EmailProvider>();
        services.AddScoped<IMailSender, OrchardMailSender>();
    }

    /// <summary>Once for a tenant: Orchard makes it anew when the settings of its mail are changed.</summary>
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider) =>
        serviceProvider.GetRequiredService<LearningOptions>().Mail = serviceProvider.GetRequiredService<EmailProvider>().Sends ? new MailOptions() : null;
}
