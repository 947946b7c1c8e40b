using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;
using Learning.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Theming;

/// <summary>What a page leaves open until it goes out to somebody: her name, the tokens of her browser, a new id; in a frame, the page itself.</summary>
public enum Gap
{
    /// <summary>The antiforgery token alone, for scripts.</summary>
    Token,

    /// <summary>The hidden fields with the token and with whose page it is.</summary>
    TokenField,

    /// <summary>A UUID v7.</summary>
    NewId,

    UserName,

    LearnerKey,

    /// <summary>The time of this server, in milliseconds since 1970.</summary>
    Now,

    Body,
}

internal static class Gaps
{
    /// <summary>What stands in the gap for whoever asks now, safe to write into HTML. <see cref="Gap.Body"/> is the frame's to fill.</summary>
    public static string Fill(this Gap gap, HttpContext http) => gap switch
    {
        Gap.Token => Tokens(http).For(http),
        Gap.TokenField => $"<input type=\"hidden\" name=\"{Tokens(http).FieldName}\" value=\"{Tokens(http).For(http)}\">{LearnerField(http)}",
        Gap.NewId => Guid.CreateVersion7().ToString(),
        Gap.UserName => ViewLanguage.Encoder.Encode(http.User.LearnerIdOrNull is null ? "" : http.User.NameToShow),
        Gap.LearnerKey => ViewLanguage.Encoder.Encode(http.User.LearnerIdOrNull ?? ""),
        Gap.Now => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"Nothing fills the gap {gap} here."),
    };

    /// <summary>Says whose form it was, should her session have ended when it comes back.</summary>
    private static string LearnerField(HttpContext http) =>
        http.User.LearnerIdOrNull is { } learner ? $"<input type=\"hidden\" name=\"learner\" value=\"{ViewLanguage.Encoder.Encode(learner)}\">" : "";

    private static PageTokens Tokens(HttpContext http) => http.RequestServices.GetRequiredService<PageTokens>();
}

/// <summary>A gap as a view meets it: there, and nothing can be made of it but to write it.</summary>
internal sealed class GapValue(Gap gap) : FluidValue
{
    public override FluidValues Type => FluidValues.Object;

    public static void Leave(TextWriter writer, Gap gap)
    {
        if (writer is not HtmlWriter html)
        {
            throw new InvalidOperationException($"{gap} differs from one reader to the next: it can stand neither in a cached nor in a captured block.");
        }

        html.Leave(gap);
    }

    public override bool Equals(FluidValue? other) => other is GapValue gapValue && gapValue.ToObjectValue().Equals(gap);

    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    public override int GetHashCode() => gap.GetHashCode();

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override object ToObjectValue() => gap;

    public override string ToStringValue() => throw new InvalidOperationException($"{gap} is not known while a view is rendered.");

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        Leave(writer, gap);
        return default;
    }
}
