using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>A question as it stands in the file: its heading, its id, and the blocks below.</summary>
internal sealed record QuestionPart(HeadingBlock Heading, string Id, IReadOnlyList<Block> Blocks);

/// <summary>The text of a quiz or pool, cut at its headings of level two: what stands before the first, and the questions.</summary>
internal sealed record QuestionParts(IReadOnlyList<Block> Introduction, IReadOnlyList<QuestionPart> Questions)
{
    public static QuestionParts Read(PageFile file, Ids ids, Problems problems)
    {
        var introduction = new List<Block>();
        var questions = new List<QuestionPart>();
        var blocks = introduction;
        foreach (var block in file.Text.Where(b => b is not (LinkReferenceDefinitionGroup or ThematicBreakBlock)))
        {
            if (block is not HeadingBlock heading)
            {
                blocks.Add(block);
                continue;
            }

            if (heading.Level != 2)
            {
                problems.Add(
                    file.Source.At(heading.Span.Start),
                    heading.Level == 1 ? "heading-level-one" : "heading-in-question",
                    $"A heading of level {heading.Level} stands here; only questions have headings.",
                    "Write ## for a question, bold text for anything else.");
                continue;
            }

            blocks = [];
            questions.Add(new(heading, IdOf(heading, file.Source, ids, problems), blocks));
        }

        return new(introduction, questions);
    }

    private static string IdOf(HeadingBlock heading, SourceText source, Ids ids, Problems problems)
    {
        if (HeadingBraces.Of(heading).Id is { Text.Length: > 0 } id)
        {
            return ids.Take(new FrontText(source.At(id.Offset), id.Text));
        }

        problems.Add(
            source.At(heading.Span.Start),
            "missing-id",
            "The question has no id.",
            "Put braces at the end of its heading: {#an-id objective=an-objective lesson=a-lesson}.");
        return "";
    }
}
