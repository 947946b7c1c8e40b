using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Learning.Authoring.Rendering;

/// <summary>A line <c>= answer</c> or <c>!= answer</c>; a block quote on the very next line belongs to it.</summary>
internal sealed class AnswerBlock(BlockParser parser) : ContainerBlock(parser)
{
    public required string Text { get; init; }

    public required bool IsRight { get; init; }

    /// <summary>Where its text begins in the file.</summary>
    public required int TextStart { get; init; }

    private sealed class LineParser : BlockParser
    {
        public LineParser() => OpeningCharacters = ['=', '!'];

        public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

        /// <summary>Only at the very beginning of a line, where nothing encloses it: <c>===</c> stays an underline, <c>![</c> a picture.</summary>
        public override BlockState TryOpen(BlockProcessor processor)
        {
            var line = processor.Line.AsSpan();
            var isWrong = line.StartsWith("!=");
            var text = line[(isWrong ? 2 : 1)..];
            if (processor.Column != 0 || (!isWrong && line[0] != '=') || (text.Length > 0 && text[0] is not (' ' or '\t')) || text.Trim().IsEmpty)
            {
                return BlockState.None;
            }

            processor.NewBlocks.Push(new AnswerBlock(this)
            {
                Text = text.Trim().ToString(),
                IsRight = !isWrong,
                TextStart = processor.Start + (isWrong ? 2 : 1) + text.Length - text.TrimStart().Length,
                Line = processor.LineIndex,
                Column = processor.Column,
                Span = new(processor.Start, processor.Line.End),
            });
            return BlockState.ContinueDiscard;
        }

        public override BlockState TryContinue(BlockProcessor processor, Block block) =>
            processor.CurrentChar == '>' ? BlockState.Continue : BlockState.None;
    }

    public sealed class Extension : MarkdownForm
    {
        public override void Setup(MarkdownPipelineBuilder pipeline) => pipeline.BlockParsers.Insert(0, new LineParser());
    }
}
