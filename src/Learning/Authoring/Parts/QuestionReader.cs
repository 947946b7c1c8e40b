using System.Globalization;
using Learning.Authoring.Files;
using Learning.Authoring.Rendering;
using Learning.Questions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Learning.Authoring.Parts;

/// <summary>Reads the questions of one file: takes each apart, renders its texts, checks what they refer to; its kind judges the rest.</summary>
internal sealed class QuestionReader(PageFile file, CourseKnowledge course, Problems problems)
{
    private const string TrueFalseMark = "true-false";
    private const string ShortTextMark = "short-text";
    private const string EssayMark = "essay";
    private const string CertaintyMark = "how-sure";
    private const string LessonKey = "lesson";

    private readonly SourceText _source = file.Source;

    /// <summary>Whether they are those of a survey: nothing is right, so nothing is explained and no objective examined.</summary>
    public bool IsSurvey { get; init; }

    /// <summary>Where the questions are translations: those they translate, by id, whose braces hold for them. Null where they are not.</summary>
    public IReadOnlyDictionary<string, QuestionPart>? Originals { get; init; }

    private HeadingBraces BracesOf(QuestionPart part) => HeadingBraces.Of((Originals?.GetValueOrDefault(part.Id) ?? part).Heading);

    public IReadOnlyList<Question> Read(QuestionParts parts) => [.. parts.Questions.Select(Read).OfType<Question>()];

    private Question? Read(QuestionPart part)
    {
        var text = new TextRenderer(MarkdownForms.Questions, course.Labels)
        {
            IdPrefix = $"q-{part.Id}-",
            Heading = InlineText.Of(part.Heading.Inline),
        };
        var braces = BracesOf(part);
        ReportUnknownWords(HeadingBraces.Of(part.Heading));
        if (InlineText.Of(part.Heading.Inline).Length == 0)
        {
            problems.Add(Spot(part.Heading), "empty-question", "The question has no words.", "Write it behind ##.");
        }

        var blocks = Sort(part);
        var parted = new PartedReader(_source, text, problems);
        var isEssay = braces.Has(EssayMark);
        var written = new WrittenQuestion
        {
            Place = PlaceOf(part.Heading),
            Language = course.Language,
            Id = part.Id,
            Objective = Reference(part, "objective", course.Objectives),
            Lesson = Reference(part, LessonKey, course.Lessons),
            Section = Section(part),
            Prompt = Safe(text.Line(part.Heading)),
            Body = Safe(text.Blocks(blocks.Body)),
            Explanation = Explanation(part, blocks.Explanation, text),
            Sources = [.. blocks.Sources.SelectMany(Sources)],
            IsTrueFalse = braces.Has(TrueFalseMark),
            IsShortText = braces.Has(ShortTextMark),
            IsEssay = isEssay,
            IsSurvey = IsSurvey,
            AsksCertainty = braces.Has(CertaintyMark),
            Rubric = isEssay ? parted.Rubric(blocks.Parted) : [],
            Words = Words(braces),
            Options = [.. blocks.Options.SelectMany(o => Option(o, text))],
            Answers = [.. blocks.Answers.Select(a => Answer(a, text))],
            Steps = parted.Steps(blocks.Parted),
            Pairs = isEssay ? [] : parted.Pairs(blocks.Parted),
            Groups = parted.Groups(blocks.Parted),
            Numbers = [.. part.Blocks.Prepend(part.Heading).SelectMany(PartedAnswers.MarksIn<NumberMark>).Select(number => number.Read(PlaceOf(number)))],
            Gaps = [.. blocks.Body.SelectMany(PartedAnswers.GapsIn).Select(gap => gap.Read(PlaceOf(gap)))],
        };

        var faults = new List<Fault>();
        var question = written.Read(faults);
        foreach (var fault in faults)
        {
            problems.Add(new(_source.File, fault.Place.Line, fault.Place.Column), fault.Code, fault.Reason, fault.Remedy);
        }

        return question;
    }

    private sealed record SortedBlocks(
        List<Block> Body, List<ListItemBlock> Options, List<AnswerBlock> Answers, List<QuoteBlock> Explanation, List<ParagraphBlock> Sources)
    {
        /// <summary>The numbered list, table or groups that are the answer; null for other kinds.</summary>
        public Block? Parted { get; set; }
    }

