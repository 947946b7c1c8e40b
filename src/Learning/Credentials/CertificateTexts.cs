using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Credentials.Holding;
using Learning.Texts;

namespace Learning.Credentials;

/// <summary>The words of a certificate in its own language, numbers and dates included.</summary>
public sealed partial record CertificateTexts
{
    public required string Heading { get; init; }

    /// <summary>Before the name.</summary>
    public required string Holder { get; init; }

    /// <summary>Instead of the name where there is none.</summary>
    public required string Nameless { get; init; }

    /// <summary>Between the name and the course.</summary>
    public required string Completed { get; init; }

    public required IReadOnlyList<CertificateFact> Facts { get; init; }

    /// <summary>How to check it; the address follows.</summary>
    public required string Check { get; init; }

    /// <summary>What proves it genuine; after the address.</summary>
    public required string Genuine { get; init; }

    /// <summary>Reads the texts in the credential's language, whatever the language of the request.</summary>
    public static CertificateTexts For(Credential credential, InterfaceTexts texts) => In(credential.Language, () => new CertificateTexts
    {
        Heading = texts["Certificate.Heading"],
        Holder = texts["Certificate.Holder"],
        Nameless = texts["Certificate.Nameless"],
        Completed = texts[credential.PathwayId.Length > 0 ? "Certificate.CompletedPathway" : "Certificate.Completed"],
        Facts = [.. FactsOf(credential, texts, CultureOf(credential.Language))],
        Check = texts["Certificate.Check"],
        Genuine = texts["Certificate.Genuine"],
    });

    /// <summary>The words that authors use for levels are translated; another stands as it is written.</summary>
    internal static string LevelOf(string level, string language, InterfaceTexts texts) =>
        level is "introductory" or "intermediate" or "advanced" ? In(language, () => texts[$"Level.{level}"]) : level;

    /// <summary>A name she chose says that it is one.</summary>
    internal static string NameOf(ShownHolder holder, string language, InterfaceTexts texts) =>
        holder.IsPseudonym ? In(language, () => texts["Certificate.Pseudonym", holder.Name]) : holder.Name;

    /// <summary>What is read while the interface speaks the language.</summary>
    internal static T In<T>(string language, Func<T> read)
    {
        var culture = CultureOf(language);
        var (before, beforeInterface) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return read();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeInterface);
        }
    }

    /// <summary>The day in words, without the weekday, in the Gregorian calendar everywhere, because the certificate travels.</summary>
    internal static string Day(DateTimeOffset time, CultureInfo culture)
    {
        var dates = (DateTimeFormatInfo)culture.DateTimeFormat.Clone();
        if (dates.Calendar is not GregorianCalendar && culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is { } gregorian)
        {
            dates.Calendar = gregorian;
        }

        return time.UtcDateTime.ToString(Weekday().Replace(dates.LongDatePattern, "").Trim(), dates);
    }

    /// <summary>A course may be in a language .NET has never heard of; then numbers and dates are as in English.</summary>
    internal static CultureInfo CultureOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language.Length == 0 ? "en" : language);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en");
        }
    }

    private static IEnumerable<CertificateFact> FactsOf(Credential credential, InterfaceTexts texts, CultureInfo culture)
    {
        if (credential.Hours > 0)
        {
            var hours = credential.Hours == decimal.Truncate(credential.Hours)
                ? texts["Certificate.Hours", (int)credential.Hours]
                : texts["Certificate.PartHours", credential.Hours.ToString("0.##", culture)];
            yield return new CertificateFact(texts["Certificate.StudyTime"], hours);
        }

        if (credential.Level.Length > 0)
        {
            yield return new CertificateFact(texts["Credential.Level"], LevelOf(credential.Level, credential.Language, texts));
        }

        if (credential.TestPercent is { } percent)
        {
            yield return new CertificateFact(texts["Certificate.Test"], (percent / 100m).ToString("P0", culture));
        }

        yield return new CertificateFact(texts["Certificate.Issued"], Day(credential.IssuedAt, culture));
        if (credential.ValidUntil is { } until)
        {
            yield return new CertificateFact(texts["Certificate.ValidUntil"], Day(until, culture));
        }

        yield return new CertificateFact(texts[credential.PathwayId.Length > 0 ? "Credential.PathwayVersion" : "Certificate.Edition"], credential.RevisionNumber.ToString(culture));
    }

    [GeneratedRegex(@"[\s,،]*dddd[\s,،]*")]
    private static partial Regex Weekday();
}

/// <summary>One thing a certificate states in a row of such, for example Study time: 6 hours.</summary>
public sealed record CertificateFact(string Label, string Value);
