using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;
using Microsoft.AspNetCore.Html;

namespace Learning.Theming;

/// <summary>HTML that is safe already, written as it is and without a copy: a page's body is most of a page.</summary>
internal sealed class SafeHtmlValue(IHtmlContent html) : FluidValue
{
    public override FluidValues Type => FluidValues.String;

    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other) || (other is not null && other.ToStringValue() == ToStringValue());

    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    public override int GetHashCode() => html.GetHashCode();

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override object ToObjectValue() => html;

    public override string ToStringValue() => html.ToString() ?? "";

    /// <summary>Never synchronously: the writer may be the response itself.</summary>
    public override async ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        if (html is not RenderedHtml rendered)
        {
            await writer.WriteAsync(ToStringValue());
            return;
        }

        foreach (var chunk in rendered.Chunks)
        {
            await writer.WriteAsync(chunk);
        }
    }
}
