using System.Text.RegularExpressions;
using Learning.Data;
using Learning.Web.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.Tests.Plans;

/// <summary>Where tables lie on a distributed PostgreSQL: one list, of which the guide and the script of such a site say the same.</summary>
public sealed partial class PlacementTests
{
    private static readonly IModel Model = new PostgresLearningDb(new DbContextOptionsBuilder<PostgresLearningDb>().UseNpgsql("Host=nowhere").Options).Model;

    [Fact]
    public void Every_table_lies_in_one_place()
    {
        using var site = new PostgresSiteDb(new DbContextOptionsBuilder<PostgresSiteDb>().UseNpgsql("Host=nowhere").Options);
        var tables = Model.GetEntityTypes().Concat(site.Model.GetEntityTypes()).Select(t => t.GetTableName()!).Distinct();

        Assert.Equal(tables.Order(StringComparer.Ordinal), Placement.Distributed.Keys.Concat(Placement.Reference).Concat(Placement.Local).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_distributed_has_the_column_and_never_without_a_value()
    {
        Assert.All(Placement.Distributed, placed =>
        {
            var column = Model.GetEntityTypes().Single(t => t.GetTableName() == placed.Key).GetProperties().Single(p => p.GetColumnName() == placed.Value);
            Assert.False(column.IsNullable);
            Assert.True(column.IsPrimaryKey() || column.IsConcurrencyToken, $"{placed.Key}: a change does not say whose the row is");
        });
    }

    [Fact]
    public void Nothing_that_is_not_distributed_refers_to_what_is() => Assert.DoesNotContain(
        Model.GetEntityTypes().Where(t => !CitusScript.IsDistributed(t)).SelectMany(t => t.GetForeignKeys()), key => CitusScript.IsDistributed(key.PrincipalEntityType));

    [Fact]
    public async Task The_script_is_that_of_the_tables_of_now()
    {
        var wanted = CitusScript.Of(Model);
        var there = await File.ReadAllTextAsync(Path.Combine(Repository.Root, CitusScript.Path), Visitor.Cancellation);

        Assert.True(wanted == there, $"{CitusScript.Path} has to be:\n{wanted}");
    }

    [Theory]
    [InlineData("by the learner")]
    [InlineData("a copy on each server")]
    [InlineData("on the coordinator")]
    public async Task The_guide_says_the_same(string place)
    {
        IEnumerable<string> tables = place switch { "by the learner" => Placement.Distributed.Keys, "a copy on each server" => Placement.Reference, _ => Placement.Local };
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/operations.md"), Visitor.Cancellation);

        var row = guide.Split('\n').Single(line => line.StartsWith($"| {place} |", StringComparison.Ordinal));

        Assert.Equal(tables.Order(StringComparer.Ordinal), Names().Matches(row).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex Names();
}
