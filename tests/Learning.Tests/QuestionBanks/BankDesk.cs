using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Courses;
using Learning.Tests.Authoring;
using Learning.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.QuestionBanks;

/// <summary>What an editor does at <c>/banks</c>, on a site with the small course.</summary>
internal sealed partial class BankDesk(TestSite site)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<Visitor> GivenEditor(string name)
    {
        if (!await site.Db(db => db.Courses.AnyAsync(Cancellation)))
        {
            await site.Publish(new SmallCourse().Draft());
        }

        await site.SignedInAs(name);
        await site.With<UserManager<Account>, IdentityResult>(async users => await users.AddToRoleAsync((await users.FindByNameAsync(name))!, Roles.Editor));
        var editor = site.Visitor();
        await editor.PostForm("/sign-in", "/sign-in", ("username", name), ("secret", "a long enough secret"));
        return editor;
    }

    public Task<CourseRevision> Current() => site.Db(async db =>
    {
        var id = await db.Courses.Select(c => c.CurrentRevisionId).SingleAsync(Cancellation);
        return await db.Revisions.AsNoTracking().SingleAsync(r => r.Id == id, Cancellation);
    });

    public static async Task<HttpResponseMessage> Read(Visitor editor, string bank, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(bank));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        form.Add(file, "file", "bank.txt");
        foreach (var (name, value) in fields.Concat([("course", "rights"), ("objective", "c102"), ("lesson", "why"), ("__RequestVerificationToken", Visitor.Token(await editor.Page("/banks"))!)]))
        {
            form.Add(new StringContent(value), name);
        }

        return await editor.Http.PostAsync(new Uri("/banks/readings", UriKind.Relative), form, Cancellation);
    }

    public static Task<HttpResponseMessage> Post(Visitor editor, string to, string text, params (string Name, string Value)[] more) =>
        editor.PostForm("/banks", to, [("course", "rights"), ("name", "A name"), ("text", text), .. more]);

    /// <summary>The Markdown on the page.</summary>
    public static string TextOf(string page) => WebUtility.HtmlDecode(Area().Match(page).Groups[1].Value);

    [GeneratedRegex("<textarea[^>]*>\n(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Area();
}
