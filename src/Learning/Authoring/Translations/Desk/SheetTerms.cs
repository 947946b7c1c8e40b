using Learning.Authoring.Files;
using Learning.Authoring.Registers;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring.Translations.Desk;

/// <summary>A term of the glossary that stands in a source.</summary>
/// <param name="Words">What it is called in the other language; null where the glossary does not say.</param>
/// <param name="IsUsed">Whether the translation uses that; true where there is no translation, or nothing to use.</param>
public sealed record SheetTerm(string Name, string? Words, bool IsUsed);

/// <summary>The glossary of a course in its own language and in another.</summary>
public sealed class SheetTerms
{
    private readonly Glossary _own;
    private readonly Glossary _other;

    private SheetTerms(Glossary own, Glossary other) => (_own, _other) = (own, other);

    public static SheetTerms Read(IFileProvider content, string coursePath, string own, string other)
    {
        var tree = new ContentTree(content);
        return new(Glossary.Read(tree, coursePath, own, new()), Glossary.Read(tree, coursePath, other, new()));
    }

    public IReadOnlyList<SheetTerm> In(string source, string? words)
    {
        var used = words is null ? [] : _other.Find(words).Select(f => f.Term.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _own.Find(source).Select(f => f.Term).DistinctBy(t => t.Id).Select(term =>
            {
                var other = _other.OfId(term.Id)?.Name;
                return new SheetTerm(term.Name, other, words is null || other is null || used.Contains(term.Id));
            }),
        ];
    }
}
