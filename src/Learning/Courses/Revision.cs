using System.Collections.Frozen;
using Learning.Authoring;
using Learning.Questions;

namespace Learning.Courses;

/// <summary>A revision read whole, ready for pages and decisions. Immutable, so one copy serves all requests.</summary>
public sealed class Revision
{
    private readonly string _key;
    private readonly FrozenDictionary<string, int> _places;
    private readonly FrozenDictionary<string, LessonText> _lessons;
    private readonly FrozenDictionary<string, QuizText> _quizzes;
    private readonly FrozenDictionary<string, Question> _questions;

    public Revision(
        Guid id,
        int number,
        CourseOutline outline,
        IEnumerable<KeyValuePair<string, LessonText>> lessons,
        IEnumerable<KeyValuePair<string, QuizText>> quizzes,
        IReadOnlyList<Question> pool,
        string? language = null)
    {
        Id = id;
        _key = language is null ? $"{id:N}" : $"{id:N}.{language}";
        Number = number;
        Outline = outline;
        Pool = pool;
        Activities = [.. outline.Activities];
        _places = Activities.Select((activity, place) => (activity.Id, place)).ToFrozenDictionary(a => a.Id, a => a.place);
        _lessons = lessons.ToFrozenDictionary();
        _quizzes = quizzes.ToFrozenDictionary();
        _questions = _quizzes.Values.SelectMany(q => q.Questions).Concat(pool).ToFrozenDictionary(q => q.Id);
    }

    public Guid Id { get; }

    /// <summary>The language its texts are in: the course's own, or that of a translation.</summary>
    public string Language => Outline.Language;

    /// <summary>A name for what the revision says in this language; for keys of what is derived from it.</summary>
    public string Key => _key;

    public int Number { get; }

    public CourseOutline Outline { get; }

    public IReadOnlyList<ActivityOutline> Activities { get; }

    public IReadOnlyList<Question> Pool { get; }

    /// <summary>A name for what the revision says of an activity; for keys of what is derived from it.</summary>
    public string KeyOf(string activityId) => $"{_key}/{activityId}";

    public ActivityOutline? Activity(string id) => _places.TryGetValue(id, out var place) ? Activities[place] : null;

    public ActivityOutline? Before(string id) => _places.TryGetValue(id, out var place) && place > 0 ? Activities[place - 1] : null;

    public ActivityOutline? After(string id) => _places.TryGetValue(id, out var place) && place + 1 < Activities.Count ? Activities[place + 1] : null;

    public ModuleOutline ModuleOf(string activityId) => Outline.Modules.First(m => m.Activities.Any(a => a.Id == activityId));

    public LessonText Lesson(string id) => _lessons[id];

    public QuizText Quiz(string id) => _quizzes[id];

    public IReadOnlyDictionary<string, LessonText> Lessons => _lessons;

    public IEnumerable<Question> Questions => _questions.Values;

    public Question? Question(string id) => _questions.GetValueOrDefault(id);
}