    /// <summary>What stands before the answers is the question's body; behind them come the explanation and the sources, and nothing else.</summary>
    private SortedBlocks Sort(QuestionPart part)
    {
        var sorted = new SortedBlocks([], [], [], [], []);
        var parted = PartedAnswers.Find(part.Blocks);
        var isGapText = parted is not null && PartedAnswers.HasGap(parted);
        var isPassed = false;
        foreach (var block in part.Blocks)
        {
            var isBeforeAnswers = sorted.Options.Count == 0 && sorted.Answers.Count == 0 && !isPassed;
            isPassed |= block == parted;
            switch (block)
            {
                case var _ when block == parted && !isGapText:
                    sorted.Parted = block;
                    break;
                case AnswerBlock answer:
                    sorted.Answers.Add(answer);
                    break;
                case ListBlock list when list.OfType<ListItemBlock>().Any(i => OptionMark.Of(i) is not null):
                    sorted.Options.AddRange(list.OfType<ListItemBlock>());
                    break;
                case ParagraphBlock paragraph when SourceLine.Is(TextOf(paragraph)):
                    sorted.Sources.Add(paragraph);
                    break;
                case QuoteBlock quote when !isBeforeAnswers && CalloutMark.Of(quote) is null:
                    sorted.Explanation.Add(quote);
                    break;
                case var _ when isBeforeAnswers || isGapText:
                    sorted.Body.Add(block);
                    break;
                default:
                    problems.Add(
                        Spot(block),
                        "stray-text",
                        "This stands behind the answers and is neither the explanation nor a source.",
                        Remedy(block));
                    break;
            }
        }

        return sorted;
    }

    private static string Remedy(Block block) => block is Table
        ? "Move the table up, between the question and its answers."
        : "Begin the explanation with > and the sources with Source:, or move this up, between the question and its answers.";

    private string Explanation(QuestionPart part, List<QuoteBlock> quotes, TextRenderer text)
    {
        if (quotes.Count == 0 && IsSurvey)
        {
            return "";
        }

        if (quotes.Count == 0)
        {
            problems.Add(
                Spot(part.Heading),
                "missing-explanation",
                "The question has no explanation.",
                "Put a block quote (>) behind the answers, after an empty line.");
            return "";
        }

        foreach (var second in quotes.Skip(1))
        {
            problems.Add(
                Spot(second),
                "two-explanations",
                "A second block quote stands behind the answers.",
                "Join the paragraphs of the explanation with a line that holds only >; what belongs to an answer stands on its very next line.");
        }

        foreach (var paragraph in quotes[0].Descendants<ParagraphBlock>())
        {
            var swallowed = SourceLine.FindIn(TextOf(paragraph));
            if (swallowed >= 0)
            {
                problems.Add(
                    _source.At(paragraph.Span.Start + swallowed),
                    "source-in-explanation",
                    "This line of sources is part of the explanation above it.",
                    "Put an empty line before it.");
            }
        }

        return Safe(text.Blocks(quotes[0]));
    }

    private IEnumerable<WrittenOption> Option(ListItemBlock item, TextRenderer text)
    {
        if (OptionMark.Of(item) is not { } mark)
        {
            problems.Add(
                Spot(item),
                "not-an-option",
                "This entry of the list has no brackets.",
                "Begin it with ( ) or (x), or with [ ] or [x]; the space counts.");
            yield break;
        }

        var line = (ParagraphBlock)item[0];
        foreach (var other in item.Skip(1).Where(b => b is not QuoteBlock))
        {
            problems.Add(
                Spot(other),
                "stray-text",
                "An option is one paragraph; this is a second one.",
                "Join the two, or write what you say about the option as a block quote (>).");
        }

        var feedback = item.OfType<QuoteBlock>().SelectMany(q => q);
        yield return new(PlaceOf(item), mark.Bracket, mark.IsRight, Safe(text.Line(line)), InlineText.Of(line.Inline), Safe(text.Blocks(feedback)));
    }

