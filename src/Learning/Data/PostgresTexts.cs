using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Data;

/// <summary>PostgreSQL keeps no text with a sign of number zero, which no keyboard types and SQLite keeps: it is left out, wherever somebody sends one.</summary>
internal sealed class PostgresTexts : DbCommandInterceptor
{
    public static readonly PostgresTexts Instance = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            if (Without(parameter.Value) is var clean && !ReferenceEquals(clean, parameter.Value))
            {
                parameter.Value = clean;
            }
        }

        return result;
    }

    public static object? Without(object? value) => value switch
    {
        string text when text.Contains('\0') => text.Replace("\0", "", StringComparison.Ordinal),
        string[] texts when Array.Exists(texts, t => t?.Contains('\0') == true) => Array.ConvertAll(texts, t => t?.Replace("\0", "", StringComparison.Ordinal)),
        List<string> texts when texts.Exists(t => t?.Contains('\0') == true) => texts.ConvertAll(t => t?.Replace("\0", "", StringComparison.Ordinal)),
        _ => value,
    };
}
