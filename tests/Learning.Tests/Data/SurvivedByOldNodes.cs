using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Learning.Tests.Data;

/// <summary>What of a migration breaks nodes that do not know of it yet: they read and write the tables as they were. With tables that it makes itself it may do what it likes.</summary>
internal static class SurvivedByOldNodes
{
    public static IEnumerable<string> Problems(IReadOnlyList<MigrationOperation> operations)
    {
        var made = operations.OfType<CreateTableOperation>().Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        return operations.Where(o => o is not ITableMigrationOperation on || !made.Contains(on.Table)).Select(Problem).OfType<string>();
    }

    private static string? Problem(MigrationOperation operation) => operation switch
    {
        CreateTableOperation or DropIndexOperation or RenameIndexOperation or DropForeignKeyOperation or DropUniqueConstraintOperation or DropCheckConstraintOperation => null,
        CreateIndexOperation { IsUnique: false } => null,
        AddColumnOperation { IsNullable: true } or AddColumnOperation { DefaultValue: not null } or AddColumnOperation { DefaultValueSql: not null } or AddColumnOperation { ComputedColumnSql: not null } => null,
        AddColumnOperation column => $"{column.Table}.{column.Name} has to be there and has no default, so rows of old nodes are refused",
        AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } column => $"{column.Table}.{column.Name} may not be empty any more",
        AlterColumnOperation column when column.ColumnType != column.OldColumn.ColumnType => $"{column.Table}.{column.Name} is of another type",
        AlterColumnOperation column when (column.MaxLength ?? int.MaxValue) < (column.OldColumn.MaxLength ?? int.MaxValue) => $"{column.Table}.{column.Name} is narrower",
        AlterColumnOperation => null,
        _ => operation.GetType().Name.Replace("Operation", "", StringComparison.Ordinal) + (operation is ITableMigrationOperation on ? $" on {on.Table}" : ""),
    };
}
