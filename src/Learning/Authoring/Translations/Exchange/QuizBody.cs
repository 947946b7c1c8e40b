using System.Text;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Rendering;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>The text of a quiz or pool: its introduction is one piece, a question several that are translated together or not at all.</summary>
internal sealed class QuizBody : IPageBody
{
    private const string Introduction = "introduction";
    private const string NotTranslated = "<!-- -->";

    private readonly PageFile _source;
    private readonly PageFile? _words;
    private readonly QuestionParts _own;
    private readonly QuestionParts _others;
    private readonly Piece? _otherIntroduction;
    private readonly MadeFrom? _made;

    private QuizBody(PageFile source, TranslatedPage? words)
    {
        (_source, _words, _made) = (source, words?.File, words?.MadeFrom);
        _own = QuestionParts.Read(source, new Ids(new()), new());
        _others = _words is null ? new([], []) : QuestionParts.Read(_words, new Ids(new()), new());
        _otherIntroduction = _words is not null && _others.Introduction.Count > 0 && !_others.Introduction.All(TranslatedText.IsMissing)
            ? new PieceReader(_words.Source).Of(Introduction, Introduction, _others.Introduction)
            : null;
        Bundles = [.. _own.Introduction.Count > 0 ? [IntroductionBundle()] : Array.Empty<Bundle>(), .. _own.Questions.Select(QuestionBundle)];
    }

    public IReadOnlyList<Bundle> Bundles { get; }

    public static QuizBody Of(PageFile source, TranslatedPage? words) => new(source, words);

    /// <summary>Its pieces are named by their form.</summary>
    public bool IsOfForm(Unit unit) => true;

    public ComposedBody Compose(Arrivals arrivals)
    {
        var introduction = Bundles.FirstOrDefault(b => b.Name == Introduction);
        var questions = new List<(string? Old, string Text)>();
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in _own.Questions)
        {
            var bundle = Bundles.First(b => b.Name == question.Id);
            if (TextOf(question, bundle, arrivals) is { } written)
            {
                questions.Add(written);
                hashes[question.Id] = arrivals.HashOf(bundle);
            }
        }

