using Learning.BrowserTests.Site;

namespace Learning.BrowserTests.People;

/// <summary>How somebody gets an account and onto the course, through the pages.</summary>
internal static class Joining
{
    private const string Secret = "tea after the shift";

    private static readonly string CoursePath = $"/courses/{CourseBook.Slug}";

    public static async Task Register(this Visitor visitor, string username, string name)
    {
        await visitor.Open("/register");
        await visitor.FillRegistration(username, name);
    }

    /// <summary>On the registration form already.</summary>
    public static async Task FillRegistration(this Visitor visitor, string username, string name)
    {
        await visitor.Field("Register.Username").FillAsync(username);
        await visitor.Field("Register.Secret").FillAsync(Secret);
        await visitor.Field("Register.Name").FillAsync(name);
        await visitor.Button("Register.Submit").ClickAsync();
        await Expect(visitor.Button("Nav.SignOut")).ToBeVisibleAsync();
    }

    public static async Task SignIn(this Visitor visitor, string username)
    {
        await visitor.Open("/sign-in");
        await visitor.FillSignIn(username);
    }

    /// <summary>On the sign-in form already.</summary>
    public static async Task FillSignIn(this Visitor visitor, string username)
    {
        await visitor.Field("SignIn.Username").FillAsync(username);
        await visitor.Field("SignIn.Secret").FillAsync(Secret);
        await visitor.Button("SignIn.Submit").ClickAsync();
        await Expect(visitor.Button("Nav.SignOut")).ToBeVisibleAsync();
    }

    public static async Task Enrol(this Visitor visitor)
    {
        await visitor.Open(CoursePath);
        await visitor.Button("Course.Enrol").ClickAsync();
        await visitor.LeaveOutPreTest();
    }

    public static async Task StartAsGuest(this Visitor visitor)
    {
        await visitor.Open(CoursePath);
        await visitor.Button("Course.StartAsGuest").ClickAsync();
        await visitor.LeaveOutPreTest();
    }

    /// <summary>The course offers it first; most go on to the first lesson.</summary>
    private static async Task LeaveOutPreTest(this Visitor visitor)
    {
        await visitor.IsAt(visitor.Course.PreTest);
        await visitor.GoOn();
        await visitor.IsAt(visitor.Course.Lessons[0]);
    }

    public static ILocator SessionDialog(this Visitor visitor) => visitor.Page.Locator("dialog.session");

    /// <summary>Asked to sign in again in the page she is on.</summary>
    public static async Task FillSessionDialog(this Visitor visitor, string username, string secret = Secret)
    {
        var dialog = visitor.SessionDialog();
        await Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByLabel(Words.Say("SignIn.Username")).FillAsync(username);
        await dialog.GetByLabel(Words.Say("SignIn.Secret")).FillAsync(secret);
        await dialog.GetByRole(AriaRole.Button, new() { Name = Words.Say("SignIn.Submit") }).ClickAsync();
    }

    private static ILocator Field(this Visitor visitor, string label) => visitor.Page.GetByRole(AriaRole.Main).GetByLabel(Words.Say(label));
}
