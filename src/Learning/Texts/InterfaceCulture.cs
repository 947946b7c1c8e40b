using System.Collections.Concurrent;
using System.Globalization;

namespace Learning.Texts;

/// <summary>The languages of the interface as cultures; in all of them the calendar is the Gregorian one, which the dates of courses and unions are in.</summary>
public static class InterfaceCulture
{
    private static readonly ConcurrentDictionary<string, CultureInfo> Made = new(StringComparer.Ordinal);

    /// <summary>English where the interface does not speak that language.</summary>
    public static CultureInfo Of(string language) => Made.GetOrAdd(InterfaceTexts.Languages.Contains(language) ? language : "en", Make);

    /// <summary>What a language calls itself, with a capital.</summary>
    public static string NameOf(string language)
    {
        var name = CultureInfo.GetCultureInfo(language).NativeName;
        return char.ToUpper(name[0], CultureInfo.GetCultureInfo(language)) + name[1..];
    }

    /// <summary>Does something in a language, whatever that of the request is.</summary>
    public static T In<T>(string language, Func<T> act)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Of(language);
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    private static CultureInfo Make(string language)
    {
        var culture = new CultureInfo(language);
        if (culture.TwoLetterISOLanguageName == "ar")
        {
            culture.DateTimeFormat.Calendar = new GregorianCalendar();
        }

        return CultureInfo.ReadOnly(culture);
    }
}
