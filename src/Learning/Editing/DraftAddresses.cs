using Microsoft.AspNetCore.Http;
using Learning.Theming;

namespace Learning.Editing;

/// <summary>Where the pages are on which courses are written.</summary>
internal static class DraftAddresses
{
    public const string All = "/drafts";

    public static string Of(Guid id) => $"{All}/{id}";

    public static string Text(Guid id, string path) => $"{All}/{id}/text?path={Uri.EscapeDataString(path)}";

    public static string Preview(Guid id, string path) => $"{All}/{id}/preview?path={Uri.EscapeDataString(path)}";

    /// <summary>No with a way back to the list of drafts, or to one.</summary>
    public static Refusal Refuse(int status, Guid? id, string code, params object[] arguments) =>
        new(status, code, arguments) { WayBack = id is { } draft ? new(Of(draft), "Drafts.Back") : new(All, "Drafts.BackToAll") };

    public static Refusal NotOpen() => Refuse(StatusCodes.Status404NotFound, null, "Drafts.Closed");

    public static Refusal Misplaced(Guid id) => Refuse(StatusCodes.Status404NotFound, id, "Drafts.NoSuchText");
}
