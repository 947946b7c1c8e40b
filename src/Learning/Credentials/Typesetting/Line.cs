using System.Text;
using SkiaSharp;

namespace Learning.Credentials.Typesetting;

/// <summary>
/// One line of text, shaped: every character has its face, every stretch its direction. Sizes and widths are in points; the line starts at its
/// left edge on its baseline.
/// </summary>
internal sealed class Line
{
    private Line(string text, IReadOnlyList<ShapedRun> runs)
    {
        Text = text;
        Runs = runs;
        Width = runs.Sum(r => r.Width);
    }

    public string Text { get; }

    /// <summary>In reading order, so that the text of the paper is read and copied in that order.</summary>
    public IReadOnlyList<ShapedRun> Runs { get; }

    public float Width { get; }

    /// <summary>Sets a text that is clean already.</summary>
    public static Line Set(string text, Faces faces, float size, bool rightToLeft)
    {
        var runs = Directions.Split(text, rightToLeft)
            .SelectMany(stretch => FaceRuns.Split(stretch, faces))
            .Select(part => ShapedRun.Shape(part.Text, part.Level, part.Face, size))
            .ToList();

        var left = 0f;
        foreach (var run in Directions.OnPaper(runs, r => r.Level))
        {
            run.Left = left;
            left += run.Width;
        }

        return new Line(text, runs);
    }
}

/// <summary>Splits a stretch of text by which face has its characters: whole if one has it all, so that a name is not a patchwork, else word by word.</summary>
internal static class FaceRuns
{
    public static IReadOnlyList<(string Text, int Level, Face Face)> Split(DirectedText stretch, Faces faces)
    {
        if (faces.For(stretch.Text) is { } whole)
        {
            return [(stretch.Text, stretch.Level, whole)];
        }

        var runs = new List<(string Text, int Level, Face Face)>();
        foreach (var (text, face) in Words(stretch.Text).SelectMany(word => ByFace(word, faces)))
        {
            if (runs.Count > 0 && (runs[^1].Face == face || (text == " " && face.Covers(text))))
            {
                runs[^1] = runs[^1] with { Text = runs[^1].Text + text };
            }
            else
            {
                runs.Add((text, stretch.Level, face));
            }
        }

        return runs;
    }

    private static IEnumerable<(string Text, Face Face)> ByFace(string word, Faces faces)
    {
        if (faces.For(word) is { } face)
        {
            yield return (word, face);
            yield break;
        }

        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            yield return (element, faces.For(element) ?? faces.LastResort);
        }
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var character in text)
        {
            word.Append(character);
            if (character == ' ')
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