        var hasWords = questions.Count > 0 || introduction?.Units.Any(u => arrivals.TextOf(u) is not null) == true;
        return new(IntroductionText(introduction, arrivals) + Joined(questions), introduction is null ? [] : [arrivals.HashOf(introduction)], hashes, hasWords);
    }

    private Bundle IntroductionBundle()
    {
        var hash = Segments.HashOf(Segments.TextOf(_own.Introduction, _source.Source));
        var piece = new PieceReader(_source.Source).Of(Introduction, Introduction, _own.Introduction);
        var was = _otherIntroduction is null ? null : _made is { Blocks: [var made, ..] } ? made : MadeFrom.Unknown;
        var state = _otherIntroduction is null ? TranslationState.Missing : was == hash ? TranslationState.Current : TranslationState.Stale;
        return new(Introduction, hash, was, state, [new(hash, piece, _otherIntroduction, state)]);
    }

    private Bundle QuestionBundle(QuestionPart question)
    {
        var hash = Segments.HashOf(question, _source.Source);
        var other = _others.Questions.FirstOrDefault(q => q.Id == question.Id);
        var words = other is null ? [] : QuestionPieces.Of(other, _words!.Source).ToDictionary(p => p.Id, StringComparer.Ordinal);
        var was = other is null ? null : _made?.Questions.GetValueOrDefault(question.Id) ?? MadeFrom.Unknown;
        var state = other is null ? TranslationState.Missing : was == hash ? TranslationState.Current : TranslationState.Stale;
        return new(question.Id, hash, was, state, [.. QuestionPieces.Of(question, _source.Source).Select(UnitOf)]);

        Unit UnitOf(Piece piece)
        {
            // Of a question that is translated in part, what says the same as the source is what is not translated.
            var isThere = words.TryGetValue(piece.Id, out var translated) && !(was == MadeFrom.InPart && translated.Text == piece.Text);
            return new(hash, piece, isThere ? translated : null, isThere ? state : TranslationState.Missing);
        }
    }

    /// <summary>Null where nothing of it is translated. Written over what is there while both have the same pieces; otherwise over the source, whose words then stand for what is missing.</summary>
    private (string? Old, string Text)? TextOf(QuestionPart question, Bundle bundle, Arrivals arrivals)
    {
        var other = _others.Questions.FirstOrDefault(q => q.Id == question.Id);
        var pieces = other is null ? [] : QuestionPieces.Of(other, _words!.Source);
        var old = other is null ? null : SliceOf(other, _others, _words!.Source).Text;
        var isSame = other is not null && pieces.Select(p => p.Id).SequenceEqual(bundle.Units.Select(u => u.Id));
        if (old is not null && (isSame || !arrivals.Any(bundle)))
        {
            return (old, Filled(SliceOf(other!, _others, _words!.Source), pieces, id => arrivals.NewTextOf(bundle.Units.First(u => u.Id == id)), isSame));
        }

        if (!arrivals.Any(bundle) || bundle.Units.All(u => arrivals.TextOf(u) is null))
        {
            return old is null ? null : (old, old);
        }

        return (null, Filled(WithIdAlone(question), QuestionPieces.Of(question, _source.Source), id => arrivals.TextOf(bundle.Units.First(u => u.Id == id)), true));
    }

    private static (string Text, int Start) SliceOf(QuestionPart question, QuestionParts all, SourceText source)
    {
        var next = all.Questions.SkipWhile(q => q != question).Skip(1).FirstOrDefault();
        var start = question.Heading.Span.Start;
        return (source.Text[start..(next?.Heading.Span.Start ?? source.Text.Length)], start);
    }

    private (string Text, int Start) WithIdAlone(QuestionPart question)
    {
        var (text, start) = SliceOf(question, _own, _source.Source);
        var open = HeadingBraces.Of(question.Heading).Offset - start;
        var close = text.IndexOf('}', open);

        // The braces are behind the first piece, so what stands behind them moves; blanks keep every place true until all pieces are in.
        return (text[..open] + $"{{#{question.Id}}}".PadRight(close + 1 - open, '\0') + text[(close + 1)..], start);
    }

    private static string Filled((string Text, int Start) slice, IReadOnlyList<Piece> pieces, Func<string, string?> words, bool isSame)
    {
        var text = new StringBuilder(slice.Text);
        foreach (var piece in pieces.Where(_ => isSame).OrderByDescending(p => p.Start))
        {
            if (words(piece.Id) is { } arrived)
            {
                text.Remove(piece.Start - slice.Start, piece.End - piece.Start).Insert(piece.Start - slice.Start, arrived);
            }
        }

        return text.Replace("\0", "").ToString();
    }

    private string IntroductionText(Bundle? bundle, Arrivals arrivals)
    {
        var arrived = bundle is null ? null : arrivals.IsEmptied(bundle.Units[0]) ? NotTranslated : arrivals.NewTextOf(bundle.Units[0]);
        if (_words is null)
        {
            return bundle is null ? "\n" : $"\n{arrived ?? NotTranslated}\n{(_own.Questions.Count > 0 ? "\n" : "")}";
        }

        var text = _words.Source.Text;
        var (start, end) = (HeadText.EndOf(text), _others.Questions is [var first, ..] ? first.Heading.Span.Start : text.Length);
        return arrived is null ? text[start..end]
            : _otherIntroduction is { } old ? text[start..old.Start] + arrived + text[old.End..end]
            : $"\n{arrived}\n\n";
    }

    /// <summary>As they stood, while nothing came between them.</summary>
    private string Joined(List<(string? Old, string Text)> questions)
    {
        var before = _others.Questions.Select(q => _words is null ? null : SliceOf(q, _others, _words.Source).Text);
        return questions.Count == 0 || questions.Select(q => q.Old).SequenceEqual(before)
            ? string.Concat(questions.Select(q => q.Text))
            : string.Join("\n\n", questions.Select(q => q.Text.TrimEnd())) + "\n";
    }
}
