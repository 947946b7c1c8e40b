namespace Learning.Credentials.Paper;

/// <summary>How the parts of a certificate stand on the sheet.</summary>
internal enum CertificateForm
{
    /// <summary>A union banner beside the text; a logo stands in the disc on its cloth.</summary>
    Banner,

    /// <summary>A frame and the text; a logo stands at the top.</summary>
    Plain,
}

/// <summary>What a theme says of the certificates of its site. By default: the banner, the colours of the product, nobody's signature, A4.</summary>
internal sealed record CertificateDesign
{
    public static readonly CertificateDesign Standard = new();

    public CertificateForm Form { get; init; } = CertificateForm.Banner;

    /// <summary>Where nobody asks for another.</summary>
    public PaperSize Paper { get; init; } = PaperSize.A4;

    public CertificateColours Colours { get; init; } = CertificateColours.Standard;

    public ThemePicture? Logo { get; init; }

    public IReadOnlyList<Signature> Signatures { get; init; } = [];
}

/// <summary>Somebody who signs.</summary>
/// <param name="Offices">What she is, by language; under the empty name what holds in any.</param>
/// <param name="Picture">Her signature; without one there is room to sign by hand.</param>
internal sealed record Signature(string Name, IReadOnlyDictionary<string, string> Offices, ThemePicture? Picture)
{
    /// <summary>In the language, else in any, else in English, else in whichever there is.</summary>
    public string OfficeIn(string language) =>
        new[] { language, language.Split('-')[0], "", "en" }.Select(l => Offices.GetValueOrDefault(l)).FirstOrDefault(o => o is not null) ?? Offices.Values.FirstOrDefault() ?? "";
}
