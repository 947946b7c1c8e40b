using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Learning.Cohorts.Reports;

/// <summary>Something a calendar shows on a day, or from a moment for some minutes. Its id stays the same from one reading to the next.</summary>
public sealed record CalendarItem(string Id, string Title, string Text, Uri Address)
{
    public DateOnly? Day { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public int Minutes { get; init; }

    public string Place { get; init; } = "";

    public bool IsCancelled { get; init; }
}

/// <summary>A calendar as iCalendar (RFC 5545): texts escaped, lines folded, times in UTC, days as days. It asks to be read again every six hours.</summary>
public static class CalendarFile
{
    public static string Write(string name, IEnumerable<CalendarItem> items, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = "-//Learning//Cohorts//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("X-PUBLISHED-TTL", "PT6H");
        foreach (var item in items)
        {
            calendar.Events.Add(Event(item, now));
        }

        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalendarEvent Event(CalendarItem item, DateTimeOffset now)
    {
        var one = new CalendarEvent
        {
            Uid = item.Id,
            DtStamp = At(now),
            Summary = item.Title,
            Description = item.Text,
            Url = item.Address,
            Transparency = item.Day is null ? TransparencyType.Opaque : TransparencyType.Transparent,
            Status = item.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        };
        if (item.Day is { } day)
        {
            (one.Start, one.End) = (new CalDateTime(day), new CalDateTime(day.AddDays(1)));
        }
        else
        {
            (one.Start, one.End) = (At(item.StartsAt), At(item.StartsAt.AddMinutes(item.Minutes)));
        }

        if (item.Place.Length > 0)
        {
            one.Location = item.Place;
        }

        return one;
    }

    private static CalDateTime At(DateTimeOffset moment) => new(new DateTime(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc), "UTC");
}