    private WrittenAnswer Answer(AnswerBlock answer, TextRenderer text)
    {
        var feedback = answer.OfType<QuoteBlock>().SelectMany(q => q);
        return new(PlaceOf(answer), answer.Text, answer.IsRight, Safe(text.Blocks(feedback)))
        {
            TextPlace = _source.At(answer.TextStart) is var spot ? new(spot.Line, spot.Column) : default,
        };
    }

    private IEnumerable<Citation> Sources(ParagraphBlock paragraph)
    {
        foreach (var (key, place, offset) in SourceLine.Read(TextOf(paragraph)))
        {
            var citation = course.Cite(key, place, _source.At(paragraph.Span.Start + offset), problems);
            if (citation is not null)
            {
                yield return citation;
            }
        }
    }

    private string Reference(QuestionPart part, string key, IReadOnlySet<string> known)
    {
        var word = BracesOf(part).Value(key);
        if (word is not { Text.Length: > 0 } value)
        {
            if (IsSurvey)
            {
                return "";
            }

            problems.Add(Spot(part.Heading), $"missing-{key}", $"The question names no {key}.", $"Write {key}=an-id into the braces of its heading.");
            return "";
        }

        var id = key == LessonKey ? value.Text.Split('#', 2)[0] : value.Text;
        if (!known.Contains(id) && (known.Count > 0 || key != "objective"))   // that the course has none is said once, at the course
        {
            problems.Add(
                _source.At(value.Offset),
                $"unknown-{key}",
                $"The course has no {key} “{id}”.",
                CourseKnowledge.Nearest(id, known));
        }

        return id;
    }

    /// <summary>The heading behind the lesson: <c>lesson=how-much#the-minimum</c>.</summary>
    private string? Section(QuestionPart part)
    {
        if (BracesOf(part).Value(LessonKey) is not { } value || value.Text.Split('#', 2) is not [var lesson, var section] || course.SectionsOf(lesson) is not { } known)
        {
            return null;
        }

        if (!known.Contains(section))
        {
            problems.Add(
                _source.At(value.Offset + lesson.Length + 1), "unknown-section", $"The lesson “{lesson}” has no heading “#{section}”.", CourseKnowledge.Nearest(section, known));
        }

        return section;
    }

    private void ReportUnknownWords(HeadingBraces braces)
    {
        foreach (var word in braces.Words)
        {
            if (Originals is not null && !word.Text.StartsWith('#'))
            {
                problems.Add(_source.At(word.Offset), "unknown-attribute", $"“{word.Text}” is said in the source already.", "In a translation only the id stands in the braces.");
                continue;
            }

            var isKnown = word.Text.StartsWith('#') || word.Text is "." + TrueFalseMark or "." + ShortTextMark or "." + EssayMark or "." + CertaintyMark
                || word.Text.StartsWith("words=", StringComparison.Ordinal)
                || word.Text.StartsWith("objective=", StringComparison.Ordinal) || word.Text.StartsWith("lesson=", StringComparison.Ordinal);
            if (!isKnown)
            {
                problems.Add(
                    _source.At(word.Offset),
                    "unknown-attribute",
                    $"“{word.Text}” has no meaning on a question.",
                    "The braces hold #id, objective=, lesson= and, where needed, .true-false, .short-text, .essay, words= or .how-sure.");
            }
        }
    }

    /// <summary>About how many words an essay should have.</summary>
    private int? Words(HeadingBraces braces)
    {
        if (braces.Value("words") is not { } words)
        {
            return null;
        }

        if (int.TryParse(words.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 10 and <= 2_000)
        {
            return count;
        }

        problems.Add(_source.At(words.Offset), "out-of-range", $"“{words.Text}” is no number of words.", "Write a whole number from 10 to 2000.");
        return null;
    }

    private static string Safe(string html) => SafeHtml.Write(SafeHtml.Clean(html));

    private string TextOf(Block block) => _source.Slice(block.Span);

    private Spot Spot(Block block) => _source.At(block.Span.Start);

    private Place PlaceOf(MarkdownObject block) => _source.At(block.Span.Start) is var spot ? new(spot.Line, spot.Column) : default;
}
