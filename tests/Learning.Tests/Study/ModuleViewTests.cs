using Learning.Study;

namespace Learning.Tests.Study;

public sealed class ModuleViewTests
{
    [Theory]
    [InlineData("pre-test", true)]
    [InlineData("survey", true)]
    [InlineData("lesson", false)]
    [InlineData("practice", false)]
    [InlineData("test", false)]
    public void A_module_is_done_without_what_nobody_has_to_do(string kind, bool isDone) =>
        Assert.Equal(isDone, new ModuleView(1, "", "", 0, IsCurrent: false, [Activity("lesson", isDone: true), Activity(kind, isDone: false)]).IsDone);

    private static ActivityView Activity(string kind, bool isDone) => new("id", "", "", kind, 1, isDone, IsCurrent: false);
}
