using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Learning.Tables;

/// <summary>A table as the answer to a request, written while its rows are read, so that it takes no more memory with more rows.</summary>
internal static class TableAnswer
{
    private const int LongestName = 80;

    public static readonly IReadOnlyList<string> Formats = ["csv", "xlsx"];

    /// <param name="http">The request. Neither its answer nor a part of it is kept by anybody between.</param>
    /// <param name="table">What is written.</param>
    /// <param name="name">Of the file, without its end.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IResult Answer(HttpContext http, ExportTable table, string name, string format, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (format == "csv")
        {
            return TypedResults.Stream(stream => CsvFile.WriteAsync(table, stream, cancellation), "text/csv; charset=utf-8", $"{name}.csv");
        }

        // The archive in which a workbook is ends its parts at once, some hundred bytes; all its rows are written as they come.
        http.Features.Get<IHttpBodyControlFeature>()?.AllowSynchronousIO = true;
        return TypedResults.Stream(stream => XlsxFile.WriteAsync(table, stream, cancellation), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.xlsx");
    }

    /// <summary>A name people gave something, as a part of a file's name on any system: letters and digits of any script, hyphens between.</summary>
    public static string SafeName(string name)
    {
        var signs = name.Normalize(System.Text.NormalizationForm.FormC).Select(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? c : '-');
        var safe = string.Join('-', string.Concat(signs).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return safe.Length == 0 ? "-" : safe.Length <= LongestName ? safe : safe[..LongestName].TrimEnd('-');
    }
}
