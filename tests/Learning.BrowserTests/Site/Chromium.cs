namespace Learning.BrowserTests.Site;

/// <summary>The browser of the system. None is ever downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Its program in the PATH.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Program()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Append("/snap/bin");
        var places = Names.SelectMany(_ => folders, (name, folder) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name));
        return places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            $"The browser tests need Chromium, and none of {string.Join(", ", Names)} is in the PATH. Install the package chromium, or run ./test --quick.");
    }

    public static BrowserTypeLaunchOptions Options() => new()
    {
        ExecutablePath = Program(),
        Headless = true,
        Args =
        [
            // Chromium has no sandbox for root, which is who runs in a container.
            .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    };
}
