using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Learning.Data;

/// <summary>
/// The rows of one table, read and written past EF Core's change tracking: for the few tables that every step of a learner touches, where tracking takes longer than the database. Columns, types and conversions are those of EF Core's
/// model. What is written stands at once, in the transaction under way; what the context tracks is neither asked nor told, so that an act keeps to one of the two ways for the rows of a table.
/// </summary>
internal sealed class Rows<T>
    where T : class
{
    /// <summary>Rows in one statement at most: each number of them is a statement of its own, and is kept prepared.</summary>
    private const int AtOnce = 8;

    private static readonly ConditionalWeakTable<IModel, Rows<T>> Known = [];

    private readonly Column[] _columns;
    private readonly Column[] _setThenBy;
    private readonly Func<DbDataReader, int, T> _read;
    private readonly string[] _insert = new string[AtOnce + 1];
    private readonly string[] _insertMissing = new string[AtOnce + 1];
    private readonly string _update;
    private readonly ConcurrentDictionary<string, string> _selects = new(StringComparer.Ordinal);

    private Rows(IModel model)
    {
        var type = model.FindEntityType(typeof(T))!;
        Table = $"\"{type.GetTableName()}\"";
        _columns = [.. type.GetProperties().Select(Column.Of)];
        var placed = Placement.Distributed.GetValueOrDefault(type.GetTableName()!);
        Column[] by = [.. _columns.Where(c => c.IsKey || c.Name == placed)], set = [.. _columns.Except(by).Where(c => c.MayChange)];
        _setThenBy = [.. set, .. by];
        var key = string.Join(", ", _columns.Where(c => c.IsKey).Select(c => c.Quoted));
        _read = Reading(_columns);
        for (var rows = 1; rows <= AtOnce; rows++)
        {
            _insert[rows] = $"INSERT INTO {Table} ({Columns()}) VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(Places))}";
            _insertMissing[rows] = $"{_insert[rows]} ON CONFLICT DO NOTHING RETURNING {key}";
        }

        _update = $"UPDATE {Table} SET {string.Join(", ", set.Select((c, i) => $"{c.Quoted} = @{i}"))} WHERE {string.Join(" AND ", by.Select((c, i) => $"{c.Quoted} = @{set.Length + i}"))}";
    }

    /// <summary>Its name, in quotes.</summary>
    private string Table { get; }

    public static Rows<T> Of(LearningDb db) => Known.GetValue(db.Model, static model => new(model));

    /// <summary>All columns, as <see cref="Read"/> expects them.</summary>
    /// <param name="of">The alias of the table in the statement, with a dot.</param>
    public string Columns(string of = "") => string.Join(", ", _columns.Select(c => of + c.Quoted));

    /// <summary>The row whose columns begin at <paramref name="from"/>.</summary>
    public T Read(DbDataReader reader, int from = 0) => _read(reader, from);

    /// <summary>The rows for which <paramref name="condition"/> holds, a text of the program's with @0, @1 … in it. In no order.</summary>
    public async Task<List<T>> ReadAsync(LearningDb db, string condition, CancellationToken cancellation, params object[] values)
    {
        var select = _selects.GetOrAdd(condition, static (condition, rows) => $"SELECT {rows.Columns()} FROM {rows.Table} WHERE {condition}", this);
        await using var command = await db.CommandAsync(select, cancellation, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(_read(reader, 0));
        }

        return rows;
    }

    /// <exception cref="DbException">One of them is there already.</exception>
    public async Task InsertAsync(LearningDb db, T row, CancellationToken cancellation)
    {
        await using var command = await db.CommandAsync(_insert[1], (Rows: this, Row: row), static (command, given) => Bind(command, given.Row, given.Rows._columns), cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Puts in what is not there yet. Which are new, by their key, which is one column.</summary>
    public async Task<HashSet<TKey>> InsertMissingAsync<TKey>(LearningDb db, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        var put = new HashSet<TKey>();
        for (var from = 0; from < rows.Count; from += AtOnce)
        {
            var count = Math.Min(AtOnce, rows.Count - from);
            var some = rows.Skip(from).Take(count).ToArray();
            await using var command = await db.CommandAsync(_insertMissing[count], (Rows: this, Some: some), static (command, given) => given.Rows.Bind(command, given.Some), cancellation);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                put.Add(await reader.GetFieldValueAsync<TKey>(0, cancellation));
            }
        }

        return put;
    }

    /// <summary>All columns that may change (<see cref="PropertySaveBehavior"/>).</summary>
    /// <exception cref="DbUpdateConcurrencyException">It is not there any more.</exception>
    public async Task UpdateAsync(LearningDb db, T row, CancellationToken cancellation)
    {
        await using var command = await db.CommandAsync(_update, (Rows: this, Row: row), static (command, given) => Bind(command, given.Row, given.Rows._setThenBy), cancellation);
        if (await command.ExecuteNonQueryAsync(cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"A row of {Table} is not there any more.");
        }
    }

    private void Bind(DbCommand command, T[] rows)
    {
        foreach (var row in rows)
        {
            Bind(command, row, _columns);
        }
    }

    private static void Bind(DbCommand command, T row, Column[] columns)
    {
        foreach (var column in columns)
        {
            column.Bind(command, row, command.Parameters.Count);
        }
    }

    private string Places(int row) => $"({string.Join(", ", Enumerable.Range(row * _columns.Length, _columns.Length).Select(place => $"@{place}"))})";

    /// <summary>A row from its columns, as EF Core reads each.</summary>
    private static Func<DbDataReader, int, T> Reading(IReadOnlyList<Column> columns)
    {
        var (reader, from) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(int)));
        var members = columns.Select((column, i) => (MemberBinding)Expression.Bind(column.Member, column.Reading(reader, Expression.Add(from, Expression.Constant(i)))));
        var empty = typeof(T).GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!;
        return Expression.Lambda<Func<DbDataReader, int, T>>(Expression.MemberInit(Expression.New(empty), members), reader, from).Compile();
    }

    private sealed record Column(string Name, string Quoted, bool IsKey, bool MayChange, PropertyInfo Member, RelationalTypeMapping Mapping, bool IsNullable, Func<T, object?> Value)
    {
        private static readonly string[] Places = [.. Enumerable.Range(0, AtOnce * 32).Select(place => $"@{place}")];

        public static Column Of(IProperty property)
        {
            var name = property.GetColumnName();
            var row = Expression.Parameter(typeof(T));
            var value = Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(row, property.PropertyInfo!), typeof(object)), row).Compile();
            return new(name, $"\"{name}\"", property.IsPrimaryKey(), property.GetAfterSaveBehavior() == PropertySaveBehavior.Save, property.PropertyInfo!, property.GetRelationalTypeMapping(), property.IsNullable, value);
        }

        public void Bind(DbCommand command, T row, int place) => command.Parameters.Add(Mapping.CreateParameter(command, Places[place], PostgresTexts.Without(Value(row)), IsNullable));

        public Expression Reading(Expression reader, Expression place)
        {
            var method = Mapping.GetDataReaderMethod();
            var value = Mapping.CustomizeDataReaderExpression(Expression.Call(Expression.Convert(reader, method.DeclaringType!), method, place));
            if (Mapping.Converter is { } converter)
            {
                value = Expression.Invoke(converter.ConvertFromProviderExpression, To(value, converter.ProviderClrType));
            }

            value = To(value, Member.PropertyType);
            return IsNullable
                ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), [], place), Expression.Default(Member.PropertyType), value)
                : value;
        }

        private static Expression To(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
    }
}
