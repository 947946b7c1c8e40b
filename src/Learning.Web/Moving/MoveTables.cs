using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.Web.Moving;

/// <summary>What became of a table: its name, and the sums there and here.</summary>
public sealed record MovedTable(string Name, TableSum From, TableSum To)
{
    public bool IsSame => $"{From}" == $"{To}";
}

/// <summary>
/// Carries every row of one database into another whose tables are there and empty, the tables that others refer to first, and then reads all of it again and compares. Both contexts are of the same kind, on whatever product; transactions are the
/// caller's.
/// </summary>
public sealed class MoveTables(DbContext from, DbContext to)
{
    private const int AtOnce = 1000;

    private static readonly MethodInfo Copy = typeof(MoveTables).GetMethod(nameof(CopyAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly MethodInfo Sum = typeof(MoveTables).GetMethod(nameof(SumAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>The names of tables that have rows already, of those it would be written into.</summary>
    public async Task<IReadOnlyList<string>> FilledAsync(CancellationToken cancellation)
    {
        var filled = new List<string>();
        foreach (var type in Ordered(to.Model))
        {
            if ((await SumOfAsync(type, to, stopsAtOne: true, cancellation)).Rows > 0)
            {
                filled.Add(type.GetTableName()!);
            }
        }

        return filled;
    }

    public async Task<IReadOnlyList<MovedTable>> RunAsync(CancellationToken cancellation)
    {
        var moved = new List<MovedTable>();
        foreach (var type in Ordered(to.Model))
        {
            var sum = new TableSum(type);
            await (Task)Copy.MakeGenericMethod(type.ClrType).Invoke(this, [sum, cancellation])!;
            moved.Add(new(type.GetTableName()!, sum, await SumOfAsync(type, to, stopsAtOne: false, cancellation)));
        }

        return moved;
    }

    /// <summary>Those that others refer to before those that do.</summary>
    /// <exception cref="NotSupportedException">A table holds what its entity does not show, so that it would be left behind.</exception>
    internal static IReadOnlyList<IEntityType> Ordered(IModel model)
    {
        var left = model.GetEntityTypes().Where(type => type.GetTableName() is not null).OrderBy(type => type.GetTableName(), StringComparer.Ordinal).ToList();
        if (left.Find(type => type.IsOwned() || type.HasSharedClrType || type.BaseType is not null || type.GetProperties().Any(p => p.IsShadowProperty())) is { } strange)
        {
            throw new NotSupportedException($"{strange.DisplayName()} cannot be moved: something of it is not in its entity.");
        }

        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.Find(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type || ordered.Contains(key.PrincipalEntityType)))
                ?? throw new NotSupportedException("Tables refer to each other in a circle.");
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private async Task CopyAsync<T>(TableSum sum, CancellationToken cancellation)
        where T : class
    {
        var some = new List<T>(AtOnce);
        await foreach (var row in from.Set<T>().AsNoTracking().IgnoreQueryFilters().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            sum.Add(row);
            some.Add(row);
            if (some.Count == AtOnce)
            {
                await WriteAsync(some, cancellation);
            }
        }

        await WriteAsync(some, cancellation);
    }

    private async Task WriteAsync<T>(List<T> rows, CancellationToken cancellation)
        where T : class
    {
        to.Set<T>().AddRange(rows);
        await to.SaveChangesAsync(cancellation);
        to.ChangeTracker.Clear();
        rows.Clear();
    }

    private static Task<TableSum> SumOfAsync(IEntityType type, DbContext db, bool stopsAtOne, CancellationToken cancellation) =>
        (Task<TableSum>)Sum.MakeGenericMethod(type.ClrType).Invoke(null, [type, db, stopsAtOne, cancellation])!;

    private static async Task<TableSum> SumAsync<T>(IEntityType type, DbContext db, bool stopsAtOne, CancellationToken cancellation)
        where T : class
    {
        var sum = new TableSum(type);
        var rows = db.Set<T>().AsNoTracking().IgnoreQueryFilters();
        await foreach (var row in (stopsAtOne ? rows.Take(1) : rows).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            sum.Add(row);
        }

        return sum;
    }
}
