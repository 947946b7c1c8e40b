using System.Globalization;
using System.Text.Json;
using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>
/// Reads the theme's <c>certificate.json</c>. Whatever is wrong in it is named with its place, and the standard stands in its stead: a certificate is never broken by it. Pure.
/// </summary>
internal sealed class ReadDesign
{
    public const string FileName = "certificate.json";
    public const int MostBytes = 64 * 1024;
    public const int MostSignatures = 3;
    private const int LongestName = 80;
    private const int LongestOffice = 120;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8 };

    private readonly Func<string, byte[]?> _file;
    private readonly List<string> _problems = [];

    private ReadDesign(Func<string, byte[]?> file) => _file = file;

    /// <param name="json">The file; null where the theme has none.</param>
    /// <param name="file">A file of the theme by its path, for pictures; null where there is none.</param>
    public static (CertificateDesign Design, IReadOnlyList<string> Problems) Of(byte[]? json, Func<string, byte[]?> file)
    {
        if (json is null)
        {
            return (CertificateDesign.Standard, []);
        }

        var read = new ReadDesign(file);
        return (read.Design(json), read._problems);
    }

    private CertificateDesign Design(byte[] json)
    {
        var design = CertificateDesign.Standard;
        if (json.Length > MostBytes)
        {
            _problems.Add($"{FileName} is larger than {MostBytes / 1024} KB. The standard design is used.");
            return design;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            foreach (var (key, value) in Members(document.RootElement, ""))
            {
                design = key switch
                {
                    "form" => Form(value) is { } form ? design with { Form = form } : design,
                    "paper" => Paper(value) is { } paper ? design with { Paper = paper } : design,
                    "colours" => design with { Colours = Colours(value) },
                    "logo" => design with { Logo = Picture(value, key) },
                    "signatures" => design with { Signatures = [.. Signatures(value)] },
                    _ => Unknown(key, design),
                };
            }
        }
        catch (JsonException e)
        {
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{FileName}, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: it is not JSON. The standard design is used."));
        }

        return design;
    }

    private CertificateForm? Form(JsonElement value) => Text(value, "form", 20) switch
    {
        null => null,
        "banner" => CertificateForm.Banner,
        "plain" => CertificateForm.Plain,
        _ => Wrong<CertificateForm?>("form", "has to be \"banner\" or \"plain\""),
    };

    private PaperSize? Paper(JsonElement value) =>
        Text(value, "paper", 20) is not { } name ? null : PaperSize.Named(name) ?? Wrong<PaperSize>("paper", "has to be \"a4\" or \"letter\"");

    private CertificateColours Colours(JsonElement value)
    {
        var colours = CertificateColours.Standard;
        foreach (var (key, given) in Members(value, "colours"))
        {
            var place = $"colours.{key}";
            colours = key switch
            {
                "text" => colours with { Text = Ink(given, place) ?? colours.Text },
                "quiet" => colours with { Quiet = Ink(given, place) ?? colours.Quiet },
                "main" => colours with { Main = Ink(given, place) ?? colours.Main },
                "accent" => colours with { Accent = Ink(given, place) ?? colours.Accent },
                "trim" => colours with { Trim = Colour(given, place) ?? colours.Trim },
                "light" => colours with { Light = Colour(given, place) ?? colours.Light },
                "rule" => colours with { Rule = Colour(given, place) ?? colours.Rule },
                _ => Unknown(place, colours),
            };
        }

        return colours;
    }

    /// <summary>A colour that letters have too.</summary>
    private SKColor? Ink(JsonElement value, string place) => Colour(value, place) switch
    {
        null => null,
        { } colour when CertificateColours.ContrastOnWhite(colour) is var contrast && contrast < CertificateColours.LeastContrast =>
            Wrong<SKColor?>(place, string.Create(CultureInfo.InvariantCulture, $"is too pale for letters on white: its contrast is {Math.Floor(contrast * 10) / 10:0.0}, and {CertificateColours.LeastContrast} is the least")),
        { } colour => colour,
    };

    private SKColor? Colour(JsonElement value, string place) =>
        Text(value, place, 20) is not { } text ? null
        : text.Length == 7 && text[0] == '#' && uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) ? new SKColor(0xFF000000 | rgb)
        : Wrong<SKColor?>(place, "has to be a colour like \"#A3262A\"");

    private IEnumerable<Signature> Signatures(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            _problems.Add($"{FileName}: signatures has to be a list. There are none.");
            yield break;
        }

        if (value.GetArrayLength() > MostSignatures)
        {
            _problems.Add($"{FileName}: signatures has more than {MostSignatures}. Those after are left out.");
        }

        foreach (var (one, number) in value.EnumerateArray().Take(MostSignatures).Select((one, i) => (one, i + 1)))
        {
            if (Signature(one, $"signatures[{number}]") is { } signature)
            {
                yield return signature;
            }
        }
    }

    private Signature? Signature(JsonElement value, string place)
    {
        string? name = null;
        IReadOnlyDictionary<string, string> offices = new Dictionary<string, string>();
        ThemePicture? picture = null;
        foreach (var (key, given) in Members(value, place))
        {
            switch (key)
            {
                case "name":
                    name = Text(given, $"{place}.name", LongestName);
                    break;
                case "office":
                    offices = Offices(given, $"{place}.office");
                    break;
                case "picture":
                    picture = Picture(given, $"{place}.picture");
                    break;
                default:
                    Unknown($"{place}.{key}", name);
                    break;
            }
        }

        return string.IsNullOrWhiteSpace(name) ? Wrong<Signature>(place, "has no name, and is left out") : new Signature(name, offices, picture);
    }

    /// <summary>One text for all languages, or one for each.</summary>
    private Dictionary<string, string> Offices(JsonElement value, string place)
    {
        var offices = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var given = value.ValueKind == JsonValueKind.String ? [("", value)] : Members(value, place);
        foreach (var (language, office) in given)
        {
            if (Text(office, language.Length == 0 ? place : $"{place}.{language}", LongestOffice) is { } text)
            {
                offices[language] = text;
            }
        }

        return offices;
    }

    private ThemePicture? Picture(JsonElement value, string place)
    {
        if (Text(value, place, 200) is not { } path)
        {
            return null;
        }

        if (_file(path) is not { } file)
        {
            return Wrong<ThemePicture>(place, $"names {path}, and the theme has no such file");
        }

        var (picture, problem) = ThemePicture.Read(file);
        return picture ?? Wrong<ThemePicture>(place, $"names {path}, which {problem}");
    }

    private IEnumerable<(string Key, JsonElement Value)> Members(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"{FileName}: {(place.Length == 0 ? "the whole" : place)} has to be an object in braces.");
            return [];
        }

        return value.EnumerateObject().Select(member => (member.Name, member.Value));
    }

    private string? Text(JsonElement value, string place, int longest) =>
        value.ValueKind != JsonValueKind.String ? Wrong<string>(place, "has to be a text in quotes")
        : value.GetString() is { } text && text.Length <= longest ? text
        : Wrong<string>(place, $"is longer than {longest} characters");

    private T? Wrong<T>(string place, string problem)
    {
        _problems.Add($"{FileName}: {place} {problem}.");
        return default;
    }

    private T Unknown<T>(string place, T unchanged)
    {
        _problems.Add($"{FileName}: {place} is not known here.");
        return unchanged;
    }
}
