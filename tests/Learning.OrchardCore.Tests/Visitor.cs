using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace Learning.OrchardCore.Tests;

/// <summary>A browser without script: keeps cookies, follows redirects only when told, fills in forms as they stand on the page.</summary>
public sealed partial class Visitor(OrchardSite site, string prefix = "")
{
    private readonly HttpClient _http = new(new CookieContainerHandler { InnerHandler = site.Handler() }) { BaseAddress = site.Address };

    private static CancellationToken Cancellation => OrchardSite.Cancellation;

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(new Uri(At(path), UriKind.Relative), Cancellation);

    public async Task<string> Page(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = await Get(path);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == status, $"{path} answered {answer.StatusCode} ({answer.Headers.Location}): {html}");
        return html;
    }

    public async Task<IHtmlDocument> Document(string path, string? language = null)
    {
        _http.DefaultRequestHeaders.AcceptLanguage.Clear();
        if (language is not null)
        {
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        return new HtmlParser().ParseDocument(await Page(path));
    }

    /// <summary>
    /// Sends the first form of the page that is so, with the fields as they stand there but for those given. A field may be named by the end of its name, as Orchard puts prefixes before them.
    /// </summary>
    public async Task<HttpResponseMessage> Submit(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await Document(path);
        var found = page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"{path} has no form {form}.");
        var there = Values(found).ToArray();
        var names = found.Elements.Select(e => e.GetAttribute("name") ?? "").ToHashSet();
        var meant = fields.Select(given => (Name: names.Contains(given.Name) ? given.Name : names.SingleOrDefault(name => name.EndsWith("." + given.Name, StringComparison.Ordinal)) ?? given.Name, given.Value)).ToArray();
        var values = there.Where(field => meant.All(given => given.Name != field.Name)).Concat(meant);
        using var content = new FormUrlEncodedContent(values.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var action = found.GetAttribute("action") is { Length: > 0 } to ? to : At(path);
        return await _http.PostAsync(new Uri(action, UriKind.RelativeOrAbsolute), content, Cancellation);
    }

    public async Task<HttpResponseMessage> Post(string to, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _http.PostAsync(new Uri(At(to), UriKind.Relative), content, Cancellation);
    }

    public async Task<HttpResponseMessage> PostFile(string from, string to, string name, byte[] bytes)
    {
        var token = (await Document(from)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(bytes), "importedPackage", name } };
        return await _http.PostAsync(new Uri(At(to), UriKind.Relative), content, Cancellation);
    }

    /// <summary>Sends entries as the scripts of a page do.</summary>
    public async Task<HttpResponseMessage> Record(string from, params object[] entries)
    {
        var token = Token().Match(await Page(from)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(At("/record"), UriKind.Relative)) { Content = JsonContent.Create(new { entries }) };
        request.Headers.Add("RequestVerificationToken", token);
        return await _http.SendAsync(request, Cancellation);
    }

    public async Task<Visitor> SignIn(string username, string secret)
    {
        var answer = await Submit("/Login", "form[method=post]", ("UserName", username), ("Password", secret));
        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{username} could not sign in: {await answer.Content.ReadAsStringAsync(Cancellation)}");
        return this;
    }

    public async Task<Visitor> Register(string username)
    {
        var answer = await Submit(
            "/Register",
            "form[method=post]",
            ("UserName", username),
            ("Email", $"{username}@example.org"),
            ("Password", OrchardSite.AdminSecret),
            ("ConfirmPassword", OrchardSite.AdminSecret));
        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{username} could not register: {await answer.Content.ReadAsStringAsync(Cancellation)}");
        return this;
    }

    private string At(string path) => prefix + path;

    private static IEnumerable<(string Name, string Value)> Values(IHtmlFormElement form)
    {
        foreach (var element in form.Elements.Where(e => e.GetAttribute("name") is { Length: > 0 } && !e.HasAttribute("disabled")))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "submit" or "button" or "file" or "image" }:
                case IHtmlButtonElement:
                    break;
                case IHtmlInputElement input:
                    yield return (name, input.Value);
                    break;
                case IHtmlTextAreaElement text:
                    yield return (name, text.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.Options.Where(o => o.IsSelected))
                    {
                        yield return (name, option.Value);
                    }

                    break;
            }
        }
    }

    [GeneratedRegex("name=\"csrf\" content=\"([^\"]+)\"")]
    private static partial Regex Token();
}
