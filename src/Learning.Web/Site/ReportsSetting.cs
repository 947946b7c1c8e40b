using Learning.Data;

namespace Learning.Web.Site;

/// <summary>The setting <c>ConnectionStrings:LearningReports</c>: a standby of the database, from which reports are read.</summary>
internal static class ReportsSetting
{
    private const string Key = "LearningReports";

    /// <exception cref="SettingException">It names no PostgreSQL, or the database itself is none.</exception>
    /// <exception cref="DatabaseException">It cannot be read.</exception>
    public static string? Read(IConfiguration configuration, LearningDatabase database)
    {
        if (configuration.GetConnectionString(Key) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return database.IsPostgres && LearningDatabase.Of(text).IsPostgres
            ? text
            : throw new SettingException($"The setting ConnectionStrings:{Key} is for a standby of PostgreSQL. Name one (\"Host=…\"), where ConnectionStrings:Learning is its primary, or leave it empty.");
    }
}
