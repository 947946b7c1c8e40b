using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Data;

/// <summary>
/// <c>EF.Functions.Like</c> finds names however they are written, as SQLite's <c>LIKE</c> does: on PostgreSQL it becomes <c>ILIKE</c>, with a collation that knows the capitals of all scripts.
/// </summary>
internal sealed class PostgresLike : IQueryExpressionInterceptor
{
    public static readonly PostgresLike Instance = new();

    private static readonly Visitor AnyCase = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => AnyCase.Visit(queryExpression);

    private sealed class Visitor : ExpressionVisitor
    {
        private const string AllScripts = "und-x-icu";

        private static readonly MethodInfo Like = typeof(DbFunctionsExtensions).GetMethod(nameof(DbFunctionsExtensions.Like), [typeof(DbFunctions), typeof(string), typeof(string)])!;
        private static readonly MethodInfo ILike = typeof(NpgsqlDbFunctionsExtensions).GetMethod(nameof(NpgsqlDbFunctionsExtensions.ILike), [typeof(DbFunctions), typeof(string), typeof(string)])!;
        private static readonly MethodInfo Collate = typeof(RelationalDbFunctionsExtensions).GetMethod(nameof(RelationalDbFunctionsExtensions.Collate))!.MakeGenericMethod(typeof(string));

        protected override Expression VisitMethodCall(MethodCallExpression node) => node.Method == Like
            ? Expression.Call(ILike, node.Arguments[0], Expression.Call(Collate, node.Arguments[0], Visit(node.Arguments[1]), Expression.Constant(AllScripts)), Visit(node.Arguments[2]))
            : base.VisitMethodCall(node);
    }
}
