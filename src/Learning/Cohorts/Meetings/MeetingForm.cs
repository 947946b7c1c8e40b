using System.Globalization;
using Learning.Texts;
using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts.Meetings;

/// <summary>What somebody typed about a meeting, and what it means. Pure.</summary>
public sealed record MeetingForm
{
    private static readonly string[] Times = ["HH:mm", "H:mm", "HH:mm:ss"];

    /// <summary>Made with the page: the form sent twice plans one meeting.</summary>
    public string Id { get; init; } = "";

    public string Title { get; init; } = "";

    public string Place { get; init; } = "";

    public string Day { get; init; } = "";

    public string Time { get; init; } = "";

    public string Minutes { get; init; } = "90";

    public string Course { get; init; } = "";

    public static MeetingForm Of(IFormCollection form) => new()
    {
        Id = form["meeting"].ToString(),
        Title = form["title"].ToString().Trim(),
        Place = form["place"].ToString().Trim(),
        Day = form["day"].ToString().Trim(),
        Time = form["time"].ToString().Trim(),
        Minutes = form["minutes"].ToString().Trim(),
        Course = form["course"].ToString(),
    };

    /// <summary>When it begins and how long it is, or what is to be put right.</summary>
    public (DateTimeOffset StartsAt, int Minutes, IReadOnlyList<FieldProblem> Problems) Read(TimeZoneInfo zone, IReadOnlyCollection<string> courses, InterfaceTexts texts)
    {
        var problems = new List<FieldProblem>();
        Check("title", Title.Length == 0 || Title.Length > Meeting.LongestTitle || Title.Any(char.IsControl) ? "Meeting.TitleMissing" : null, Meeting.LongestTitle.ToString(CultureInfo.InvariantCulture));
        Check("place", Place.Length > Meeting.LongestPlace || Place.Any(char.IsControl) ? "Meeting.PlaceTooLong" : null, Meeting.LongestPlace.ToString(CultureInfo.InvariantCulture));
        var day = CohortForm.ReadDay(Day);
        Check("day", CohortForm.DayProblem(Day));
        var isTime = TimeOnly.TryParseExact(Time, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        var startsAt = day is { } on && isTime ? LocalTime.At(on, time, zone) : null;
        Check("time", !isTime ? "Meeting.NotATime" : day is not null && startsAt is null ? "Meeting.NoSuchTime" : null);
        var isNumber = int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 5 and <= Meeting.MostMinutes;
        Check("minutes", isNumber ? null : "Cohort.NumberBetween", "5", Meeting.MostMinutes.ToString(CultureInfo.InvariantCulture));
        Check("course", courses.Contains(Course) ? null : "Cohort.CourseMissing");
        return (startsAt ?? default, minutes, problems);

        void Check(string field, string? text, params object[] arguments)
        {
            if (text is not null)
            {
                problems.Add(new(field, texts[text, arguments]));
            }
        }
    }
}
