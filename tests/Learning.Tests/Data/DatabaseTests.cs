using Learning.Accounts;
using Learning.Data;
using Learning.Notifications;
using Learning.Web.Commands;
using Learning.Web.Site;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Learning.Tests.Data;

/// <summary>Which database a connection string means, and what is said where it cannot be used.</summary>
[NeedsDatabase]
public sealed class DatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learning-database-").FullName;

    private static CancellationToken Cancellation => Visitor.Cancellation;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Host=db.example.org;Database=learning", true)]
    [InlineData(" server = db ; user id=learning", true)]
    [InlineData("postgres://amina:se%40cret@db.example.org:6543/learning", true)]
    [InlineData("Data Source=/srv/learning.db", false)]
    [InlineData("/srv/learning.db", false)]
    [InlineData("learning.db", false)]
    public void What_names_a_host_is_PostgreSQL_and_all_else_a_file(string given, bool isPostgres) => Assert.Equal(isPostgres, LearningDatabase.Of(given).IsPostgres);

    [Fact]
    public void An_address_is_read_with_all_its_parts()
    {
        var read = new NpgsqlConnectionStringBuilder(LearningDatabase.Of("postgres://amina:se%40cret@db.example.org:6543/learning").ConnectionString);

        Assert.Equal(("db.example.org", 6543, "learning", "amina", "se@cret"), (read.Host, read.Port, read.Database, read.Username, read.Password));
    }

    [Fact]
    public void What_is_said_about_the_pool_holds_and_half_of_it_may_write()
    {
        Assert.Equal(LearningDatabase.UsualPool / 2, LearningDatabase.Of("Host=db").Writers);
        Assert.Equal(4, LearningDatabase.Of("Host=db;Maximum Pool Size=8").Writers);
        Assert.Equal(1, LearningDatabase.Of("learning.db").Writers);
    }

    [Theory]
    [InlineData("Host=db;Prot=1", "cannot be read")]
    [InlineData("Host=;Database=learning", "cannot be read")]
    [InlineData("Data Sauce=learning.db", "cannot be read")]
    [InlineData("Host=127.0.0.1;Port=1;Database=learning;Timeout=3", "PostgreSQL at 127.0.0.1:1 does not answer")]
    [InlineData("Data Source=/no-such-folder/learning.db", "cannot be opened")]
    public async Task A_start_with_a_wrong_one_ends_with_a_sentence_that_says_what_to_do(string given, string said)
    {
        var errors = new StringWriter();

        Assert.Equal(1, await GiveRoles.ListAsync(null, Paths(given), TextWriter.Null, errors, Cancellation));

        Assert.Contains(said, errors.ToString(), StringComparison.Ordinal);
        Assert.Single(errors.ToString().Trim().Split('\n'));
        Assert.DoesNotContain("   at ", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_to_be_none()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "learning.db"), new string('x', 5000), Cancellation);
        var errors = new StringWriter();

        Assert.Equal(1, await GiveRoles.ListAsync(null, Paths(null), TextWriter.Null, errors, Cancellation));

        Assert.Contains("is not a database of SQLite", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("__EFMigrationsHistory")]
    [InlineData(SiteDb.MigrationsTable)]
    public async Task A_database_that_a_newer_version_has_changed_is_left_as_it_is(string history)
    {
        var connection = await TestDatabase.MakeAsync(Paths(null).DatabaseFile);
        var paths = Paths(connection);
        Assert.Equal(0, await GiveRoles.ListAsync(null, paths with { Connection = connection ?? paths.DatabaseFile }, TextWriter.Null, TextWriter.Null, Cancellation));
        await using (var open = paths.Database.Connect())
        {
            await open.OpenAsync(Cancellation);
            await using var command = open.CreateCommand();
            command.CommandText = $"""INSERT INTO "{history}" ("MigrationId", "ProductVersion") VALUES ('29991231000000_Later', '99')""";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var errors = new StringWriter();
        Assert.Equal(1, await GiveRoles.ListAsync(null, paths, TextWriter.Null, errors, Cancellation));

        Assert.Contains("changed by a newer version of this program (its last change is 29991231000000_Later)", errors.ToString(), StringComparison.Ordinal);
        await TestDatabase.DropAsync(connection);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_made_where_the_user_may()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "Only PostgreSQL has databases to make.");
        var connection = TestDatabase.ConnectionTo($"learning_{Guid.NewGuid():N}");

        Assert.Equal(0, await GiveRoles.ListAsync(null, Paths(connection), TextWriter.Null, TextWriter.Null, Cancellation));

        await TestDatabase.DropAsync(connection);
    }

    [Fact]
    public async Task A_user_who_may_not_is_told_what_is_missing()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "SQLite knows no users.");
        var empty = await TestDatabase.MakeEmptyAsync();
        var user = $"nobody_{Guid.NewGuid():N}"[..20];
        await TestDatabase.RunAsync($"CREATE ROLE {user} LOGIN");
        var errors = new StringWriter();

        Assert.Equal(1, await GiveRoles.ListAsync(null, Paths(new NpgsqlConnectionStringBuilder(empty) { Username = user }.ToString()), TextWriter.Null, errors, Cancellation));
        Assert.Equal(1, await GiveRoles.ListAsync(null, Paths(new NpgsqlConnectionStringBuilder(empty) { Username = user, Database = "not_there" }.ToString()), TextWriter.Null, errors, Cancellation));

        Assert.Contains($"The user {user} may not make tables", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("has no database not_there", errors.ToString(), StringComparison.Ordinal);
        await TestDatabase.DropAsync(empty);
        await TestDatabase.RunAsync($"DROP ROLE {user}");
    }

    private SitePaths Paths(string? connection) => new(_folder, _folder, _folder) { Connection = connection };
}

