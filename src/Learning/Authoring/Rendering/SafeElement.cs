using System.Runtime.InteropServices;
using System.Text;

namespace Learning.Authoring.Rendering;

/// <summary>A piece of safe HTML: words, or an element with what is in it.</summary>
internal abstract class SafeNode;

/// <summary>Words between tags, as somebody reads them.</summary>
internal sealed class SafeText(string words) : SafeNode
{
    public string Words { get; set; } = words;
}

/// <summary>An element of safe HTML. A tree of nothing but what we need: the document of a browser weighs ten times as much.</summary>
internal sealed class SafeElement(string name) : SafeNode
{
    private List<(string Name, string Value)>? _attributes;
    private List<SafeNode>? _children;

    /// <summary>In small letters.</summary>
    public string Name => name;

    public ReadOnlySpan<(string Name, string Value)> Attributes => CollectionsMarshal.AsSpan(_attributes);

    /// <summary>As they are now: whoever changes them asks again.</summary>
    public ReadOnlySpan<SafeNode> Children => CollectionsMarshal.AsSpan(_children);

    public IEnumerable<SafeElement> Elements => _children?.OfType<SafeElement>() ?? [];

    public string? this[string attribute]
    {
        get
        {
            foreach (var (name, value) in Attributes)
            {
                if (name == attribute)
                {
                    return value;
                }
            }

            return null;
        }

        set
        {
            _attributes ??= [];
            var place = _attributes.FindIndex(a => a.Name == attribute);
            if (place < 0)
            {
                _attributes.Add((attribute, value ?? ""));
            }
            else
            {
                _attributes[place] = (attribute, value ?? "");
            }
        }
    }

    /// <summary>Whether it is of a class.</summary>
    public bool Is(string name)
    {
        var classes = this["class"].AsSpan();
        foreach (var one in classes.SplitAny(" \t\r\n\f"))
        {
            if (classes[one].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    public void Add(SafeNode child) => (_children ??= []).Add(child);

    /// <summary>Puts others in the place of a child.</summary>
    public void Replace(int place, IEnumerable<SafeNode> others)
    {
        _children!.RemoveAt(place);
        _children.InsertRange(place, others);
    }

    /// <summary>All words in it.</summary>
    public string TextContent
    {
        get
        {
            var text = new StringBuilder();
            AddWords(text);
            return text.ToString();
        }
    }

    private void AddWords(StringBuilder text)
    {
        foreach (var child in Children)
        {
            if (child is SafeText words)
            {
                text.Append(words.Words);
            }
            else
            {
                ((SafeElement)child).AddWords(text);
            }
        }
    }
}
