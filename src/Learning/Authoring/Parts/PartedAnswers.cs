using Learning.Authoring.Rendering;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Authoring.Parts;

/// <summary>
/// Which block of a question is its answer where nothing is marked as one: the last list with numbers (an order), table of two columns (matches) or list with lists
/// in it (groups). In a question with options or typed answers these belong to its body; a text with gaps is its own answer.
/// </summary>
internal static class PartedAnswers
{
    public static Block? Find(IReadOnlyList<Block> blocks)
    {
        var isAnswered = blocks.Any(block => block is AnswerBlock || (block is ListBlock list && list.OfType<ListItemBlock>().Any(i => OptionMark.Of(i) is not null)));
        return isAnswered ? null : blocks.LastOrDefault(HasGap) ?? blocks.LastOrDefault(block => block is Table or ListBlock { IsOrdered: true } || IsGroups(block));
    }

    public static bool HasGap(Block block) => GapsIn(block).Any();

    /// <summary>In the order of the text.</summary>
    public static IEnumerable<GapMark> GapsIn(Block block) => MarksIn<GapMark>(block);

    public static IEnumerable<T> MarksIn<T>(Block block)
        where T : Inline =>
        block is LeafBlock leaf ? leaf.Inline?.FindDescendants<T>() ?? [] : block.Descendants<T>();

    public static bool IsGroups(Block block) => block is ListBlock { IsOrdered: false } list && list.OfType<ListItemBlock>().Any(item => item.OfType<ListBlock>().Any());
}
