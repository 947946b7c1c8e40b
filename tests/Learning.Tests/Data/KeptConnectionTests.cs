using System.Data;
using Learning.Data;
using Microsoft.Data.Sqlite;

namespace Learning.Tests.Data;

public sealed class KeptConnectionTests : IDisposable
{
    private readonly KeptConnection _connection = new("Data Source=:memory:");

    public KeptConnectionTests() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void The_same_text_runs_as_the_same_statement_with_the_new_values()
    {
        SqliteCommand first, second;
        using (first = _connection.Prepared(Command("SELECT @0 + 1", 1)))
        {
            Assert.Equal(2L, first.ExecuteScalar());
        }

        using (second = _connection.Prepared(Command("SELECT @0 + 1", 41)))
        {
            Assert.Equal(42L, second.ExecuteScalar());
        }

        Assert.Same(first, second);
    }

    [Fact]
    public void While_somebody_reads_from_a_statement_the_next_gets_one_of_her_own()
    {
        const string Three = "SELECT value FROM json_each('[1,2,3]')";
        using var outer = _connection.Prepared(Command(Three));
        using var rows = outer.ExecuteReader();
        var pairs = new List<(long, long)>();
        while (rows.Read())
        {
            using var inner = _connection.Prepared(Command(Three));
            Assert.NotSame(outer, inner);
            using var others = inner.ExecuteReader();
            while (others.Read())
            {
                pairs.Add((rows.GetInt64(0), others.GetInt64(0)));
            }
        }

        Assert.Equal(9, pairs.Distinct().Count());
    }

    [Fact]
    public void It_stays_open_until_it_is_disposed()
    {
        _connection.Close();
        Assert.Equal(ConnectionState.Open, _connection.State);

        _connection.Dispose();
        Assert.Equal(ConnectionState.Closed, _connection.State);
    }

    [Fact]
    public void It_keeps_no_more_than_it_says_and_still_runs_the_rest()
    {
        for (var n = 0; n < 300; n++)
        {
            using var command = _connection.Prepared(Command($"SELECT {n}"));
            Assert.Equal((long)n, command.ExecuteScalar());
        }
    }

    [Fact]
    public void A_statement_whose_table_changed_is_read_anew()
    {
        Run("CREATE TABLE t (a INTEGER)");
        Run("INSERT INTO t VALUES (1)");
        Assert.Equal(1, Columns());

        Run("ALTER TABLE t ADD COLUMN b INTEGER");

        Assert.Equal(2, Columns());
    }

    private int Columns()
    {
        using var command = _connection.Prepared(Command("SELECT * FROM t"));
        using var rows = command.ExecuteReader();
        return rows.Read() ? rows.FieldCount : 0;
    }

    private void Run(string sql)
    {
        using var command = _connection.Prepared(Command(sql));
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params object[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"@{i}", values[i]);
        }

        return command;
    }
}
