using OrchardCore.Deployment;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;

namespace Learning.OrchardCore.Export;

/// <summary>Shows the step in a deployment plan and lets the editor name courses.</summary>
public sealed class CourseStepDriver : DisplayDriver<DeploymentStep, CourseDeploymentStep>
{
    public override Task<IDisplayResult> DisplayAsync(CourseDeploymentStep step, BuildDisplayContext context) => CombineAsync(
        View("CourseDeploymentStep_Fields_Summary", step).Location("Summary", "Content"),
        View("CourseDeploymentStep_Fields_Thumbnail", step).Location("Thumbnail", "Content"));

    public override IDisplayResult Edit(CourseDeploymentStep step, BuildEditorContext context) =>
        Initialize<CourseStepModel>("CourseDeploymentStep_Fields_Edit", model => model.Courses = string.Join('\n', step.Courses)).Location("Content");

    public override async Task<IDisplayResult> UpdateAsync(CourseDeploymentStep step, UpdateEditorContext context)
    {
        var model = new CourseStepModel();
        await context.Updater.TryUpdateModelAsync(model, Prefix);
        step.Courses = (model.Courses ?? "").Split(['\n', '\r', ',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Edit(step, context);
    }
}

/// <summary>Not sealed: Orchard makes a shape of it, which derives from it.</summary>
public class CourseStepModel
{
    public string? Courses { get; set; }
}
