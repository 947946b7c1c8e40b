using System.Globalization;
using Learning.Texts;
using Microsoft.AspNetCore.Http;

namespace Learning.Editing.Publishing;

/// <summary>What somebody typed to publish a draft: the note, and when. Pure.</summary>
public sealed record ScheduleForm
{
    /// <summary>Nobody plans further.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    private static readonly string[] Times = ["HH:mm", "H:mm", "HH:mm:ss"];

    public string Note { get; init; } = "";

    /// <summary>"now", or at the time below.</summary>
    public string When { get; init; } = "now";

    public string Day { get; init; } = "";

    public string Time { get; init; } = "";

    public string Zone { get; init; } = "UTC";

    /// <summary>Ids of changed lessons and quizzes that have to be seen again.</summary>
    public IReadOnlyList<string> Again { get; init; } = [];

    public bool IsLater => When == "later";

    public static ScheduleForm Of(IFormCollection form) => new()
    {
        Note = form["note"].ToString().ReplaceLineEndings("\n").Trim(),
        When = form["when"] == "later" ? "later" : "now",
        Day = form["day"].ToString().Trim(),
        Time = form["time"].ToString().Trim(),
        Zone = form["zone"].ToString().Trim(),
        Again = [.. form["again"].OfType<string>().Distinct(StringComparer.Ordinal)],
    };

    /// <summary>When it is to be published (null: now), or what is to be put right.</summary>
    public (DateTimeOffset? At, IReadOnlyList<FormProblem> Problems) Read(DateTimeOffset now, InterfaceTexts texts)
    {
        var problems = new List<FormProblem>();
        Check("note", Note.Length == 0 ? "Publication.NoteMissing" : Note.Length > Draft.LongestNote || Note.Any(c => char.IsControl(c) && c != '\n') ? "Publication.NoteTooLong" : null, Draft.LongestNote);
        if (!IsLater)
        {
            return (null, problems);
        }

        var isZone = Zones.Find(Zone) is not null;
        Check("zone", isZone ? null : "Publication.NoSuchZone");
        var isDay = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        Check("day", isDay ? null : "Publication.NotADay");
        var isTime = TimeOnly.TryParseExact(Time, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        Check("time", isTime ? null : "Publication.NotATime");
        if (!isZone || !isDay || !isTime)
        {
            return (null, problems);
        }

        var at = Zones.At(day, time, Zones.Find(Zone)!);
        Check("time", at is null ? "Publication.NoSuchTime" : at <= now ? "Publication.InThePast" : null);
        Check("day", at > now + Furthest ? "Publication.TooFar" : null);
        return (at, problems);

        void Check(string field, string? text, params object[] arguments)
        {
            if (text is not null)
            {
                problems.Add(new(field, texts[text, [.. arguments.Select(a => $"{a}")]]));
            }
        }
    }
}

/// <summary>What is to be put right in one field of a form; an empty field: in the whole.</summary>
public sealed record FormProblem(string Field, string Text);

/// <summary>Clocks of the world, by their IANA names.</summary>
internal static class Zones
{
    private static readonly string[] Regions = ["Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    /// <summary>Those a form offers: cities and countries, without the old names kept for their sake.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "UTC",
        .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => Array.Exists(Regions, r => id.StartsWith(r, StringComparison.Ordinal))).Order(StringComparer.Ordinal),
    ];

    public static TimeZoneInfo? Find(string? name) => name is { Length: > 0 and <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>Null: no clock there shows this. Where the clock shows it twice, the first time.</summary>
    public static DateTimeOffset? At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        return zone.IsInvalidTime(local) ? null : new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
