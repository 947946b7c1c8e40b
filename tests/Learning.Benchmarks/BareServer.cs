using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks;

/// <summary>The reference: the least a server in this language can do that reads one row by its key and writes a page of 15 KB.</summary>
internal static class BareServer
{
    public const int PageBytes = 15 * 1024;

    public static void Prepare(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; CREATE TABLE Pages (Id TEXT PRIMARY KEY, Body TEXT); INSERT INTO Pages VALUES ('lesson', $body)";
        command.Parameters.AddWithValue("$body", new string('x', PageBytes));
        command.ExecuteNonQuery();
    }

    public static async Task RunAsync(string database, string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapGet("/{id}", async (string id, HttpContext http) =>
        {
            await using var connection = new SqliteConnection($"Data Source={database}");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT Body FROM Pages WHERE Id = $id";
            command.Parameters.AddWithValue("$id", id);
            var body = (string)(await command.ExecuteScalarAsync())!;
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(body);
        });
        await app.RunAsync();
    }
}
