using System.Globalization;
using Learning.Data;
using Microsoft.Extensions.Logging;
using OrchardCore.Environment.Shell.Configuration;

namespace Learning.OrchardCore.Site;

/// <summary>What the tenant's configuration says of its learning site (<c>Learning_OrchardCore</c>), beside where its database is (<see cref="TenantDatabase"/>). What cannot be read is told to the log, and the site goes on with the careful value.</summary>
public sealed partial class TenantSettings(IShellConfiguration configuration, TenantDatabase database, ILogger<TenantSettings> log)
{
    private const string Approvals = "Learning_OrchardCore:ApprovalsNeeded";
    private const string Reports = "Learning_OrchardCore:ReportsConnectionString";
    private const int MostApprovals = 20;

    /// <summary>How many have to approve a draft before it is published, 0 to 20; default 0. One that cannot be read counts as 20: nothing is to be published that somebody wanted approved.</summary>
    public int ApprovalsNeeded()
    {
        if (configuration[Approvals] is not { Length: > 0 } text)
        {
            return 0;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostApprovals)
        {
            return number;
        }

        Unread(log, Approvals, $"\"{text}\" is no number from 0 to {MostApprovals}; {MostApprovals} are asked for until it is mended");
        return MostApprovals;
    }

    /// <summary>A standby of PostgreSQL from which reports are read; null: from the database itself, as also where the setting is none of that kind.</summary>
    public string? ReportsDatabase()
    {
        if (configuration[Reports] is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            if (LearningDatabase.Of(database.ConnectionString).IsPostgres && LearningDatabase.Of(text).IsPostgres)
            {
                return text;
            }

            Unread(log, Reports, "it is for a standby of PostgreSQL (\"Host=…\"), where the database of the tenant is its primary; reports read from the database itself");
        }
        catch (DatabaseException e)
        {
            Unread(log, Reports, e.Message);
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The setting {Name} of this tenant cannot be used: {Why}.")]
    private static partial void Unread(ILogger log, string name, string why);
}
