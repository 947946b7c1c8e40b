using System.Text.Json;
using Learning.Assessment;
using Learning.Questions;

namespace Learning.Analysis;

/// <summary>
/// A question as attempts of one revision asked it. Marks answers by the rule of all marking (<see cref="Scoring.Mark"/>), and remembers what the commonest come to: marking is pure, and ten
/// thousand learners give few different answers to a choice.
/// </summary>
internal sealed class AskedQuestion
{
    /// <summary>Different answers that are remembered; further ones are marked each time.</summary>
    private const int MostRemembered = 500;

    private readonly Question _question;
    private readonly Question? _corrected;
    private readonly Correction? _correction;
    private readonly AnswerSheet? _sheet;
    private readonly Dictionary<string, GivenAnswer> _remembered = new(StringComparer.Ordinal);

    /// <param name="question">As the revision has it.</param>
    /// <param name="corrected">With the right key, where another revision has that.</param>
    /// <param name="correction">What was decided about its key.</param>
    /// <param name="item">The place of the question in the quiz as it stands; -1 where the quiz does not have it any more.</param>
    /// <param name="standing">The question as it stands; null where it was another when these attempts asked it.</param>
    public AskedQuestion(Question question, Question? corrected, Correction? correction, int item, QuizItem? standing)
    {
        _question = question;
        _corrected = corrected;
        _correction = correction;
        _sheet = standing?.Sheet;
        Item = item;
        IsAsItStands = standing is not null;
        Blank = Read(Mark(Guid.Empty, Response.Empty, null), Response.Empty);
    }

    public int Item { get; }

    public bool IsAsItStands { get; }

    public GivenAnswer Blank { get; }

    /// <summary>Where the attempt that is being read asks it.</summary>
    public int Position { get; set; }

    /// <summary>What an answer comes to. <paramref name="values"/> is the response as it is stored, a JSON array of texts.</summary>
    public GivenAnswer Give(Guid attemptId, string values, Grade? grade)
    {
        // Each attempt calculates with its own numbers, and each essay has its own grade.
        if (_question is Calculation or Essay)
        {
            var response = Parse(values);
            return Read(Mark(attemptId, response, grade), response);
        }

        if (!_remembered.TryGetValue(values, out var given))
        {
            var response = Parse(values);
            given = Read(Mark(attemptId, response, null), response);
            if (_remembered.Count < MostRemembered)
            {
                _remembered.Add(values, given);
            }
        }

        return given;
    }

    private Marking Mark(Guid attemptId, Response response, Grade? grade)
    {
        var seed = Draw.SeedOf(attemptId, _question.Id);
        return Scoring.Mark(_question.For(seed), response, grade, _correction, _corrected?.For(seed)).Marking;
    }

    private GivenAnswer Read(Marking marking, Response response) =>
        _sheet?.Read(response, marking) ?? new GivenAnswer { Score = marking.Score, IsBlank = response.IsBlank, IsPending = marking.IsPending };

    private static Response Parse(string values) => new(JsonSerializer.Deserialize<string[]>(values) ?? []);
}
