using System.Collections.Concurrent;
using Learning.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Learning.Theming;

/// <summary>
/// The antiforgery token of a page. Making one costs as much as reading a lesson from the database, so a browser gets the same one for some minutes; but never
/// on a page that repeats something from its address, where a compressed answer could give the token away letter by letter (BREACH).
/// </summary>
public sealed class PageTokens(IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options, TimeProvider clock)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Cookie, string User), (string Token, DateTimeOffset Until)> _tokens = new();

    public string FieldName => options.Value.FormFieldName;

    /// <summary>A page asks several times; the answer is the same for the whole request.</summary>
    public string For(HttpContext http)
    {
        if (http.Items[typeof(PageTokens)] is not string token)
        {
            http.Items[typeof(PageTokens)] = token = Find(http);
        }

        return token;
    }

    private string Find(HttpContext http)
    {
        var isRepeating = http.Request.QueryString.HasValue || !HttpMethods.IsGet(http.Request.Method) || http.GetEndpoint() is null;
        if (isRepeating || options.Value.Cookie.Name is not { } name || http.Request.Cookies[name] is not { Length: > 0 } cookie)
        {
            return antiforgery.GetAndStoreTokens(http).RequestToken!;
        }

        var key = (cookie, http.User.LearnerIdOrNull ?? "");
        var now = clock.GetUtcNow();
        if (_tokens.TryGetValue(key, out var kept) && kept.Until > now)
        {
            return kept.Token;
        }

        if (_tokens.Count >= Most)
        {
            _tokens.Clear();
        }

        // A cookie that is not ours any more is replaced here; the pair is kept only for the cookie the browser really has.
        var tokens = antiforgery.GetAndStoreTokens(http);
        if (tokens.CookieToken is null)
        {
            _tokens[key] = (tokens.RequestToken!, now + Lasting);
        }

        return tokens.RequestToken!;
    }
}
