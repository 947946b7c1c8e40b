using Learning.Authoring.Files;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;

namespace Learning.Authoring.Parts;

/// <summary>What the other pages of a course need to know of one: each thing is found out when it is first asked for, from the page alone, and stays true while its file is as it is.</summary>
internal sealed class PageFacts
{
    private static readonly CourseKnowledge _nothing = new("", TextLabels.English, new HashSet<string>(), new HashSet<string>(), SourceRegister.Of([]));

    private readonly PlacedFile _file;
    private readonly string _folder;
    private readonly string _language;
    private readonly Lazy<(bool IsRead, string Id, IReadOnlyList<FrontText> Ids)> _head;
    private readonly Lazy<(LinkTarget? Target, IReadOnlySet<string> Headings)> _text;
    private readonly Lazy<IReadOnlyDictionary<string, int>> _questions;

    public PageFacts(PlacedFile file, string folder, string language, byte[]? bytes)
    {
        (_file, _folder, _language, Bytes) = (file, folder, language, bytes);
        _head = new(ReadHead);
        _text = new(ReadText);
        _questions = new(CountQuestions);
    }

    /// <summary>Null where there is no such file.</summary>
    public byte[]? Bytes { get; }

    /// <summary>Whether these are those of a file.</summary>
    public bool IsOf(PlacedFile file, byte[]? bytes) => file == _file && AreSame(bytes, Bytes);

    public static bool AreSame(byte[]? some, byte[]? others) => ReferenceEquals(some, others) || (some is not null && others is not null && some.AsSpan().SequenceEqual(others));

    /// <summary>False where the file is no text.</summary>
    public bool IsRead => _head.Value.IsRead;

    /// <summary>The id of the page; "" where it has none.</summary>
    public string Id => _head.Value.Id;

    /// <summary>All ids it gives, with those of its questions.</summary>
    public IReadOnlyList<FrontText> Ids => _head.Value.Ids;

    /// <summary>What a link to it becomes; null where none can lead there.</summary>
    public LinkTarget? Target => _text.Value.Target;

    /// <summary>The ids of its headings, of a lesson.</summary>
    public IReadOnlySet<string> Headings => _text.Value.Headings;

    /// <summary>How many questions it holds for an objective, of a pool.</summary>
    public int QuestionsFor(string objective) => _questions.Value.GetValueOrDefault(objective);

    private (bool, string, IReadOnlyList<FrontText>) ReadHead()
    {
        var problems = new Problems();
        var ids = new Ids(problems);
        if (_file.As == PlacedAs.Lesson)   // of which there are most
        {
            var lesson = LessonPage.IdOf(Tree(), _file.Path, ids, problems);
            return (lesson is not null, lesson ?? "", [.. ids.Given]);
        }

        var page = Read(ids, problems);
        var isRead = page.Course is not null || page.Pools.Count > 0 || page.Modules.Any(m => m.File is not null || m.Quizzes.Count > 0);
        return (isRead, page.Modules.Select(m => m.Quizzes.Count > 0 ? m.Quizzes[0].Id : m.Id).FirstOrDefault(""), [.. ids.Given]);
    }

    private (LinkTarget?, IReadOnlySet<string>) ReadText()
    {
        var problems = new Problems();
        var page = Read(new(problems), problems);
        var headings = page.Modules.SelectMany(m => m.Lessons).SelectMany(l => l.Headings.Values).ToHashSet(StringComparer.Ordinal);
        return (Targets.In(page, ContentPath.Name(_folder)).Select(t => t.Target).FirstOrDefault(), headings);
    }

    private Dictionary<string, int> CountQuestions()
    {
        var problems = new Problems();
        return Read(new(problems), problems).Pools
            .SelectMany(pool => new QuestionReader(pool.File, _nothing with { Language = _language }, problems).Read(pool.Text))
            .GroupBy(question => question.Objective, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
    }

    private CourseFolder Read(Ids ids, Problems problems) => CourseFolder.ReadOne(Tree(), _folder, _file, _language, DateOnly.MaxValue, ids, problems);

    private ContentTree Tree() => new(new FewFiles(Bytes is null ? [] : [new(_file.Path, Bytes)]));
}
