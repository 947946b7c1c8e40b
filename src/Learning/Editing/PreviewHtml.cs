using System.Globalization;
using System.Net;
using System.Text;
using Learning.Authoring;
using Learning.Authoring.Clips;
using Learning.Questions;
using Learning.Texts;
using Microsoft.AspNetCore.Html;

namespace Learning.Editing;

/// <summary>A page that was read, as one piece of safe HTML in the classes of the theme: its text, its questions each with what is right and why, the rows of a register, the cues of captions.</summary>
internal static class PreviewHtml
{
    private const int MostRows = 500;
    private const int MostCues = 2000;

    public static string Of(PageReading page, InterfaceTexts texts)
    {
        var html = new StringBuilder(page.Html);
        foreach (var question in page.Questions)
        {
            Write(html, question, page.Language, texts);
        }

        Write(html, page.Rows);
        Write(html, page.Captions, texts);
        return html.ToString();
    }

    private static void Write(StringBuilder html, Question question, string of, InterfaceTexts texts)
    {
        var asked = question.For("");
        var view = asked.Show(asked.RightResponse, asked.Mark(asked.RightResponse), null).In(question.InLanguage ?? of);
        html.Append("<section class=\"sheet\"").Append(view.InLanguage is { } language ? $" lang=\"{Plain(language)}\"" : "").Append('>');
        html.Append("<h2 class=\"question-prompt\">").Append(view.Prompt.Value).Append("</h2>");
        Write(html, "original-note", view.InLanguage is not null ? texts["Translation.Missing"] : view.IsStale ? texts["Translation.Stale"] : "");
        Write(html, view.Body);
        if (view.Segments.Count > 0)
        {
            html.Append("<div class=\"prose gaps\">");
            foreach (var segment in view.Segments)
            {
                html.Append(segment.Before.Value).Append(segment.Gap is { } gap ? $"<span class=\"gap is-right\">{Plain(gap.Right)}</span>" : "").Append(segment.After.Value);
            }

            html.Append("</div>");
        }

        WriteKey(html, view, texts);
        html.Append("<div class=\"explanation\">").Append("<h3>").Append(Plain(texts["Quiz.Explanation"])).Append("</h3>");
        Write(html, view.Explanation);
        if (view.Sources.Count > 0)
        {
            html.Append("<ul class=\"source-list\">").AppendJoin("", view.Sources.Select(s => $"<li><bdi>{Plain(s.Title)}{(s.Place is { } place ? ", " + Plain(place) : "")}</bdi></li>")).Append("</ul>");
        }

        html.Append("</div></section>\n");
    }

    private static void WriteKey(StringBuilder html, QuestionView view, InterfaceTexts texts)
    {
        var right = $"<p class=\"marked-word\">{Plain(texts["Quiz.RightAnswer"])}</p>";
        if (view.Options.Count > 0)
        {
            html.Append("<ul class=\"marked\">").AppendJoin("", view.Options.Select(o =>
                $"<li{(o.IsRight == true ? " class=\"is-right\"" : "")}><div><p class=\"marked-text\">{o.Text.Value}</p>{(o.IsRight == true ? right : "")}{(o.Feedback is { } said ? $"<div class=\"feedback\">{said.Value}</div>" : "")}</div></li>")).Append("</ul>");
        }
        else if (view.Criteria.Count > 0)
        {
            html.Append("<ul class=\"rubric\">").AppendJoin("", view.Criteria.Select(c =>
                $"<li><p class=\"criterion\">{c.Text.Value}</p><ul>{string.Concat(c.Levels.Select(l => $"<li><span class=\"level-points\">{Plain(texts["Quiz.PointsOnly", l.Points])}</span> {l.Text.Value}</li>"))}</ul></li>")).Append("</ul>");
        }
        else if (view.Parts.Count > 0 && view.Segments.Count == 0)
        {
            html.Append("<ul class=\"marked\">").AppendJoin("", view.Parts.Select(p => $"<li class=\"is-right\"><div><p class=\"marked-text\">{p.Label.Value}</p><p class=\"marked-word\">{Plain(p.Right)}</p></div></li>")).Append("</ul>");
        }
        else if (view.RightAnswer is { } answer)
        {
            html.Append("<dl class=\"marked-typed\"><div class=\"is-right\"><dt>").Append(Plain(texts["Quiz.RightAnswer"])).Append("</dt><dd><bdi>").Append(Plain(answer)).Append(view.Unit is { } unit ? " " + Plain(unit) : "").Append("</bdi></dd></div></dl>");
        }
    }

    private static void Write(StringBuilder html, IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var columns = rows[0].Keys.ToArray();
        html.Append("<div class=\"table-wrap\" role=\"region\" tabindex=\"0\"><table><thead><tr>").AppendJoin("", columns.Select(c => $"<th scope=\"col\">{Plain(c)}</th>")).Append("</tr></thead><tbody>");
        foreach (var row in rows.Take(MostRows))
        {
            html.Append("<tr>").AppendJoin("", columns.Select(c => $"<td><bdi>{Plain(row.GetValueOrDefault(c))}</bdi></td>")).Append("</tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static void Write(StringBuilder html, IReadOnlyList<CaptionLine> captions, InterfaceTexts texts)
    {
        if (captions.Count == 0)
        {
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"{Plain(texts["Clip.Captions"])}\"><table class=\"captions-table\"><thead><tr>")
            .AppendJoin("", new[] { "EditText.CueTime", "EditText.CueSpeaker", "EditText.CueWords" }.Select(c => $"<th scope=\"col\">{Plain(texts[c])}</th>")).Append("</tr></thead><tbody>");
        foreach (var line in captions.Take(MostCues))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><bdi dir=\"ltr\">{Written(line.From)} – {Written(line.To)}</bdi></td><td><bdi>{Plain(line.Speaker)}</bdi></td><td dir=\"auto\">{Plain(line.Words).Replace("\n", "<br>", StringComparison.Ordinal)}</td></tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static string Written(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss\.f" : @"m\:ss\.f", CultureInfo.InvariantCulture);

    private static void Write(StringBuilder html, string cssClass, string text)
    {
        if (text.Length > 0)
        {
            html.Append("<p class=\"").Append(cssClass).Append("\">").Append(Plain(text)).Append("</p>");
        }
    }

    private static void Write(StringBuilder html, HtmlString? block)
    {
        if (block?.Value is { Length: > 0 } some)
        {
            html.Append("<div class=\"prose\">").Append(some).Append("</div>");
        }
    }

    private static string Plain(string? text) => WebUtility.HtmlEncode(text ?? "");
}
