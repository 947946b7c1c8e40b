using Learning.OrchardCore.People;
using Microsoft.Extensions.Localization;
using OrchardCore.Navigation;

namespace Learning.OrchardCore.Pages;

/// <summary>Leads from the admin to the pages of those who teach and write.</summary>
public sealed class AdminMenu(IStringLocalizer<AdminMenu> S, LearningOptions options) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Learning"], "4.5", learning =>
        {
            learning.AddClass("learning").Id("learning");
            learning.Add(S["Courses"], "1", courses => courses.Url("~/courses").Permission(LearningPermissions.Analyse));
            if (options.Offers(Capability.Teaching) || options.Offers(Capability.Cohorts) || options.Offers(Capability.Analysis) || options.Offers(Capability.QuestionBanks))
            {
                learning.Add(S["Desk"], "2", desk => desk.Url("~/desk").Permission(LearningPermissions.Analyse));
            }
        });
        return ValueTask.CompletedTask;
    }
}
