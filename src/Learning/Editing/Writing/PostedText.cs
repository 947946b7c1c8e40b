using System.Text;
using System.Text.Json;
using Learning.Authoring.Files;
using Learning.Editing.Outlines;
using Learning.Theming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Learning.Editing.Writing;

/// <summary>A text that somebody sends, by form or by script.</summary>
/// <param name="MadeFrom">The hash of the file she began from.</param>
internal sealed record PostedText(string Path, string MadeFrom, string Text)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public bool IsTooLarge => Encoding.UTF8.GetByteCount(Text) > SourceText.MostBytes;

    /// <summary>There are signs in it that no text has.</summary>
    public bool IsNoText => Text.Contains('\0', StringComparison.Ordinal);

    /// <returns>Null where it cannot be read.</returns>
    public static async Task<PostedText?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.HasJsonContentType())
        {
            try
            {
                var sent = await JsonSerializer.DeserializeAsync<Sent>(request.Body, Web, cancellation);
                return sent is { Path: { } path, Text: { } text } ? new(path, sent.MadeFrom ?? WriteDraft.NoFile, text.ReplaceLineEndings("\n")) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        var form = await request.ReadFormAsync(cancellation);
        return new($"{form["path"]}", $"{form["made_from"]}", $"{form["text"]}".ReplaceLineEndings("\n"));
    }

    private sealed record Sent(string? Path, string? MadeFrom, string? Text);

    /// <summary>A text of 1 MB, whose letters may take three times their room in a form, and a picture.</summary>
    internal sealed class Limit : IRequestSizeLimitMetadata, IAnswerToTooMuch
    {
        public long? MaxRequestBodySize => (4L * 1024 * 1024) + AddPicture.MostBytes + (64 * 1024);

        public IResult AnswerToTooMuch(HttpContext http) =>
            new Refusal(StatusCodes.Status413PayloadTooLarge, "EditText.TooMuch", AddPicture.MostBytes / 1024 / 1024) { WayBack = new(DraftAddresses.All, "Drafts.BackToAll") };
    }
}
