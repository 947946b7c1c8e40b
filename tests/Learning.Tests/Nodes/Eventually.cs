namespace Learning.Tests.Nodes;

internal static class Eventually
{
    /// <summary>Waits until something is so; a test that waits for what never comes is ended by this.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> isSo, string what)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 600, $"It never came to be that {what}.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
