using System.Globalization;

namespace Learning.Theming;

/// <summary>
/// Where a list goes on that nobody counts, as a table that grows has it: behind what stood last on the page before, by its time and its id. Such a list has no numbers of pages; from each page one comes to the next and to the first.
/// </summary>
public readonly record struct Behind(DateTimeOffset At, Guid Id)
{
    private const char Between = '-';

    /// <summary>Null for what is no place: the list begins.</summary>
    public static Behind? Read(string? text) =>
        text?.IndexOf(Between, StringComparison.Ordinal) is > 0 and var end
        && long.TryParse(text.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && Guid.TryParseExact(text.AsSpan(end + 1), "N", out var id)
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}{Between}{Id:N}");
}

/// <summary>What a view shows of it (<c>Shared/Further</c>). <paramref name="First"/>: null on the first page; <paramref name="Next"/>: null where the list ends.</summary>
public sealed record FurtherLinks(string? First, string? Next);
