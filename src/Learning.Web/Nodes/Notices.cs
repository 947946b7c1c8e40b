using System.Threading.Channels;
using Learning.Data;
using Learning.Search;
using Learning.Web.Site;
using Npgsql;

namespace Learning.Web.Nodes;

/// <summary>
/// What nodes on one PostgreSQL tell each other through it (<c>LISTEN</c> and <c>NOTIFY</c>): that settings were written, and that a course was published, withdrawn or brought back. A notice goes out with the transaction that it is about, or not at
/// all. It says what to look at, never what is there, so one that comes twice or late does no harm. Whoever was not listening for a while looks at everything again.
/// </summary>
internal sealed partial class Notices(
    LearningDatabase database, SiteSettings settings, ChosenTheme theme, SearchIndex search, LearningOptions options, ILogger<Notices> log) : BackgroundService
{
    public const string Settings = "settings";
    public const string Courses = "courses";

    private const string Channel = "learning";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>To put behind a statement that changes what it is about; nothing on SQLite, which has one node.</summary>
    public static string Also(LearningDatabase database, string what) => database.IsPostgres ? $"; {Sql(what)}" : "";

    /// <summary>The statement by itself.</summary>
    public static string Sql(string what) => $"SELECT pg_notify('{Channel}', '{what}')";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!database.IsPostgres)
        {
            return;
        }

        var isSaid = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => isSaid = isSaid && HearsAgain(log), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!isSaid)
                {
                    isSaid = true;
                    HearsNothing(log, e.Message);
                }

                await Task.Delay(Pause, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;   // the site stops
            }
        }
    }

    /// <summary>Until the connection breaks. It is one of its own, and asked now and then whether it is still there.</summary>
    private async Task ListenAsync(Action isListening, CancellationToken stopping)
    {
        var heard = System.Threading.Channels.Channel.CreateUnbounded<string>();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, ApplicationName = "learning notices" }.ToString());
        connection.Notification += (_, notice) => heard.Writer.TryWrite(notice.Payload);
        await connection.OpenAsync(stopping);
        await AskAsync($"LISTEN {Channel}");
        isListening();
        await LookAsync(Settings, stopping);
        await LookAsync(Courses, stopping);
        while (true)
        {
            if (!await connection.WaitAsync(Patience, stopping))
            {
                await AskAsync("SELECT 1");
            }

            foreach (var what in HeardIn(heard.Reader))
            {
                await LookAsync(what, stopping);
            }
        }

        async Task AskAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(stopping);
        }
    }

    /// <summary>Each thing once, however often it was said.</summary>
    private static HashSet<string> HeardIn(ChannelReader<string> heard)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        while (heard.TryRead(out var what))
        {
            all.Add(what);
        }

        return all;
    }

    private async Task LookAsync(string what, CancellationToken stopping)
    {
        switch (what)
        {
            case Settings:
                await settings.ReadAsync(stopping);
                theme.Apply();
                break;
            case Courses when options.Offers(Capability.Search):
                try
                {
                    await search.FollowAsync(stopping);
                }
                catch (Exception e) when (!stopping.IsCancellationRequested)
                {
                    IndexWaits(log, e);
                }

                break;
            default:
                break;   // of a newer node
        }
    }

    private static bool HearsAgain(ILogger log)
    {
        Hears(log);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This node does not hear of changes from other nodes until it reaches the database again: {Why}")]
    private static partial void HearsNothing(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "This node hears of changes from other nodes again, and has looked at everything.")]
    private static partial void Hears(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index did not follow what was published; the next search tries again.")]
    private static partial void IndexWaits(ILogger log, Exception e);
}
