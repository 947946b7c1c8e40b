using System.Collections.Concurrent;
using System.Globalization;
using Fluid;
using Microsoft.AspNetCore.Http;

namespace Learning.Theming;

/// <summary>Renders the Liquid views of the theme. A view is parsed once; it sees its model and the words of <see cref="ViewLanguage"/>, nothing else.</summary>
public sealed class Views
{
    private readonly FluidParser _parser = ViewLanguage.Parser();
    private readonly PerTheme<OfTheme> _views;

    public Views(ThemeFiles theme, ViewLanguage language) => _views = new(theme, files => new(files, language.Options(new ViewFiles(files.Files))));

    /// <summary>Renders into the writer: whatever the model held is encoded, unless it is safe HTML already.</summary>
    internal async ValueTask RenderAsync(string view, object model, HttpContext http, HtmlWriter writer)
    {
        var views = _views.Value;
        var template = views.Parsed.GetOrAdd(view, static (name, from) => Parse(name, from.Theme, from.Parser), (views.Theme, Parser: _parser));
        var context = new TemplateContext(model, views.Options) { CultureInfo = CultureInfo.CurrentCulture };
        context.AmbientValues[ViewLanguage.Http] = http;
        await template.RenderAsync(writer, ViewLanguage.Encoder, context);
    }

    private static IFluidTemplate Parse(string view, ThemeFiles.Theme theme, FluidParser parser)
    {
        var file = theme.View(view);
        if (!file.Exists)
        {
            throw new InvalidOperationException($"The theme has no view Views/{view}.liquid.");
        }

        using var reader = new StreamReader(file.CreateReadStream());
        return parser.TryParse(reader.ReadToEnd(), out var template, out var error)
            ? template
            : throw new InvalidOperationException($"Views/{view}.liquid: {error}");
    }

    private sealed record OfTheme(ThemeFiles.Theme Theme, TemplateOptions Options)
    {
        public ConcurrentDictionary<string, IFluidTemplate> Parsed { get; } = new(StringComparer.Ordinal);
    }
}
