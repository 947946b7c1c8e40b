using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Learning.Authoring.Files;

/// <summary>A value of the front matter and where it begins.</summary>
internal abstract record FrontNode(Spot Spot);

internal sealed record FrontText(Spot Spot, string Value) : FrontNode(Spot);

internal sealed record FrontList(Spot Spot, IReadOnlyList<FrontNode> Items) : FrontNode(Spot);

internal sealed record FrontMap(Spot Spot, IReadOnlyList<FrontEntry> Entries) : FrontNode(Spot);

internal sealed record FrontEntry(FrontText Key, FrontNode Value);

/// <summary>
/// The YAML between the two lines of three hyphens at the top of a file, and the text below it. A plain subset: no anchors, aliases or
/// tags, so that nothing small unfolds into something huge.
/// </summary>
internal sealed class FrontMatter
{
    public const int MostBytes = 64 * 1024;
    private const string Fence = "---";
    private const int Deepest = 8;

    private readonly SourceText _source;
    private readonly Problems _problems;

    private FrontMatter(SourceText source, Problems problems) => (_source, _problems) = (source, problems);

    /// <summary>Null when the front matter could not be read, which is then reported.</summary>
    public FrontMap? Map { get; private set; }

    /// <summary>The whole file with the front matter blanked out sign by sign, so that places in it stay true.</summary>
    public string Body { get; private set; } = "";

    public static FrontMatter Read(SourceText source, Problems problems)
    {
        var front = new FrontMatter(source, problems);
        front.Split();
        return front;
    }

    private void Split()
    {
        var text = _source.Text;
        if (!IsFence(0))
        {
            _problems.Add(
                _source.Start,
                "missing-front-matter",
                "The file does not begin with front matter.",
                "Begin it with a line ---, the keys, and a line ---.");
            Body = text;
            return;
        }

        var end = NextLine(0);
        while (end < text.Length && !IsFence(end))
        {
            end = NextLine(end);
        }

        if (end > MostBytes)
        {
            _problems.Add(
                _source.Start,
                "front-matter-too-large",
                "The front matter is larger than 64 KB.",
                "Keep only the keys there; the text stands below it.");
            return;
        }

        if (end >= text.Length)
        {
            _problems.Add(_source.Start, "unclosed-front-matter", "The front matter is never closed.", "Put a line --- below its last key.");
            return;
        }

        var body = Math.Min(NextLine(end), text.Length);
        Body = string.Create(text.Length, (text, body), static (blanked, from) =>
        {
            from.text.CopyTo(blanked);
            foreach (ref var c in blanked[..from.body])
            {
                c = c == '\n' ? c : ' ';
            }
        });
        Parse(text[NextLine(0)..end]);
    }

    private ReadOnlySpan<char> LineAt(int start)
    {
        var rest = _source.Text.AsSpan(Math.Min(start, _source.Text.Length));
        return rest.IndexOf('\n') is var end and >= 0 ? rest[..end] : rest;
    }

    private bool IsFence(int start) => LineAt(start).TrimEnd().SequenceEqual(Fence);

    private int NextLine(int start) => start + LineAt(start).Length + 1;

    private void Parse(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.Accept<DocumentStart>(out _))
            {
                _problems.Add(_source.Start, "empty-front-matter", "The front matter is empty.", "Write its keys, at least id and title.");
                return;
            }

            parser.Consume<DocumentStart>();
            var node = Node(parser, 0);
            if (node is FrontMap map)
            {
                Map = map;
                return;
            }

            _problems.Add(
                node.Spot,
                "front-matter-not-a-mapping",
                "The front matter is not a list of keys with values.",
                "Write each line as key: value.");
        }
        catch (YamlException failure)
        {
            ReportInvalid(failure.Start, failure.Message.TrimEnd('.'));
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // what YamlDotNet answers to some brackets that are never closed
            ReportInvalid(parser.Current?.End ?? Mark.Empty, "something that begins here is never closed");
        }
    }

    private void ReportInvalid(Mark place, string what) => _problems.Add(
        SpotOf(place),
        "invalid-yaml",
        $"The front matter is not valid YAML: {what}.",
        "Mind the indentation, close what you open, and put quotation marks around a text that contains a colon.");

    private FrontNode Node(Parser parser, int depth)
    {
        var next = parser.Consume<ParsingEvent>();
        var spot = SpotOf(next.Start);
        if (depth > Deepest)
        {
            throw new YamlException(next.Start, next.End, "it is nested too deeply");
        }

        if (next is AnchorAlias || next is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new YamlException(next.Start, next.End, "anchors (&) and aliases (*) are not used here");
        }

        if (next is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
        {
            throw new YamlException(next.Start, next.End, "tags (!) are not used here");
        }

        return next switch
        {
            Scalar scalar => new FrontText(spot, scalar.Value.Trim()),
            SequenceStart => List(parser, spot, depth),
            MappingStart => Mapping(parser, spot, depth),
            _ => throw new YamlException(next.Start, next.End, "a value is missing"),
        };
    }

    private FrontList List(Parser parser, Spot spot, int depth)
    {
        var items = new List<FrontNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(parser, depth + 1));
        }

        return new(spot, items);
    }

    private FrontMap Mapping(Parser parser, Spot spot, int depth)
    {
        var entries = new List<FrontEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, depth + 1);
            var value = Node(parser, depth + 1);
            if (key is not FrontText name)
            {
                _problems.Add(key.Spot, "wrong-type", "A key is a single word.", "Write it as key: value.");
            }
            else if (entries.Find(e => e.Key.Value == name.Value) is { } first)
            {
                _problems.Add(
                    name.Spot,
                    "duplicate-key",
                    $"The key “{name.Value}” is there twice; the other is in line {first.Key.Spot.Line}.",
                    "Delete one of them.");
            }
            else
            {
                entries.Add(new(name, value));
            }
        }

        return new(spot, entries);
    }

    /// <summary>The YAML begins in the file's second line.</summary>
    private Spot SpotOf(Mark mark) => new(_source.File, (int)mark.Line + 1, Math.Max(1, (int)mark.Column));
}
