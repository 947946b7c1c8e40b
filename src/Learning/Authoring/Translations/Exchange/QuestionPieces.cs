using System.Globalization;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;
using Markdig.Syntax;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>The pieces of a question: what is asked, each option and what is said about it, typed answers, the explanation, the places in its sources. Marks, ids and keys are in none of them.</summary>
internal sealed class QuestionPieces
{
    private readonly PieceReader _reader;
    private readonly SourceText _source;
    private readonly QuestionPart _question;
    private readonly List<Piece> _pieces = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private QuestionPieces(QuestionPart question, SourceText source) => (_question, _source, _reader) = (question, source, new(source));

    /// <summary>Those with words, in the order of the text.</summary>
    public static IReadOnlyList<Piece> Of(QuestionPart question, SourceText source)
    {
        var pieces = new QuestionPieces(question, source);
        pieces.Read();
        return [.. pieces._pieces.Where(p => p.HasWords)];
    }

    private void Read()
    {
        _pieces.Add(_reader.Of($"{_question.Id}.prompt", "question", [_question.Heading]));
        var parted = PartedAnswers.Find(_question.Blocks);
        var answers = new List<AnswerBlock>();
        var isAnswered = false;
        foreach (var block in _question.Blocks)
        {
            if (block is not AnswerBlock)
            {
                AddAnswers(answers);
            }

            switch (block)
            {
                case AnswerBlock answer:
                    answers.Add(answer);
                    isAnswered = true;
                    break;
                case ListBlock list when list.OfType<ListItemBlock>().Any(i => OptionMark.Of(i) is not null):
                    list.OfType<ListItemBlock>().ToList().ForEach(AddOption);
                    isAnswered = true;
                    break;
                case ParagraphBlock paragraph when SourceLine.Is(_source.Slice(paragraph.Span)):
                    _pieces.Add(_reader.OfSources(Next("sources"), paragraph));
                    break;
                case QuoteBlock quote when isAnswered && CalloutMark.Of(quote) is null:
                    Add(Next("explanation"), "explanation", quote);
                    break;
                case var _ when block == parted:
                    _pieces.Add(_reader.Of(Next("answer"), "answer", [block]));
                    isAnswered = true;
                    break;
                default:
                    _pieces.Add(_reader.Of(Next("body"), "text of the question", [block]));
                    break;
            }
        }

        AddAnswers(answers);
    }

    private void AddAnswers(List<AnswerBlock> answers)
    {
        if (answers.Count > 0)
        {
            _pieces.Add(_reader.OfAnswers(Next("answers"), answers));
            answers.Clear();
        }
    }

    private void AddOption(ListItemBlock item)
    {
        var id = Next("option");
        if (item.FirstOrDefault() is ParagraphBlock line)
        {
            // The mark in front of it is no part of the piece, so that no translator can move it.
            var piece = _reader.Of(id, "option", [line]);
            var mark = piece.Parts.TakeWhile(p => !p.IsWords).Sum(p => p.Text.Length);
            _pieces.Add(piece with { Start = piece.Start + mark, Parts = [.. piece.Parts.SkipWhile(p => !p.IsWords)] });
        }

        foreach (var quote in item.OfType<QuoteBlock>())
        {
            Add($"{id}.feedback", "what is said about the option", quote);
        }
    }

    private void Add(string id, string label, QuoteBlock quote)
    {
        if (quote.Count > 0)
        {
            _pieces.Add(_reader.Of(id, label, [.. quote]));
        }
    }

    private string Next(string name)
    {
        var count = _counts[name] = _counts.GetValueOrDefault(name) + 1;
        return count == 1 && name != "option" ? $"{_question.Id}.{name}" : string.Create(CultureInfo.InvariantCulture, $"{_question.Id}.{name}-{count}");
    }
}