/// <summary>What a site keeps and finds is the same on every database.</summary>
[NeedsDatabase]
public sealed class SameOnAllTests(TestSite site) : IClassFixture<TestSite>
{
    private static CancellationToken Cancellation => Visitor.Cancellation;

    [Fact]
    public async Task A_sign_of_number_zero_is_nowhere_a_fault()
    {
        var visitor = await site.SignedInAs("zero", Web.Accounts.Roles.Administrator);

        Assert.Equal(System.Net.HttpStatusCode.OK, (await visitor.Get("/people?name=a%00b")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await visitor.Get("/cohorts?name=%00")).StatusCode);
    }

    [Fact]
    public async Task Names_are_found_however_they_are_written_and_stand_in_the_order_of_their_signs()
    {
        await site.Db(async db =>
        {
            db.AddRange(new[] { "bo", "Zoe", "Amina", "Él" }.Select((name, n) => Learner.Known($"name-{n}", name, null, "en", DateTimeOffset.UnixEpoch)));
            return await db.SaveChangesAsync(Cancellation);
        });

        Assert.Equal(["Amina"], await site.Db(db => db.Learners.Where(l => EF.Functions.Like(l.Name, "%MIN%")).Select(l => l.Name).ToListAsync(Cancellation)));
        Assert.Equal(["Amina", "Zoe", "bo", "Él"], await site.Db(db => db.Learners.Where(l => l.Id.StartsWith("name-")).OrderBy(l => l.Name).Select(l => l.Name).ToListAsync(Cancellation)));
        Assert.Equal(TestDatabase.IsPostgres, await site.Db(db => db.Learners.AnyAsync(l => EF.Functions.Like(l.Name, "él"), Cancellation)));
    }

    [Fact]
    public async Task Ids_stand_in_the_order_of_their_text_and_times_come_back_to_the_millisecond_in_utc()
    {
        var at = new DateTimeOffset(2026, 11, 28, 23, 59, 59, TimeSpan.FromHours(3)).AddTicks(1_234_567);
        var ids = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToArray();
        await site.Db(async db =>
        {
            db.AddRange(ids.Select(id =>
            {
                var message = Message.To("order", Topic.Welcome, "en", "", "", "/my", null, null, $"order {id}", at);
                typeof(Message).GetProperty(nameof(Message.Id))!.SetValue(message, id);
                return message;
            }));
            return await db.SaveChangesAsync(Cancellation);
        });

        var read = await site.Db(db => db.Messages.AsNoTracking().Where(m => m.LearnerId == "order").OrderBy(m => m.Id).ToListAsync(Cancellation));

        Assert.Equal(ids.OrderBy(id => id.ToString(), StringComparer.Ordinal), read.Select(m => m.Id));
        Assert.All(read, message => Assert.Equal((DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), TimeSpan.Zero), (message.SentAt, message.SentAt.Offset)));
        Assert.Equal(20, await site.Db(db => db.Messages.CountAsync(m => m.LearnerId == "order" && m.SentAt == at, Cancellation)));
    }
}
