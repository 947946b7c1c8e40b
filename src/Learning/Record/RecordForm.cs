using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Learning.Questions;
using Learning.Theming;
using Microsoft.AspNetCore.Http;

namespace Learning.Record;

/// <summary>
/// The plain form that <c>POST /record</c> takes: <c>id verb course activity attempt place next</c>, <c>confirmed</c> in place of <c>verb</c> where she hands in although answers are missing,
/// <c>check</c> where the form has many questions and one is to be checked, and <c>answer.QUESTION</c> for each answer, with <c>certainty.QUESTION</c> where that is asked, or <c>answer.QUESTION.PART</c> for a
/// part of one. The
/// form's id was made with the page, so a double click is the same entry twice. Answers come before the verb: they were given before the button.
/// </summary>
internal sealed record RecordForm(Verb Verb, IReadOnlyList<EntryDraft> Entries, string Next)
{
    private const string AnswerPrefix = "answer.";
    private const string CertaintyPrefix = "certainty.";

    /// <summary>The question to be checked; empty where none is named, null where the form is not of that kind.</summary>
    public string? Check { get; private init; }

    /// <summary>All that stands in its fields, by question; also what is not to be checked yet.</summary>
    public required IReadOnlyDictionary<string, Response> Answers { get; init; }

    /// <summary>Null where a field is missing or not of its kind.</summary>
    public static RecordForm? Read(IFormCollection form, DateTimeOffset now)
    {
        if (!Guid.TryParse(form["id"], out var id)
            || id.Version != 7
            || !Enum.TryParse<Verb>(form.ContainsKey("confirmed") ? form["confirmed"] : form["verb"], ignoreCase: true, out var verb)
            || !Enum.IsDefined(verb)
            || form["course"] is not [{ Length: > 0 } course]
            || form["activity"] is not [{ Length: > 0 } activity]
            || form["next"] is not [{ Length: > 0 } asked]
            || LocalAddress.Of(asked) is not { } next)
        {
            return null;
        }

        Guid? attempt = Guid.TryParse(form["attempt"], out var given) ? given : null;
        var check = form.ContainsKey("check") ? form["check"].ToString() : null;
        var answers = AnswersIn(form);

        // Enter in a field names no question; where only one is filled in it is that one.
        check = check is "" && answers is [var only] ? only.Question : check;
        var entries = answers
            .Where(answer => check is null || answer.Question == check)
            .Select(answer => new EntryDraft
            {
                Id = Derived(id, answer.Question, answer.Response),
                Verb = verb == Verb.Reviewed ? verb : Verb.Answered,
                Course = course,
                Activity = activity,
                Attempt = attempt,
                Question = answer.Question,
                Response = answer.Response,
                At = now,
            })
            .ToList();

        // A form whose button only answers brings its answers; every other verb is an entry of its own.
        if (verb is not (Verb.Answered or Verb.Reviewed))
        {
            entries.Add(new EntryDraft { Id = id, Verb = verb, Course = course, Activity = activity, Attempt = attempt, Place = form["place"], At = now, IsUnconfirmed = !form.ContainsKey("confirmed") });
        }

        return new(verb, entries, next) { Check = check, Answers = answers.ToDictionary(a => a.Question, a => a.Response, StringComparer.Ordinal) };
    }

    /// <summary>What the fields of a form answer, in their order; what is left empty is not among it.</summary>
    public static IReadOnlyList<(string Question, Response Response)> AnswersIn(IFormCollection form) =>
    [
        .. form.Keys
            .Where(key => key.StartsWith(AnswerPrefix, StringComparison.Ordinal))
            .GroupBy(key => key[AnswerPrefix.Length..].Split('.', 2)[0])
            .Select(question => (Question: question.Key, Response: Response.Given(question.SelectMany(key => Values(key, form)), Certainty(form, question.Key))))
            .Where(answer => !answer.Response.IsBlank),
    ];

    /// <summary>Whether a field of that name says something of an answer.</summary>
    public static bool IsAnswer(string name) => name.StartsWith(AnswerPrefix, StringComparison.Ordinal) || name.StartsWith(CertaintyPrefix, StringComparison.Ordinal);

    /// <summary>How sure she says she is; what is no number is nothing said.</summary>
    private static int? Certainty(IFormCollection form, string question) =>
        int.TryParse(form[CertaintyPrefix + question], NumberStyles.None, CultureInfo.InvariantCulture, out var certainty) ? certainty : null;

    /// <summary>What a field gives: as it is, or for a part of a question (<c>answer.QUESTION.PART</c>) with the part's key. An empty one gives nothing.</summary>
    private static IEnumerable<string> Values(string key, IFormCollection form)
    {
        var part = key[AnswerPrefix.Length..].Split('.', 2).ElementAtOrDefault(1);
        return form[key].Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => part is null ? value! : $"{part}={value}");
    }

    /// <summary>An id for an answer given in this form: the same answer twice is one entry, a changed one (the page may have come back) is another.</summary>
    private static Guid Derived(Guid form, string question, Response response)
    {
        // The time and version of the form's own id, then a hash of form and question in place of chance.
        Span<byte> bytes = stackalloc byte[16];
        form.TryWriteBytes(bytes, bigEndian: true, out _);
        SHA256.HashData(Encoding.UTF8.GetBytes($"{form} {question} {string.Join('\n', response.Values)}{response.Certainty}")).AsSpan(0, 8).CopyTo(bytes[8..]);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
