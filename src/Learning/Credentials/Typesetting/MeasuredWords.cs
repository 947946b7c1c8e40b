using System.Buffers;
using System.Globalization;

namespace Learning.Credentials.Typesetting;

/// <summary>The words of a text with their widths at size one. Widths grow with the size, so each word is measured once. Widths here are in sizes too.</summary>
internal sealed class MeasuredWords
{
    private const int MeasuredAt = 100;

    /// <summary>After these a long word, an address for example, is broken best.</summary>
    private static readonly SearchValues<char> GoodBreaks = SearchValues.Create("/-.?=&_");

    private readonly List<(string Text, float Width)> _words;
    private readonly float _space;
    private readonly Func<string, float> _measure;

    /// <summary>A word that is broken is measured in the same pieces at every size that is tried.</summary>
    private readonly Dictionary<string, float> _measured = new(StringComparer.Ordinal);

    public MeasuredWords(string text, Faces faces, bool rightToLeft)
    {
        _measure = part =>
        {
            if (!_measured.TryGetValue(part, out var width))
            {
                _measured[part] = width = Line.Set(part, faces, MeasuredAt, rightToLeft).Width / MeasuredAt;
            }

            return width;
        };
        _words = [.. text.Split(' ').Select(word => (word, _measure(word)))];
        _space = _measure(" ");
    }

    public List<string> Wrap(float width)
    {
        var lines = new List<string>();
        var line = "";
        var filled = 0f;
        foreach (var (word, length) in _words.SelectMany(word => Pieces(word, width)))
        {
            if (line.Length > 0 && filled + _space + length > width)
            {
                lines.Add(line);
                (line, filled) = ("", 0);
            }

            filled += line.Length == 0 ? length : _space + length;
            line = line.Length == 0 ? word : $"{line} {word}";
        }

        lines.Add(line);
        return lines;
    }

    /// <summary>The same number of lines, as even as they can be without breaking a word that is whole.</summary>
    public List<string> Balance(float width, int count)
    {
        var best = Wrap(width);
        var longest = _words.Max(word => word.Width);
        for (var narrower = width * 0.97f; count > 1 && narrower >= longest && narrower > width / 2; narrower *= 0.97f)
        {
            var lines = Wrap(narrower);
            if (lines.Count > count)
            {
                break;
            }

            best = lines;
        }

        return best;
    }

    private List<(string Text, float Width)> Pieces((string Text, float Width) word, float width)
    {
        var pieces = new List<(string Text, float Width)>();
        var rest = word;
        while (rest.Width > width)
        {
            var length = LongestStart(rest.Text, width);
            var start = rest.Text[..length];
            pieces.Add((start, _measure(start)));
            rest = (rest.Text[length..], _measure(rest.Text[length..]));
        }

        return [.. pieces, rest];
    }

    /// <summary>How many characters fit, back to a good place to break where there is one; at least one whole character as people see it.</summary>
    private int LongestStart(string text, float width)
    {
        var ends = StringInfo.ParseCombiningCharacters(text).Skip(1).Append(text.Length).ToArray();
        var filled = 0f;
        var start = 0;
        var fitting = ends[0];
        foreach (var end in ends)
        {
            filled += _measure(text[start..end]);
            if (filled > width)
            {
                break;
            }

            (start, fitting) = (end, end);
        }

        var good = text.AsSpan(0, fitting).LastIndexOfAny(GoodBreaks) + 1;
        return good > fitting / 2 ? good : fitting;
    }
}
