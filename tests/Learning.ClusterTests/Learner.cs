using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Learning.ClusterTests;

/// <summary>
/// Somebody who registers, joins a course, reads it, takes its test and has a certificate then, as a browser would do it: forms with the token of their page, and entries that stay in a journal until their receipt is there. What the site cannot
/// answer she asks again, as often as it takes. Each answer is looked at: the right page, or a refusal with a sentence.
/// </summary>
internal sealed partial class Learner : IDisposable
{
    private const string Course = "taking-minutes";
    private const string Secret = "a long enough secret";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http;
    private readonly Watch _watch;
    private readonly List<Dictionary<string, object>> _journal = [];
    private string? _key;
    private bool _isSignedIn;
    private string _token = "";
    private DateTimeOffset _last;

    public Learner(string name, Uri address, Watch watch, CookieContainer? cookies = null)
    {
        Name = name;
        _watch = watch;
        _http = new(new SocketsHttpHandler { CookieContainer = cookies ?? new(), AllowAutoRedirect = true, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Name { get; }

    public string Mailbox => $"{Name}@example.org";

    /// <summary>Ids of entries the site said it has.</summary>
    public List<Guid> Kept { get; } = [];

    /// <summary>How many still wait for their receipt.</summary>
    public int Waiting => _journal.Count;

    public bool HasFinished { get; private set; }

    public void Dispose() => _http.Dispose();

    public async Task StudyAsync(Func<Task> think, CancellationToken cancellation)
    {
        await RegisterAsync(cancellation);
        await think();
        await OpenAsync("/courses", "Taking minutes", cancellation);
        await JoinAsync(cancellation);
        foreach (var (lesson, words) in new[] { ("who-writes", "The chair does not"), ("what-they-say", "They do not say who was angry") })
        {
            await think();
            await OpenAsync($"/learn/{Course}/{lesson}", words, cancellation);
            Note("Opened", lesson);
            await SendAsync(cancellation);
            await think();
            Note("Completed", lesson);
            await SendAsync(cancellation);
        }

        await OpenAsync($"/learn/{Course}/last-test", "Final test", cancellation);
        Note("Opened", "last-test");
        var attempt = Note("Attempted", "last-test");
        foreach (var (question, response) in new[] { ("who-does-not", "a"), ("how-many", "13"), ("when-signed", "b") })
        {
            await think();
            Note("Answered", "last-test", attempt, question, response);
            await SendAsync(cancellation);
        }

        Note("Submitted", "last-test", attempt);
        await SendAsync(cancellation);
        await OpenAsync("/my/certificates", "Taking minutes", cancellation);
        HasFinished = true;
    }

    /// <summary>A person whose registration got no answer tries to sign in first: she may have an account.</summary>
    public async Task RegisterAsync(CancellationToken cancellation)
    {
        await AgainAndAgainAsync(
            async () =>
            {
                var page = await OpenAsync("/register", "name=\"secret\"", cancellation);
                var answer = await PostAsync("/register", page, new() { ["username"] = Name, ["secret"] = Secret, ["name"] = Name, ["email"] = Mailbox, ["return_url"] = "/my" }, "/my", cancellation, 422);
                return answer.HasArrived || await SignInAsync(cancellation);
            },
            cancellation);
        await OpenAsync("/my", Name, cancellation);
        _isSignedIn = true;
    }

    private async Task<bool> SignInAsync(CancellationToken cancellation)
    {
        var page = await OpenAsync("/sign-in", "name=\"secret\"", cancellation);
        var answer = await PostAsync("/sign-in", page, new() { ["username"] = Name, ["secret"] = Secret, ["return_url"] = "/my" }, "/my", cancellation, 422);
        return answer.HasArrived;
    }

    public async Task JoinAsync(CancellationToken cancellation) => await AgainAndAgainAsync(
        async () =>
        {
            var page = await OpenAsync($"/courses/{Course}", "Taking minutes", cancellation);
            return (await PostAsync($"/courses/{Course}/enrolments", page, [], $"/learn/{Course}", cancellation)).HasArrived;
        },
        cancellation);

    /// <summary>Opens a page, as often as it takes until it is there.</summary>
    public async Task<string> OpenAsync(string path, string words, CancellationToken cancellation)
    {
        var page = "";
        await AgainAndAgainAsync(
            async () =>
            {
                var answer = await AskAsync(() => new(HttpMethod.Get, path), $"GET {path}", body => body.Contains(words, StringComparison.Ordinal) ? null : $"the page does not say \"{words}\"", path, cancellation);
                page = answer.Body;
                return answer.Status == 200;
            },
            cancellation);
        return page;
    }

    /// <summary>Something happened: it stands in the journal.</summary>
    public Guid Note(string verb, string activity, Guid? attempt = null, string? question = null, string? response = null)
    {
        var now = DateTimeOffset.UtcNow;
        _last = now > _last ? now : _last.AddMilliseconds(1);   // each later than the one before
        var id = Guid.CreateVersion7(_last);
        var entry = new Dictionary<string, object> { ["id"] = id, ["verb"] = verb, ["course"] = Course, ["activity"] = activity, ["at"] = _last };
        if (attempt is not null)
        {
            entry["attempt"] = attempt;
        }

        if (question is not null)
        {
            entry["question"] = question;
            entry["response"] = new[] { response };
        }

        _journal.Add(entry);
        return id;
    }

    /// <summary>Sends what waits until the site has said of each entry that it has it.</summary>
    public Task SendAsync(CancellationToken cancellation) => AgainAndAgainAsync(
        async () =>
        {
            if (_journal.Count == 0)
            {
                return true;
            }

            var answer = await AskAsync(
                () => new(HttpMethod.Post, "/record") { Content = JsonContent.Create(new { entries = _journal }), Headers = { { "RequestVerificationToken", _token }, { "Accept", "application/json" } } },
                "POST /record",
                body => body.Contains("\"receipts\"", StringComparison.Ordinal) ? body.Contains("\"refused\"", StringComparison.Ordinal) ? $"refused: {body}" : null : $"no receipts: {body}",
                "/record",
                cancellation);
            if (answer.Status != 200)
            {
                return false;
            }

            using var receipts = JsonDocument.Parse(answer.Body);
            foreach (var receipt in receipts.RootElement.GetProperty("receipts").EnumerateArray())
            {
                var id = receipt.GetProperty("id").GetGuid();
                Kept.Add(id);
                _journal.RemoveAll(entry => (Guid)entry["id"] == id);
            }

            return _journal.Count == 0;
        },
        cancellation);

    private Task<Answered> PostAsync(string path, string page, Dictionary<string, string> fields, string leadsTo, CancellationToken cancellation, params int[] refusals)
    {
        fields["__RequestVerificationToken"] = Field().Match(page).Groups[1].Value;
        return AskAsync(() => new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) }, $"POST {path}", _ => null, leadsTo, cancellation, refusals);
    }

    /// <summary>Asks once, and looks at what comes.</summary>
    /// <param name="wrongWith">What is wrong with a page that came; null: nothing.</param>
    /// <param name="leadsTo">Where she is after it.</param>
    /// <param name="refusals">Refusals that may be, where the request before got no answer.</param>
    private async Task<Answered> AskAsync(Func<HttpRequestMessage> request, string asked, Func<string, string?> wrongWith, string leadsTo, CancellationToken cancellation, params int[] refusals)
    {
        try
        {
            using var message = request();
            using var answer = await _http.SendAsync(message, cancellation);
            var body = await answer.Content.ReadAsStringAsync(cancellation);
            var status = (int)answer.StatusCode;
            var wrong = status switch
            {
                200 => Elsewhere(answer, leadsTo) ?? wrongWith(body) ?? SomebodyElse(body),
                502 or 503 => HasSentence(body) ? null : $"no sentence: {body}",
                _ when refusals.Contains(status) => null,
                _ => Shortened(body),
            };
            _watch.Saw(asked, status, wrong);
            return new(wrong is null ? status : 0, body, status is 200 or 502 or 503 && Elsewhere(answer, leadsTo) is null && asked.StartsWith("POST", StringComparison.Ordinal) && answer.RequestMessage!.Method == HttpMethod.Get);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            _watch.Saw(asked, 599, $"the proxy itself did not answer: {e.Message}");
            return new(0, "", false);
        }
    }

    private static string? Elsewhere(HttpResponseMessage answer, string leadsTo)
    {
        var at = answer.RequestMessage!.RequestUri!.AbsolutePath;
        return at == leadsTo || at.StartsWith(leadsTo + "/", StringComparison.Ordinal) ? null : $"it led to {at}";
    }

    /// <summary>Once somebody is signed in each page has her name, and those that she studies on her key.</summary>
    private string? SomebodyElse(string body)
    {
        if (!body.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (Token().Match(body) is { Success: true } token)
        {
            _token = token.Groups[1].Value;
        }

        if (Key().Match(body) is { Success: true } key)
        {
            _key ??= key.Groups[1].Value;
            if (key.Groups[1].Value != _key)
            {
                return "she is somebody else";
            }
        }

        return _isSignedIn && !body.Contains(Name, StringComparison.Ordinal) ? "she is signed out" : null;
    }

    /// <summary>A page of ours or the proxy's, or JSON with a reason.</summary>
    private static bool HasSentence(string body) =>
        body.Contains("<main", StringComparison.Ordinal) || (body.StartsWith('{') && body.Contains("\"reason\":\"", StringComparison.Ordinal));

    private static string Shortened(string body) => (Heading().Match(body) is { Success: true } heading ? heading.Value : body) is var said && said.Length > 300 ? said[..300] : said;

    private async Task AgainAndAgainAsync(Func<Task<bool>> act, CancellationToken cancellation)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        while (!await act())
        {
            if (DateTimeOffset.UtcNow > until)
            {
                throw new InvalidOperationException($"{Name} asked for {Patience.TotalSeconds} s in vain ({_watch.Phase}).\n{string.Join('\n', _watch.Dishonest.Take(20))}");
            }

            await Task.Delay(250, cancellation);
        }
    }

    /// <param name="HasArrived">The act was done and led on, whether or not the page it led to could be shown.</param>
    private sealed record Answered(int Status, string Body, bool HasArrived);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Field();

    [GeneratedRegex("name=\"csrf\" content=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"learner\" content=\"([^\"]+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("<h1[^>]*>.*?</main>", RegexOptions.Singleline)]
    private static partial Regex Heading();
}
