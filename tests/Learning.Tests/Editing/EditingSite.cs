using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Learning.Data;
using Learning.Editing;
using Learning.Tests.Authoring;
using Learning.Tests.Authoring.Translations;
using Learning.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.Tests.Editing;

/// <summary>A site with the small course in English and French, and its draft open.</summary>
internal sealed class EditingSite : IAsyncLifetime
{
    public TestSite Site { get; } = new();

    public Guid Draft { get; private set; }

    public string Address => $"/drafts/{Draft}";

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        await Site.Publish(FrenchCourse.Make().Draft());
        Draft = (await Site.With<BeginDraft, Draft?>(begin => begin.OfCourseAsync("rights", "somebody", Visitor.Cancellation)))!.Id;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    public Task<Visitor> Writer(string name = "wanda") => Site.SignedInAs(name, Roles.Writer);

    public Task<DraftFolder> Folder() => Site.With<ReadDraft, DraftFolder>(async drafts => (await drafts.ReadAsync(Draft, Visitor.Cancellation))!);

    public async Task<string> Text(string path) => TextOfFile.Read((await Folder()).Files[path].Bytes)!;

    public async Task<string> Hash(string path) => (await Folder()).Files[path].Hash;

    public string TextPage(string path) => $"{Address}/text?path={Uri.EscapeDataString(path)}";

    public Task<HttpResponseMessage> Save(Visitor who, string path, string madeFrom, string text) => who.PostJson(Address, $"{Address}/text", new { path, madeFrom, text });

    public Task Close() => Site.Db(async db =>
    {
        await db.WriteAsync(
            async () =>
            {
                (await db.Drafts.SingleAsync(d => d.Id == Draft, Visitor.Cancellation)).Close(DraftState.Discarded, DateTimeOffset.UtcNow);
                return true;
            },
            Visitor.Cancellation);
        return true;
    });

    public static async Task<JsonElement> Json(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Visitor.Cancellation);

    public static async Task<string> Html(HttpResponseMessage answer) => await answer.Content.ReadAsStringAsync(Visitor.Cancellation);

    /// <summary>A form with a file, with the token that a page carries.</summary>
    public async Task<HttpResponseMessage> PostPicture(Visitor who, string name, byte[] bytes, string alt, bool json = true, string path = SmallCourse.Lesson, string text = "")
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(Visitor.Token(await who.Page(Address))!), "__RequestVerificationToken" },
            { new StringContent(path), "path" },
            { new StringContent(text), "text" },
            { new StringContent(alt), "alt" },
            { new StringContent("A caption"), "caption" },
            { new ByteArrayContent(bytes), "picture", name },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Address}/pictures", UriKind.Relative)) { Content = content };
        if (json)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        }

        return await who.Http.SendAsync(request, Visitor.Cancellation);
    }

    public static string? LedTo(HttpResponseMessage answer) => answer.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.AbsolutePath : to.OriginalString.Split('?')[0]) : null;
}
