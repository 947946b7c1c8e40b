using System.Text.RegularExpressions;
using Learning.Authoring;
using Learning.Questions;

namespace Learning.QuestionBanks;

/// <summary>Turns questions of ours into the neutral form, to be written in any format.</summary>
public static partial class BankQuestions
{
    /// <summary>The questions that other programs can hold, in their order, and those that they cannot, each with its place in the list.</summary>
    /// <param name="pictures">The picture with a hash; not needed where no question shows one.</param>
    public static (IReadOnlyList<BankItem> Items, IReadOnlyList<BankProblem> Problems) Of(IReadOnlyList<Question> questions, BankWords words, Func<string, MediaFile?>? pictures = null)
    {
        var into = new BankReader(new BankLimits { MostItems = int.MaxValue, MostProblems = int.MaxValue, LongestItem = int.MaxValue });
        into.Pictures.Find = address => Picture(address, pictures);
        for (var i = 0; i < questions.Count; i++)
        {
            Take(questions[i], i + 1, words, into);
        }

        var reading = into.Done("");
        return (reading.Items, reading.Problems);
    }

    private static FoundPicture? Picture(string address, Func<string, MediaFile?>? pictures) =>
        Address().Match(address) is { Success: true } ours && pictures?.Invoke(ours.Groups[1].Value) is { } picture
            ? new(picture.FileName, []) { Ours = picture with { FileName = BankPictures.NameOf(Uri.UnescapeDataString(ours.Groups[2].Value)) } }
            : null;

    private static void Take(Question question, int place, BankWords words, BankReader into)
    {
        var before = into.Refusals;
        var item = new BankItem
        {
            Line = place,
            Id = question.Id,
            Title = question.Id,
            Tags =
            [
                .. question.Objective.Length > 0 ? [BankTags.Objective + question.Objective] : Array.Empty<string>(),
                .. question.Lesson.Length > 0 ? [BankTags.Lesson + question.Lesson + (question.Section is null ? "" : "#" + question.Section)] : Array.Empty<string>(),
                .. question.Sources.Select(source => BankTags.Source + source.Key + (source.Place is null ? "" : ", " + source.Place)),
                .. question.AsksCertainty ? [BankTags.HowSure] : Array.Empty<string>(),
            ],
            Prompt = Line(question.Prompt),
            Body = Blocks(question.Body),
            Explanation = Blocks(question.Explanation),
            Answer = Answer(question, words, Line, Blocks, html => into.Words(html, place)),
        };
        if (into.Refusals == before)
        {
            into.Take(item);
        }

        string Line(string html) => into.Line(html, place);

        string Blocks(string html) => into.Blocks(html, place);
    }

    private static BankAnswer Answer(Question question, BankWords words, Func<string, string> line, Func<string, string> blocks, Func<string, string> plain) => question switch
    {
        TrueFalse { Options: [var yes, var no] } => new TrueFalseAnswer(yes.IsRight, blocks(yes.Feedback), blocks(no.Feedback))
        {
            TrueText = yes.Text == words.True && no.Text == words.False ? "" : plain(yes.Text),
            FalseText = yes.Text == words.True && no.Text == words.False ? "" : plain(no.Text),
        },
        Choice choice => new ChoiceAnswer(choice is MultipleChoice, [.. choice.Options.Select(o => new BankOption(line(o.Text), o.IsRight, blocks(o.Feedback)))]),
        ShortText text => new ShortTextAnswer([.. text.Answers.Select(a => new BankWording(a.Text, a.IsRight, blocks(a.Feedback)))]),
        Numeric numeric => new NumericAnswer([.. numeric.Answers.Select(a => new BankNumber(a.Value, a.Tolerance, a.IsRight, blocks(a.Feedback)))], numeric.Unit ?? ""),
        Ordering ordering => new OrderingAnswer([.. ordering.Items.Select(item => line(item.Html))]),
        Matching matching => new MatchingAnswer(
            [.. matching.Matches.Select(match => new BankPair(line(match.Item.Html), matching.Answers.First(a => a.Key == match.Answer).Plain))],
            [.. matching.Answers.Where(a => matching.Matches.All(match => match.Answer != a.Key)).Select(a => a.Plain)]),
        Categorising groups => new CategorisingAnswer(
            [.. groups.Groups.Select(group => new BankGroup(line(group.Html), [.. groups.Matches.Where(match => match.Answer == group.Key).Select(match => line(match.Item.Html))]))]),
        Gaps gaps => new GapsAnswer([.. gaps.All.Select(gap => new BankGap(gap.Accepted, gap.Choices))]),
        Calculation sum => new CalculationAnswer(
            [.. sum.Ranges.Select(range => new BankRange(range.Name, range.From, range.To, range.Step))],
            [.. sum.Answers.Select(a => new BankFormula(a.Expression, a.Tolerance, a.IsRight, blocks(a.Feedback)))],
            sum.Unit ?? ""),
        Essay essay => new EssayAnswer([.. essay.Criteria.Select(c => new BankCriterion(line(c.Text), [.. c.Levels.Select(l => new BankLevel(l.Points, line(l.Text)))]))], essay.Words),
        Opinion opinion => new OpinionAnswer(opinion.IsMultiple, [.. opinion.Options.Select(o => line(o.Text))]),
        _ => throw new NotSupportedException($"No bank has a form for a question of the kind {question.Kind}."),
    };

    /// <summary>Where a picture of a course stands on the site.</summary>
    [GeneratedRegex("^" + LessonText.BasePlaceholder + "/media/([0-9a-f]{64})/([^/]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
