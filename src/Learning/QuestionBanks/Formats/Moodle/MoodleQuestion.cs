using System.Globalization;
using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Moodle;

/// <summary>A question of the file and what all types have: name, text, explanation, tags. What one cannot carry it refuses or notes with its line.</summary>
internal sealed class MoodleQuestion
{
    private static readonly string[] _overall = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"];

    /// <summary>What Moodle writes by itself says nothing.</summary>
    private static readonly string[] _usual = ["Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect."];

    private readonly XElement _question;
    private readonly string _category;

    public MoodleQuestion(XElement question, string category, BankReader into)
    {
        (_question, _category, Into) = (question, category, into);
        Line = BankXml.LineOf(question);
        Text = MoodleText.Html(question.Element("questiontext"));
        Explanation = MoodleText.Html(question.Element("generalfeedback"));
    }

    public BankReader Into { get; }

    public int Line { get; }

    public string Type => TypeOf(_question);

    /// <summary>The question as any HTML; a type with gaps puts its marks into it.</summary>
    public string Text { get; set; }

    public string Explanation { get; set; }

    public IReadOnlyList<MoodleAnswer> Answers => [.. Elements("answer").Select(answer => new MoodleAnswer(answer, this))];

    public static string TypeOf(XElement question) => question.Attribute("type")?.Value.Trim().ToLowerInvariant() ?? "";

    public XElement? Element(string name) => _question.Element(name);

    public XElement? Our(string name) => _question.Element(MoodleXml.Ours + name);

    public IEnumerable<XElement> Elements(string name) => _question.Elements(name);

    public string? Ours(string name) => _question.Attribute(MoodleXml.Ours + name)?.Value;

    public string Value(string name) => MoodleText.Plain(_question.Element(name));

    public bool Says(string name) => Value(name).ToLowerInvariant() is "1" or "true" or "yes";

    public string Html(string name) => MoodleText.Html(_question.Element(name));

    /// <summary>What is said to all who answered so; empty where Moodle wrote it by itself.</summary>
    public string Overall(string name) =>
        Into.Blocks(Html(name), Line) is var html && _usual.Contains(BankHtml.ToPlain(html), StringComparer.OrdinalIgnoreCase) ? "" : html;

    public BankAnswer? Refuse(string code, params string[] arguments)
    {
        Into.Refuse(Line, code, arguments);
        return null;
    }

    public void Note(string code, params string[] arguments) => Into.Note(Line, code, arguments);

    public BankItem Item(BankAnswer answer)
    {
        if (answer is not ChoiceAnswer { IsMultiple: false } && _overall.Any(name => Overall(name).Length > 0))
        {
            Note("overall-feedback");
        }

        if (Elements("hint").Any(hint => MoodleText.Plain(hint).Length > 0))
        {
            Note("hints");
        }

        RefuseFiles();
        var (prompt, body) = BankText.Split(Into.Blocks(Text, Line));
        return new()
        {
            Line = Line,
            Id = Value("idnumber"),
            Title = Ours("name") == "none" ? "" : Value("name"),
            Category = _category,
            Tags = [.. Elements("tags").SelectMany(tags => tags.Elements("tag")).Select(MoodleText.Plain).Where(tag => tag.Length > 0)],
            Prompt = prompt,
            Body = body,
            Explanation = Into.Blocks(Explanation, Line),
            Answer = answer,
        };
    }

    public static decimal? Number(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Pictures fail as pictures; a file that is linked to would be lost without a word.</summary>
    private void RefuseFiles()
    {
        if (Value("image").Length > 0 || Value("image_base64").Length > 0)
        {
            Refuse("cannot-carry-markup", "img");
        }

        foreach (var link in _question.Descendants("text").Select(text => text.Value).Where(text => text.Contains("href=\"@@PLUGINFILE@@", StringComparison.Ordinal)).Take(1))
        {
            Refuse("embedded-file");
        }
    }
}
