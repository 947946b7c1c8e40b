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
            if (options.OffersDesk)
            {
                learning.Add(S["Desk"], "2", desk => desk.Url("~/desk").Permission(LearningPermissions.Analyse));
            }

            if (options.Offers(Capability.Editing))
            {
                learning.Add(S["Drafts"], "3", drafts => drafts.Url("~/drafts").Permission(LearningPermissions.Author));
            }

            if (options.Offers(Capability.Cohorts))
            {
                learning.Add(S["Groups"], "4", groups => groups.Url("~/cohorts").Permission(LearningPermissions.Facilitate));
            }

            if (options.Offers(Capability.Teaching))
            {
                learning.Add(S["Certificates"], "5", certificates => certificates.Url("~/certificates").Permission(LearningPermissions.Facilitate));
            }
        });
        return ValueTask.CompletedTask;
    }
}
