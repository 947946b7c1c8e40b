using Learning.Texts;

namespace Learning.BrowserTests.Site;

/// <summary>The sentences of the interface in English, from where the pages take them: a test names the text, not its wording.</summary>
internal static class Words
{
    private static readonly InterfaceTexts Texts = new();

    public static string Say(string name, params object[] arguments) => Texts[name, arguments];
}
