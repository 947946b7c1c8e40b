using System.Reflection;
using System.Text.Json.Serialization;
using Learning.Authoring;
using Learning.Questions;

namespace Learning.Tests.Authoring;

/// <summary>What the guide for authors shows is read as the guide says.</summary>
public sealed class GuideExamplesTests
{
    private const int LargestPicture = 25 * 1024;

    private static readonly string _root = Root();
    private static readonly GuideCourse _guide = GuideCourse.Read(_root);

    private static CourseReading Reading()
    {
        var content = new MemoryContent();
        foreach (var (path, text) in _guide.Files)
        {
            content[path] = text;
        }

        return CourseReader.Read(content, GuideCourse.Folder, today: SmallCourse.Today);
    }

    private static Dictionary<string, Question> Questions() => Reading().Draft!.Quizzes.Values.SelectMany(q => q.Questions).ToDictionary(q => q.Id);

    [Fact]
    public void Every_example_is_without_fault() => Assert.Empty(Reading().Problems);

    [Fact]
    public void A_fault_in_an_example_would_be_found()
    {
        var content = new MemoryContent();
        foreach (var (path, text) in _guide.Files)
        {
            content[path] = text.Replace("(x) A law, and a place to appeal", "( ) A law, and a place to appeal", StringComparison.Ordinal);
        }

        Assert.Equal(["no-right-answer"], CourseReader.Read(content, GuideCourse.Folder, today: SmallCourse.Today).Problems.Select(p => p.Code));
    }

    [Fact]
    public void Every_kind_has_an_example_and_a_picture_of_it()
    {
        var questions = Questions();
        var pictured = _guide.Pictures.Where(p => p.Picture != "question-certainty").ToDictionary(p => p.Picture, p => questions[p.Question].Kind);
        var kinds = typeof(Question).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!);

        Assert.All(pictured, picture => Assert.Equal(picture.Key, $"question-{picture.Value}"));
        Assert.Equal(kinds.Order(StringComparer.Ordinal), pictured.Values.Order(StringComparer.Ordinal));
        Assert.True(questions[_guide.Pictures.Single(p => p.Picture == "question-certainty").Question].AsksCertainty);
    }

    [Fact]
    public void The_pictures_are_there_and_small() => Assert.All(_guide.Pictures, picture =>
    {
        var file = new FileInfo(Path.Combine(_root, "docs", "pictures", $"{picture.Picture}.png"));
        Assert.True(file.Exists, file.Name);
        Assert.InRange(file.Length, 1, LargestPicture);
    });

    [Fact]
    public void Every_rule_of_a_quiz_has_an_example()
    {
        var quizzes = Reading().Draft!.Outline.Activities.Where(a => a.IsQuiz).ToList();

        Assert.Equal(Enum.GetValues<ActivityKind>().Except([ActivityKind.Lesson]), quizzes.Select(q => q.Kind).Distinct().Order());
        var exam = quizzes.Single(q => q.Id == "branch-exam");
        Assert.Equal(
            new QuizRules
            {
                Attempts = 2,
                Counts = Counting.Last,
                TimeLimit = 45,
                OpensAt = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero),
                ClosesAt = new(2027, 3, 14, 20, 0, 0, TimeSpan.Zero),
                ExplainsAfterClosing = true,
                ShufflesQuestions = true,
            },
            exam.Rules);
    }

    private static string Root()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "Learning.sln")))
        {
            here = here.Parent!;
        }

        return here.FullName;
    }
}
