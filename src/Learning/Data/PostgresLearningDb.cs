using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Learning.Data;

/// <summary>The tables on PostgreSQL: for many learners, and for several processes at once.</summary>
public sealed class PostgresLearningDb(DbContextOptions<PostgresLearningDb> options) : LearningDb(options)
{
    public const string HistoryTable = "__EFMigrationsHistory";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        PostgresConventions.Apply(configurationBuilder);

        // As on SQLite, as JSON: what reads answers in SQL of our own then reads the same text everywhere.
        configurationBuilder.Properties<List<string>>().HaveConversion<JsonConverter<string>, JsonComparer<string>>();
        configurationBuilder.Properties<List<int>>().HaveConversion<JsonConverter<int>, JsonComparer<int>>();
    }

    private sealed class JsonConverter<T>() : ValueConverter<List<T>, string>(
        values => JsonSerializer.Serialize(values, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Default)!);

    private sealed class JsonComparer<T>() : ValueComparer<List<T>>(
        (one, other) => one == other || (one != null && other != null && one.SequenceEqual(other)),
        values => values.Aggregate(0, (hash, value) => HashCode.Combine(hash, value)),
        values => new List<T>(values));
}

/// <summary>What all tables on PostgreSQL have in common, a host's own too.</summary>
public static class PostgresConventions
{
    /// <summary>By the numbers of their signs, as .NET's ordinal comparison and SQLite have it: the same everywhere, whatever language a server was set up in.</summary>
    private const string Ordinal = "C";

    /// <summary>How long something may be is decided where somebody can be told, as on SQLite, whose columns hold no length either: a mail's page is longer in some scripts than anybody reckoned with.</summary>
    private const string Text = "text";

    /// <summary>Digits of a second. The database itself holds to it, whoever writes: pages that go on after the time they read last would else come back to the same row.</summary>
    private const int Milliseconds = 3;

    public static void Apply(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcConverter>().HavePrecision(Milliseconds);
        configuration.Properties<string>().HaveColumnType(Text).UseCollation(Ordinal);
        configuration.Properties<Enum>().HaveColumnType(Text).UseCollation(Ordinal);
    }

    /// <summary>PostgreSQL takes times in UTC only. To the millisecond, as on SQLite: what was read back compares alike on both.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        time => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()),
        time => time);
}
