using System.Text;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Pictures;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Questions;

namespace Learning.Authoring;

/// <summary>What a published course gives a text that is read without the course's folder: ids that are given, and what may be cited.</summary>
public sealed record CourseSurroundings(CourseOutline Outline, IReadOnlyCollection<string> TakenIds, IReadOnlyCollection<Citation> Sources)
{
    /// <summary>The ids of the headings in each lesson.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Sections { get; init; } = new Dictionary<string, IReadOnlySet<string>>();
}

/// <summary>What came of a text that is added to a published course: its questions, none where there is a problem; and the problems, in the order of the text.</summary>
public sealed record AddedText(IReadOnlyList<Question> Questions, IReadOnlyList<Problem> Problems)
{
    public const int MostBytes = SourceText.MostBytes;

    /// <summary>The pictures it shows.</summary>
    public IReadOnlyList<MediaFile> Media { get; init; } = [];

    /// <summary>The survey it is; null where it is a pool, or there is a problem.</summary>
    public ActivityOutline? Survey { get; init; }

    /// <summary>What is said before the questions of a survey: safe HTML.</summary>
    public string Introduction { get; init; } = "";

    /// <summary>
    /// Reads the text of one pool as if it lay in a course that is published. Links lead to the web only: other files of the course are not there, but for the pictures that come along.
    /// </summary>
    /// <param name="pictures">By their paths beside the text, <c>media/branches.svg</c>.</param>
    public static AddedText ReadPool(string fileName, string text, CourseSurroundings around, IReadOnlyList<ContentFile>? pictures = null) => new Reading(fileName, text, around, pictures ?? []).Pool();

    /// <summary>Reads the text of one survey in the same way.</summary>
    public static AddedText ReadSurvey(string fileName, string text, CourseSurroundings around, IReadOnlyList<ContentFile>? pictures = null) => new Reading(fileName, text, around, pictures ?? []).Survey();

    private sealed class Reading
    {
        private readonly Problems _problems = new();
        private readonly ContentTree _tree;
        private readonly Ids _ids;
        private readonly string _fileName;
        private readonly CourseKnowledge _knowledge;
        private readonly PictureShelf _pictures;

        public Reading(string fileName, string text, CourseSurroundings around, IReadOnlyList<ContentFile> pictures)
        {
            _fileName = fileName;
            _tree = new(new FewFiles([new(fileName, Encoding.UTF8.GetBytes(text)), .. pictures]));
            _pictures = new(_tree, _problems);
            _ids = new(_problems);
            foreach (var taken in around.TakenIds.Distinct(StringComparer.Ordinal))
            {
                _ids.Take(new(Spot.Start(around.Outline.Slug), taken));
            }

            _knowledge = new(
                around.Outline.Language,
                TextLabels.For(around.Outline.Language),
                around.Outline.Objectives.Select(o => o.Id).ToHashSet(),
                around.Outline.Activities.Where(a => !a.IsQuiz).Select(a => a.Id).ToHashSet(),
                SourceRegister.Of(around.Sources))
            {
                SectionsOf = lesson => around.Sections.GetValueOrDefault(lesson),
            };
        }

        public AddedText Pool()
        {
            var page = PoolPage.Read(_tree, _fileName, _ids, _problems);
            return Done(page is null ? [] : Questions(page.File, page.Text, isSurvey: false));
        }

        public AddedText Survey()
        {
            if (QuizPage.Read(_tree, _fileName, _ids, _problems) is not { } quiz)
            {
                return Done([]);
            }

            if (quiz.Kind != ActivityKind.Survey)
            {
                _problems.Add(quiz.File.Source.Start, "not-a-survey", "This is another kind of quiz than a survey.", "Write mode: survey, or keep the questions in a pool.");
            }

            var questions = Questions(quiz.File, quiz.Text, isSurvey: true);
            var introduction = SafeHtml.Write(SafeHtml.Clean(new TextRenderer(MarkdownForms.Questions, _knowledge.Labels).Blocks(quiz.Text.Introduction)));
            return Done(questions) is { Problems.Count: 0 } done ? done with { Survey = quiz.Outline(questions.Count), Introduction = introduction } : Done([]);
        }

        private IReadOnlyList<Question> Questions(PageFile file, QuestionParts parts, bool isSurvey)
        {
            new LinkResolver(_tree, "", _ => null, _pictures, _problems).Resolve(file.Text, file.Source);
            return new QuestionReader(file, _knowledge, _problems) { IsSurvey = isSurvey }.Read(parts);
        }

        private AddedText Done(IReadOnlyList<Question> questions) => new(_problems.Any ? [] : questions, _problems.InOrder) { Media = _problems.Any ? [] : _pictures.Files };
    }
}
