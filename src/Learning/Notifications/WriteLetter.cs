using System.Collections.Concurrent;
using System.Globalization;
using Fluid;
using Learning.Texts;
using Learning.Theming;

namespace Learning.Notifications;

/// <summary>Something to tell somebody, before it is put into words of her language.</summary>
public sealed record Letter
{
    public required Topic Topic { get; init; }

    public required string LearnerId { get; init; }

    /// <summary>Names its cause: the same key is told once, however often it is posted.</summary>
    public required string Key { get; init; }

    /// <summary>What the template of the topic sees, beside <c>name</c> and <c>site_name</c>.</summary>
    public required object Words { get; init; }

    /// <summary>Where it leads, within the site.</summary>
    public string? Href { get; init; }

    public Guid? CohortId { get; init; }

    public string? SentBy { get; init; }
}

/// <summary>
/// Puts a letter into words, by the templates of the theme: <c>Mail/TOPIC.liquid</c> (its first line is the subject, the rest the text, with a blank line between paragraphs), and around it
/// <c>Mail/FrameText.liquid</c> and <c>Mail/Frame.liquid</c>. One text serves the inbox, the plain part and the HTML part.
/// </summary>
public sealed class WriteLetter
{
    private readonly InterfaceTexts _texts;
    private readonly SiteIdentity _site;
    private readonly FluidParser _parser = ViewLanguage.Parser();
    private readonly PerTheme<OfTheme> _templates;

    public WriteLetter(ThemeFiles theme, ViewLanguage language, InterfaceTexts texts, SiteIdentity site)
    {
        (_texts, _site) = (texts, site);
        _templates = new(theme, files => new(files, language.Options(new ViewFiles(files.Files))));
    }

    public sealed record Written(string Subject, string Text);

    public sealed record Bodies(string Text, string Html);

    /// <summary>The subject and the text, as the inbox shows them.</summary>
    public Written Write(Topic topic, object words, string name, string language) => InterfaceCulture.In(language, () =>
    {
        var context = new TemplateContext(words, _templates.Value.Options) { CultureInfo = CultureInfo.CurrentCulture };
        context.SetValue("name", name);
        context.SetValue("site_name", _site.Name);
        var text = Template($"{topic}").Render(context, NullEncoder.Default).ReplaceLineEndings("\n").TrimStart();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0
            ? throw new InvalidOperationException($"Mail/{topic}.liquid has no text after its subject.")
            : new Written(Cut(OneLine(text[..end]), Message.LongestSubject), Cut(string.Join("\n\n", Paragraphs(text[end..]).Select(lines => string.Join('\n', lines))), Message.LongestText));
    });

    /// <summary>The same words in the frames of a mail.</summary>
    /// <param name="topic">What it is about.</param>
    /// <param name="written">The words.</param>
    /// <param name="language">Their language.</param>
    /// <param name="link">Where it leads, the whole address; null: the mail says where to look instead.</param>
    /// <param name="why">Why it came: a sentence.</param>
    /// <param name="stop">Where such mail is stopped; null: it cannot be by a link.</param>
    public Bodies Frame(Topic topic, Written written, string language, string? link, string why, string? stop) => InterfaceCulture.In(language, () =>
    {
        var model = new FrameModel(
            written.Subject, written.Text, Paragraphs(written.Text), link, _texts[$"Message.Go.{topic}"], why, stop, _site.Name, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr");
        return new Bodies(
            Template("FrameText").Render(new TemplateContext(model, _templates.Value.Options) { CultureInfo = CultureInfo.CurrentCulture }, NullEncoder.Default).ReplaceLineEndings("\n").Trim() + "\n",
            Template("Frame").Render(new TemplateContext(model, _templates.Value.Options) { CultureInfo = CultureInfo.CurrentCulture }, ViewLanguage.Encoder));
    });

    /// <summary>Plain text, cut where a line is empty; each paragraph in its lines.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Paragraphs(string text)
    {
        var paragraphs = new List<IReadOnlyList<string>>();
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Append(""))
        {
            if (line.Length > 0)
            {
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                paragraphs.Add(lines);
                lines = [];
            }
        }

        return paragraphs;
    }

    /// <summary>A title may hold anything; a subject is one line.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split(text.Where(c => char.IsControl(c) || char.IsWhiteSpace(c)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private IFluidTemplate Template(string name)
    {
        var templates = _templates.Value;
        return templates.Parsed.GetOrAdd(name, Parse, templates.Theme);
    }

    private IFluidTemplate Parse(string name, ThemeFiles.Theme theme)
    {
        var file = theme.Mail(name);
        if (!file.Exists)
        {
            throw new InvalidOperationException($"The theme has no mail Mail/{name}.liquid.");
        }

        using var reader = new StreamReader(file.CreateReadStream());
        return _parser.TryParse(reader.ReadToEnd(), out var template, out var error) ? template : throw new InvalidOperationException($"Mail/{name}.liquid: {error}");
    }

    private sealed record OfTheme(ThemeFiles.Theme Theme, TemplateOptions Options)
    {
        public ConcurrentDictionary<string, IFluidTemplate> Parsed { get; } = new(StringComparer.Ordinal);
    }

    public sealed record FrameModel(
        string Subject,
        string Text,
        IReadOnlyList<IReadOnlyList<string>> Paragraphs,
        string? Link,
        string LinkText,
        string Why,
        string? Stop,
        string SiteName,
        string Language,
        string Direction);
}
