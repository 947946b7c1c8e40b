namespace Learning.Tests;

// What SmtpServer.cs, which lies with the tests of mail, asks of the tests around it.

internal static class Repository
{
    /// <summary>The folder of Learning.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var here = new DirectoryInfo(AppContext.BaseDirectory); here is not null; here = here.Parent)
        {
            if (File.Exists(Path.Combine(here.FullName, "Learning.sln")))
            {
                return here.FullName;
            }
        }

        throw new InvalidOperationException("Learning.sln is not above the tests.");
    }
}

internal static class Visitor
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
