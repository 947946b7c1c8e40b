using System.Globalization;
using Learning.Texts;
using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts;

/// <summary>What somebody typed about a cohort, and what it means. Pure.</summary>
public sealed record CohortForm
{
    /// <summary>Courses in one pathway.</summary>
    public const int MostCourses = 20;

    public string Name { get; init; } = "";

    public string Organisation { get; init; } = "";

    public string StartsOn { get; init; } = "";

    public string EndsOn { get; init; } = "";

    public string TimeZone { get; init; } = "UTC";

    public string Welcome { get; init; } = "";

    public bool IsOpen { get; init; } = true;

    public string StalledAfterDays { get; init; } = Cohort.UsualStalledAfterDays.ToString(CultureInfo.InvariantCulture);

    public string RemindersAWeek { get; init; } = "1";

    /// <summary>Ids of courses, in the order of the pathway.</summary>
    public IReadOnlyList<string> Courses { get; init; } = [];

    public static CohortForm Of(IFormCollection form) => new()
    {
        Name = form["name"].ToString().Trim(),
        Organisation = form["organisation"].ToString(),
        StartsOn = form["starts_on"].ToString().Trim(),
        EndsOn = form["ends_on"].ToString().Trim(),
        TimeZone = form["time_zone"].ToString().Trim(),
        Welcome = form["welcome"].ToString().ReplaceLineEndings("\n").Trim(),
        IsOpen = form["is_open"].Count > 0,
        StalledAfterDays = form["stalled_after_days"].ToString().Trim(),
        RemindersAWeek = form["reminders_a_week"].ToString().Trim(),
        Courses = Ordered(form),
    };

    public static CohortForm Of(Cohort cohort, IReadOnlyList<string> courses) => new()
    {
        Name = cohort.Name,
        Organisation = cohort.OrganisationId?.ToString() ?? "",
        StartsOn = Day(cohort.StartsOn),
        EndsOn = cohort.EndsOn is { } end ? Day(end) : "",
        TimeZone = cohort.TimeZone,
        Welcome = cohort.Welcome,
        IsOpen = cohort.IsOpen,
        StalledAfterDays = cohort.StalledAfterDays.ToString(CultureInfo.InvariantCulture),
        RemindersAWeek = cohort.RemindersAWeek.ToString(CultureInfo.InvariantCulture),
        Courses = courses,
    };

    /// <summary>A day as a field of a form holds it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? ReadDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2100 ? day : null;

    /// <summary>The name of the text that says why a text is no day to plan with; null: it is one.</summary>
    public static string? DayProblem(string text) =>
        ReadDay(text) is not null ? null : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? "Cohort.YearOutOfRange" : "Cohort.NotADay";

    /// <summary>The plan, or what is to be put right.</summary>
    /// <param name="organisations">Those under which she may have a cohort.</param>
    /// <param name="known">Ids of the courses there are.</param>
    /// <param name="mayHaveNone">Whether a cohort of hers may belong to no organisation.</param>
    /// <param name="texts">The words.</param>
    public (CohortPlan? Plan, IReadOnlyList<FieldProblem> Problems) Read(IReadOnlyCollection<Guid> organisations, IReadOnlyCollection<string> known, bool mayHaveNone, InterfaceTexts texts)
    {
        var problems = new List<FieldProblem>();
        Guid? organisation = null;
        Check("name", Name.Length == 0 ? "Cohort.NameMissing" : Name.Length > Cohort.LongestName || Name.Any(char.IsControl) ? "Cohort.NameTooLong" : null, Cohort.LongestName);
        if (Organisation.Length > 0)
        {
            organisation = Guid.TryParse(Organisation, out var id) && organisations.Contains(id) ? id : null;
            Check("organisation", organisation is null ? "Cohort.NoSuchOrganisation" : null);
        }
        else
        {
            Check("organisation", mayHaveNone ? null : "Cohort.OrganisationMissing");
        }

        var starts = ReadDay(StartsOn);
        var ends = EndsOn.Length == 0 ? null : ReadDay(EndsOn);
        Check("starts_on", DayProblem(StartsOn));
        Check("ends_on", EndsOn.Length > 0 && ends is null ? DayProblem(EndsOn) : ends < starts ? "Cohort.EndsBeforeStart" : null);
        Check("time_zone", TimeZones.Knows(TimeZone) ? null : "Cohort.NoSuchTimeZone");
        Check("welcome", Welcome.Length > Cohort.LongestWelcome ? "Cohort.WelcomeTooLong" : null, Cohort.LongestWelcome);
        var stalled = Number(StalledAfterDays, 3, 60);
        Check("stalled_after_days", stalled is null ? "Cohort.NumberBetween" : null, 3, 60);
        var reminders = Number(RemindersAWeek, 0, 3);
        Check("reminders_a_week", reminders is null ? "Cohort.NumberBetween" : null, 0, 3);
        Check("course", Courses.Count == 0 ? "Cohort.CourseMissing" : Courses.Any(c => !known.Contains(c)) ? "Cohort.NoSuchCourse" : Courses.Count > MostCourses ? "Cohort.TooManyCourses" : null, MostCourses);
        return problems.Count > 0
            ? (null, problems)
            : (new CohortPlan
            {
                Name = Name,
                OrganisationId = organisation,
                StartsOn = starts!.Value,
                EndsOn = ends,
                TimeZone = TimeZone,
                Welcome = Welcome,
                IsOpen = IsOpen,
                StalledAfterDays = stalled!.Value,
                RemindersAWeek = reminders!.Value,
            },
            []);

        void Check(string field, string? text, params object[] arguments)
        {
            if (text is not null)
            {
                problems.Add(new(field, texts[text, arguments]));
            }
        }
    }

    /// <summary>Without script the order is a number beside each course (<c>position.ID</c>); those without one come after, as they stand.</summary>
    private static List<string> Ordered(IFormCollection form) =>
    [
        .. form["course"].OfType<string>().Distinct(StringComparer.Ordinal)
            .Select((id, place) => (id, place, position: Number(form[$"position.{id}"].ToString().Trim(), 0, 999) ?? 999))
            .OrderBy(c => c.position).ThenBy(c => c.place).Select(c => c.id),
    ];

    private static int? Number(string text, int least, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
