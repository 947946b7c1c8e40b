using System.Globalization;
using System.Text;

namespace Learning.Cohorts.Rosters;

/// <summary>What a column of a list of people holds.</summary>
internal enum RosterColumn
{
    Name,
    GivenName,
    FamilyName,
    UserName,
    Mail,
    Language,
}

/// <summary>
/// Columns by the words that people write above them, in English, French, Spanish and Arabic; signs, spaces, accents and capitals do not matter. "Nom" beside "Prénom" is a family name, and "Nombre"
/// beside "Apellidos" a given one: a name is all of them in the order they are spoken. Pure.
/// </summary>
internal static class RosterColumns
{
    private static readonly Dictionary<string, RosterColumn> Known = Words(
        (RosterColumn.Name, "name, full name, display name, participant, learner, member, name and surname, nom, nom complet, nom et prénom, prénom et nom, nom prénom, participante, nombre, nombre completo, nombre y apellidos, apellidos y nombre, الاسم, اسم, الاسم الكامل, الاسم واللقب"),
        (RosterColumn.GivenName, "first name, given name, forename, prénom, prénoms, nombres, primer nombre, nombre de pila, الاسم الأول, الاسم الشخصي"),
        (RosterColumn.FamilyName, "last name, surname, family name, nom de famille, apellido, apellidos, اللقب, اسم العائلة, الاسم العائلي"),
        (RosterColumn.UserName, "user name, user, user id, login, login name, sign-in name, nom d’utilisateur, nom utilisateur, utilisateur, identifiant, usuario, nombre de usuario, nombre usuario, اسم المستخدم, المستخدم"),
        (RosterColumn.Mail, "mail, e-mail, email address, e-mail address, mail address, courriel, mél, adresse courriel, adresse de courriel, adresse électronique, adresse e-mail, adresse mail, correo, correo electrónico, dirección de correo, dirección de correo electrónico, البريد, البريد الإلكتروني, بريد إلكتروني, عنوان البريد الإلكتروني, الإيميل, إيميل"),
        (RosterColumn.Language, "language, lang, langue, idioma, lengua, اللغة, لغة"));

    private static readonly Dictionary<string, string> Languages = new (string Code, string Words)[]
    {
        ("en", "en, eng, english, anglais, inglés, الإنجليزية, إنجليزي, إنجليزية"),
        ("fr", "fr, fra, fre, french, français, francés, الفرنسية, فرنسي, فرنسية"),
        ("es", "es, spa, spanish, espagnol, español, castellano, الإسبانية, إسباني, إسبانية"),
        ("ar", "ar, ara, arabic, arabe, árabe, العربية, عربي, عربية"),
    }.SelectMany(l => l.Words.Split(", ").Select(word => (Word: Plain(word), l.Code))).DistinctBy(w => w.Word).ToDictionary(w => w.Word, w => w.Code, StringComparer.Ordinal);

    /// <summary>Null: a word that is no column of ours.</summary>
    public static RosterColumn? Of(string head) => Known.TryGetValue(Plain(head), out var column) ? column : null;

    /// <summary>The code of a language by its code (fr, fr-SN) or its name in any of the four languages; null: not one of them.</summary>
    public static string? LanguageOf(string text)
    {
        var code = text.Length > 2 && text[2] is '-' or '_' ? text[..2] : text;
        return Languages.GetValueOrDefault(Plain(code));
    }

    /// <summary>Letters and digits only, small, without accents and without the signs that Arabic may leave out.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c) && c != '\u0640' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.ModifierLetter)
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        return plain.ToString();
    }

    private static Dictionary<string, RosterColumn> Words(params (RosterColumn Column, string Words)[] columns) =>
        columns.SelectMany(c => c.Words.Split(", ").Select(word => (Word: Plain(word), c.Column))).DistinctBy(w => w.Word).ToDictionary(w => w.Word, w => w.Column, StringComparer.Ordinal);
}
