using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;
using Learning.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Learning.Theming;

/// <summary>
/// The words our views have beyond Liquid's own. Filters: <c>t</c> (interface text), <c>url</c> (address within the site), <c>asset</c>
/// (file of the theme), <c>icon</c>, <c>day</c>, <c>moment</c>, <c>local_moment</c>, <c>number</c>, <c>percent</c>, <c>offered</c> (whether this site has a part of the product, see <see cref="Capability"/>). Tags: <c>token</c> (hidden antiforgery field), <c>new_id</c> (UUID v7),
/// <c>cached</c> (<see cref="CachedBlock"/>).
/// </summary>
public sealed class ViewLanguage(ThemeFiles theme, InterfaceTexts texts, LearningOptions site)
{
    internal const string Http = "http";

    /// <summary>Encodes what could be markup and leaves every script of the world readable.</summary>
    internal static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ThemeFiles _theme = theme;
    private readonly PerTheme<ConcurrentDictionary<string, string>> _icons = new(theme, _ => new(StringComparer.Ordinal));

    internal static FluidParser Parser()
    {
        var parser = new FluidParser();

        parser.RegisterEmptyTag("token", (writer, _, _) => Leave(writer, Gap.TokenField));
        parser.RegisterEmptyTag("new_id", (writer, _, _) => Leave(writer, Gap.NewId));
        var cached = new CachedBlock();
        parser.RegisterExpressionBlock("cached", cached.WriteAsync);
        return parser;
    }

    internal TemplateOptions Options(IFileProvider views)
    {
        var options = new TemplateOptions
        {
            FileProvider = views,
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.SnakeCase },
            MaxSteps = 1_000_000,   // the outline of a course of a thousand texts in four languages takes some 100,000
        };

        options.ValueConverters.Add(value => value switch
        {
            IHtmlContent html => new SafeHtmlValue(html),
            Gap gap => new GapValue(gap),
            Enum name => new StringValue(name.ToString()),
            DateOnly or DateTimeOffset => new ObjectValue(value),   // as they are, for the filter day
            _ => null,
        });

        options.Filters.AddFilter("raw", (_, _, _) => throw new InvalidOperationException("Views do not decide what is safe; the model does."));
        options.Filters.AddFilter("t", Translate);
        options.Filters.AddFilter("url", (input, _, context) => new StringValue(PathBase(context) + input.ToStringValue()));
        options.Filters.AddFilter("asset", (input, _, context) => new StringValue($"{PathBase(context)}/theme/{_theme.Version}/{input.ToStringValue()}"));
        options.Filters.AddFilter("icon", (input, _, _) => new StringValue(_icons.Value.GetOrAdd(input.ToStringValue(), Icon), encode: false));
        options.Filters.AddFilter("offered", (input, _, _) => site.Offers(input.ToStringValue()) ? BooleanValue.True : BooleanValue.False);
        options.Filters.AddFilter("day", Day);
        options.Filters.AddFilter("moment", Moment);
        options.Filters.AddFilter("local_moment", LocalMoment);
        options.Filters.AddFilter("number", (input, _, _) => new StringValue(Written(input.ToNumberValue())));
        options.Filters.AddFilter("percent", (input, _, _) => new StringValue((input.ToNumberValue() / 100).ToString("P0", CultureInfo.CurrentCulture)));
        return options;
    }

    private static ValueTask<Fluid.Ast.Completion> Leave(TextWriter writer, Gap gap)
    {
        GapValue.Leave(writer, gap);
        return new(Fluid.Ast.Completion.Normal);
    }

    /// <summary>A mail has no request; its addresses are whole already.</summary>
    private static string PathBase(TemplateContext context) =>
        context.AmbientValues.TryGetValue(Http, out var http) ? ((HttpContext)http).Request.PathBase.Value ?? "" : "";

    /// <summary><c>{{ 'Progress.MinutesLeft' | t: 12 }}</c></summary>
    private ValueTask<FluidValue> Translate(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var values = new object[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = arguments.At(i);
            values[i] = value is NumberValue && value.ToNumberValue() is var number && number == decimal.Truncate(number)
                ? (int)number
                : value is NumberValue ? value.ToNumberValue() : value.ToStringValue();
        }

        return new StringValue(texts[input.ToStringValue(), values]);
    }

    /// <summary>Thousands are set off, but not in a whole number of four digits.</summary>
    private static string Written(decimal number) => number.ToString(number == decimal.Truncate(number) && Math.Abs(number) < 10_000 ? "0" : "#,0.##", CultureInfo.CurrentCulture);

    /// <summary>A day as people write it, without the day of the week: 23 November 2026, 23 de noviembre de 2026.</summary>
    private static ValueTask<FluidValue> Day(FluidValue input, FilterArguments arguments, TemplateContext context) =>
        new StringValue(DayOf(input));

    /// <summary>A day with hours and minutes, in UTC and saying so: the server does not know where she is.</summary>
    private static ValueTask<FluidValue> Moment(FluidValue input, FilterArguments arguments, TemplateContext context) =>
        new StringValue(input.ToObjectValue() is DateTimeOffset time ? $"{DayOf(input)}{(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ar" ? '،' : ',')} {time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC" : DayOf(input));

    /// <summary>The same by the clock that the time carries: where a page has said whose clock it is.</summary>
    private static ValueTask<FluidValue> LocalMoment(FluidValue input, FilterArguments arguments, TemplateContext context) =>
        new StringValue(input.ToObjectValue() is DateTimeOffset time ? $"{DayOf(input)}{(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ar" ? '،' : ',')} {time.ToString("HH:mm", CultureInfo.InvariantCulture)}" : DayOf(input));

    private static string DayOf(FluidValue input)
    {
        var culture = CultureInfo.CurrentCulture;
        var pattern = culture.TwoLetterISOLanguageName == "es" ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy";
        return input.ToObjectValue() switch
        {
            DateTimeOffset time => time.ToString(pattern, culture),
            DateOnly day => day.ToString(pattern, culture),
            _ => input.ToStringValue(),
        };
    }

    /// <summary>Icons stand in the page itself: no request, and they take the colour of the text. They are for the eye only.</summary>
    private string Icon(string name)
    {
        var file = _theme.Asset($"icons/{name}.svg");
        if (!file.Exists)
        {
            throw new InvalidOperationException($"The theme has no icon Assets/icons/{name}.svg.");
        }

        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd().Trim();
    }
}
