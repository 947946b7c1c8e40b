namespace Learning.BrowserTests.Site;

/// <summary>The clock of a phone or computer as its pages see it, set wrong by as much as a test says. What pages measure from moment to moment stays right, as it does on a real device.</summary>
internal static class DeviceClock
{
    /// <summary>To be run before any script of a page.</summary>
    public const string Script =
        """
        (() => {
          const Right = Date;
          const off = () => { try { return Number(localStorage.getItem('test.clock') ?? 0); } catch { return 0; } };
          globalThis.Date = class extends Right {
            constructor(...parts) { parts.length > 0 ? super(...parts) : super(Right.now() + off()); }
            static now() { return Right.now() + off(); }
          };
        })();
        """;

    /// <summary>Ahead of the right time by so much; behind where it is negative. For all tabs.</summary>
    public static Task SetAsync(IPage page, TimeSpan ahead) => page.EvaluateAsync("ahead => localStorage.setItem('test.clock', ahead)", ahead.TotalMilliseconds);
}
