using System.Collections.Concurrent;
using System.Globalization;
using Fluid;
using Microsoft.AspNetCore.Http;

namespace Learning.Theming;

/// <summary>Renders the Liquid views of the theme. A view is parsed once; it sees its model and the words of <see cref="ViewLanguage"/>, nothing else.</summary>
public sealed class Views
{
    private readonly ThemeFiles _theme;
    private readonly FluidParser _parser;
    private readonly TemplateOptions _options;
    private readonly ConcurrentDictionary<string, IFluidTemplate> _parsed = new(StringComparer.Ordinal);

    public Views(ThemeFiles theme, ViewLanguage language)
    {
        _theme = theme;
        _parser = ViewLanguage.Parser();
        _options = language.Options(new ViewFiles(theme.Files));
    }

    /// <summary>Renders into the writer: whatever the model held is encoded, unless it is safe HTML already.</summary>
    internal async ValueTask RenderAsync(string view, object model, HttpContext http, HtmlWriter writer)
    {
        var template = _parsed.GetOrAdd(view, Parse);
        var context = new TemplateContext(model, _options) { CultureInfo = CultureInfo.CurrentCulture };
        context.AmbientValues[ViewLanguage.Http] = http;
        await template.RenderAsync(writer, ViewLanguage.Encoder, context);
    }

    private IFluidTemplate Parse(string view)
    {
        var file = _theme.View(view);
        if (!file.Exists)
        {
            throw new InvalidOperationException($"The theme has no view Views/{view}.liquid.");
        }

        using var reader = new StreamReader(file.CreateReadStream());
        return _parser.TryParse(reader.ReadToEnd(), out var template, out var error)
            ? template
            : throw new InvalidOperationException($"Views/{view}.liquid: {error}");
    }
}
