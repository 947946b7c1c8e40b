using Learning.Assessment;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Analysis;

/// <summary>The questions of one revision as attempts at a quiz asked them.</summary>
internal sealed class AskedQuestions(
    Revision revision, IReadOnlyList<QuizItem> items, IReadOnlyDictionary<string, KeyCorrection> corrections, IReadOnlyDictionary<string, Question> corrected)
{
    private readonly Dictionary<string, AskedQuestion> _questions = new(StringComparer.Ordinal);
    private string _latestIds = "";
    private AskedQuestion[] _latest = [];

    public bool HaveEssays { get; } = revision.Questions.Any(q => q is Essay);

    public AskedQuestion? Find(string id) => _questions.GetValueOrDefault(id);

    /// <summary>Those an attempt asks, in its order. Many attempts ask the same in the same order.</summary>
    public AskedQuestion[] In(string ids)
    {
        if (ids != _latestIds)
        {
            _latest = [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Get)];
            _latestIds = ids;
        }

        return _latest;
    }

    private AskedQuestion Get(string id)
    {
        if (!_questions.TryGetValue(id, out var asked))
        {
            var question = revision.Question(id)!;
            var right = corrected.GetValueOrDefault(id);
            var item = Place(id);
            var isAsItStands = item >= 0 && ItemVersion.Of(right ?? question) == items[item].Version;
            asked = new(question, right, corrections.GetValueOrDefault(id)?.Correction, item, isAsItStands ? items[item] : null);
            _questions.Add(id, asked);
        }

        return asked;
    }

    private int Place(string id)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Question.Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}
