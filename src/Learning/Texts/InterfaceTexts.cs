using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Learning.Texts;

/// <summary>
/// Every sentence of the interface, in the language of the request (<see cref="CultureInfo.CurrentUICulture"/>): English, French, Spanish,
/// Arabic; English for any other. Held in <c>Resources/Texts*.resx</c>. A missing text is a bug and shows as its name in brackets.
/// </summary>
public sealed class InterfaceTexts
{
    public static readonly IReadOnlyList<string> Languages = ["en", "fr", "es", "ar"];

    private static readonly ResourceManager Resources = new("Learning.Resources.Texts", typeof(InterfaceTexts).Assembly);

    /// <summary>All texts of a language, read once: a page asks for a hundred, and the resource manager locks for each.</summary>
    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> Read = new(StringComparer.Ordinal);

    /// <summary>
    /// The text of that name with its places filled. A text that counts exists in the plural forms of each language, "Name.one", "Name.other" …;
    /// the first argument, an <see cref="int"/>, chooses among them.
    /// </summary>
    public string this[string name, params object[] arguments]
    {
        get
        {
            var culture = CultureInfo.CurrentUICulture;
            var text = Find(name, arguments, culture);
            return text is null ? $"[{name}]" : arguments.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, Array.ConvertAll(arguments, Written));
        }
    }

    /// <summary>A whole number of five digits and more has its thousands set off; one of four has not, in any of our languages.</summary>
    private static object Written(object argument) => argument is int number && Math.Abs((long)number) >= 10_000 ? number.ToString("#,0", CultureInfo.CurrentCulture) : argument;

    internal static bool Has(string name) => Find(name, [1], CultureInfo.InvariantCulture) is not null;

    private static string? Find(string name, object[] arguments, CultureInfo culture)
    {
        var texts = Of(culture);
        if (arguments is [int count, ..])
        {
            var counted = texts.GetValueOrDefault($"{name}.{PluralForm.Of(count, culture)}") ?? texts.GetValueOrDefault($"{name}.other");
            if (counted is not null)
            {
                return counted;
            }
        }

        return texts.GetValueOrDefault(name) ?? (culture.Name.Length == 0 ? null : Find(name, arguments, CultureInfo.InvariantCulture));
    }

    private static FrozenDictionary<string, string> Of(CultureInfo culture)
    {
        var language = culture.Name.Length == 0 ? "" : culture.TwoLetterISOLanguageName;
        return Read.TryGetValue(language, out var texts) ? texts : Read.GetOrAdd(language, Load);
    }

    /// <summary>The texts of a language itself; empty where it has none, so that <see cref="Find"/> falls back to English, which is the neutral one.</summary>
    private static FrozenDictionary<string, string> Load(string language) =>
        Resources.GetResourceSet(language.Length == 0 ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)
            ?.Cast<DictionaryEntry>()
            .ToFrozenDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal)
        ?? FrozenDictionary<string, string>.Empty;
}
