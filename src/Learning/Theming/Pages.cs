using System.Globalization;

namespace Learning.Theming;

/// <summary>Where one is in a list that is too long for one page. Numbers from 1.</summary>
public readonly record struct Pages(int At, int Count, int OnPage)
{
    public int Skip => (At - 1) * OnPage;

    /// <summary>What is no number, or beyond the ends, is the nearest page there is.</summary>
    public static Pages Of(int rows, int onPage, string? asked)
    {
        var count = Math.Max(1, (rows + onPage - 1) / onPage);
        return new(Math.Clamp(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 1, 1, count), count, onPage);
    }

    public PageLinks With(Func<string, string> address) => new(
        At, Count, At > 1 ? address((At - 1).ToString(CultureInfo.InvariantCulture)) : null, At < Count ? address((At + 1).ToString(CultureInfo.InvariantCulture)) : null);
}

/// <summary>What a view shows of it.</summary>
public sealed record PageLinks(int At, int Count, string? Earlier, string? Later);
