using SkiaSharp;

namespace Learning.Credentials.Paper;

/// <summary>Where the parts of a certificate stand on a sheet, measured from its edges. "Start" is from the edge where the language begins.</summary>
internal sealed record PaperPlan(PaperSize Paper, CertificateDesign Design)
{
    public const float HeadingBottom = 164;
    public const float MiddleTop = 192;

    private const float Margin = 62;
    private const float SignatureRoom = 82;
    private const float LogoWidth = 190;

    public bool HasBanner => Design.Form == CertificateForm.Banner;

    public float ColumnStart => HasBanner ? 240 : Margin + 4;

    public float ColumnWidth => Paper.Width - ColumnStart - (HasBanner ? Margin : Margin + 4);

    /// <summary>A logo at the top leaves it less.</summary>
    public float HeadingWidth => ColumnWidth - (HasBanner || Design.Logo is null ? 0 : LogoWidth + 24);

    /// <summary>The rule over the facts.</summary>
    public float FirstRule => Paper.Height - 169.28f;

    public float SecondRule => FirstRule + 54;

    public float SignaturesTop => FirstRule - 2 - SignatureRoom;

    public float MiddleBottom => Design.Signatures.Count > 0 ? SignaturesTop : FirstRule - 6;

    public float FactsTop => FirstRule + 6;

    public float CheckTop => SecondRule + 7;

    /// <summary>Of the facts and the address: as wide as the column, but for a code that stands beside them.</summary>
    public float FootWidth => HasBanner ? ColumnWidth : ColumnWidth - QrSide - 30;

    public float QrSide => HasBanner ? 108 : 104;

    public float QrStart => HasBanner ? UnionBanner.Centre - (QrSide / 2) : Paper.Width - Margin - 4 - QrSide;

    public float QrTop => HasBanner ? FirstRule + 10 : FirstRule + 14;

    /// <summary>How far the cloth hangs down.</summary>
    public float ClothBottom => FirstRule - 30;

    /// <summary>Of a form without a banner.</summary>
    public SKRect LogoBox => SKRect.Create(Paper.Width - Margin - 4 - LogoWidth, 56, LogoWidth, HeadingBottom - 56);

    /// <summary>Where something stands on paper that begins at a distance from the start.</summary>
    public float Left(float start, float width, bool rightToLeft) => rightToLeft ? Paper.Width - start - width : start;
}
