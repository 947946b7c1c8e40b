using System.Globalization;

namespace Learning.Cohorts;

/// <summary>How far somebody is in one module: activities done of those required.</summary>
public readonly record struct ModuleStanding(string CourseId, string ModuleId, int Done, int Required)
{
    private const char Between = ' ';
    private const char Lines = '\n';

    public bool IsDone => Done >= Required;

    /// <summary>A line for each module: course, module, done, required. Ids have no spaces.</summary>
    public static string Write(IEnumerable<ModuleStanding> modules) => string.Join(
        Lines, modules.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.CourseId}{Between}{m.ModuleId}{Between}{m.Done}{Between}{m.Required}")));

    public static IReadOnlyList<ModuleStanding> Read(string written) =>
    [
        .. written.Split(Lines, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(Between) switch
        {
            [var course, var module, var done, var required] => new ModuleStanding(course, module, int.Parse(done, CultureInfo.InvariantCulture), int.Parse(required, CultureInfo.InvariantCulture)),
            _ => throw new FormatException($"\"{line}\" is not how a module stands."),
        }),
    ];
}
