using CsCheck;
using Learning.Authoring;
using Learning.QuestionBanks;
using Learning.Questions;
using Learning.Texts;
using Learning.Tests.Authoring;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.QuestionBanks;

public sealed class BankMarkdownTests
{
    private static readonly InterfaceTexts _texts = new();
    private static readonly CourseDraft _course = new SmallCourse().Draft();

    private static readonly Gen<BankItem> _anything = Gen.OneOf(
        BankItems.Of(BankItems.Choice), BankItems.Of(BankItems.Judged), BankItems.Of(BankItems.Typed), BankItems.Of(BankItems.Number), BankItems.Of(BankItems.Order), BankItems.Of(BankItems.Matches),
        BankItems.Of(BankItems.Groups), BankItems.Of(BankItems.Essay), BankItems.GapText(most: 5));

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void A_question_in_our_markdown_is_the_same_question(string language) => _anything.Where(BankItems.IsFit).Sample(
        item =>
        {
            // What an editor would fill in stands there already, so that the reader has nothing to say.
            var whole = Whole(item);
            var (questions, media, problems, text) = Read([whole], language);

            Assert.True(problems.Count == 0, string.Join('\n', problems) + "\n" + text);
            Assert.Equal(Bare(whole), Bare(Back(questions, media, language)));
        },
        iter: 300);

    [Fact]
    public void A_calculation_in_our_markdown_is_the_same_question()
    {
        var item = new BankItem
        {
            Line = 1,
            Prompt = $"Wage {BankMarks.Number("wage")}, rate {BankMarks.Number("rate")} %: how much of {BankMarks.Number("wage")}?",
            Explanation = $"<p>It is {BankMarks.Number("wage * rate / 100")}.</p>",
            Answer = new CalculationAnswer([new("wage", 800, 2400, 50), new("rate", 40, 60, 5)], [new("wage * rate / 100", 0.5m, true, ""), new("wage", 0, false, "<p>All?</p>")], "a month"),
        };
        var (questions, media, problems, text) = Read([item], "en");

        Assert.True(problems.Count == 0, string.Join('\n', problems) + "\n" + text);
        Assert.Equal(Bare(item), Bare(Back(questions, media, "en")));
    }

    [Fact]
    public void Every_question_of_the_courses_is_the_same_after_the_way_out_and_in()
    {
        var readings = ContentCheck.Run(new PhysicalFileProvider(Path.Combine(Repository.Root, "content")), "");
        Assert.NotEmpty(readings);
        foreach (var draft in readings.Select(r => r.Draft!))
        {
            var all = draft.Quizzes.Values.SelectMany(q => q.Questions).Concat(draft.Pool).ToList();
            var sections = draft.Lessons.ToDictionary(l => l.Key, l => (IReadOnlySet<string>)l.Value.Passages.Select(p => p.HeadingId).OfType<string>().ToHashSet());
            var surroundings = new CourseSurroundings(draft.Outline, [], [.. all.SelectMany(q => q.Sources)]) { Sections = sections };
            var course = Course(draft.Outline) with { Lessons = sections };
            var words = BankWords.In(draft.Outline.Language, _texts);

            var (pooled, items) = Questions(draft, all, isSurvey: false);
            var pool = BankPool.Write(items, "all of it", course, new(null, null), words);
            Assert.True(pool.IsComplete);
            AreTheSame(draft, pooled, items, AddedText.ReadPool("x.pool.md", pool.Markdown, surroundings, pool.Pictures));

            var (asked, opinions) = Questions(draft, all, isSurvey: true);
            if (asked.Count > 0)
            {
                var survey = BankPool.WriteSurvey(opinions, "all of it", course, words);
                var read = AddedText.ReadSurvey("x.quiz.md", survey.Markdown, surroundings, survey.Pictures);
                AreTheSame(draft, asked, opinions, read);
                Assert.Equal((ActivityKind.Survey, "all of it", asked.Count), (read.Survey!.Kind, read.Survey.Title, read.Survey.Questions));
            }
        }
    }

    private static (IReadOnlyList<Question> Questions, IReadOnlyList<BankItem> Items) Questions(CourseDraft draft, IEnumerable<Question> all, bool isSurvey)
    {
        Question[] questions = [.. all.Where(q => q is Opinion == isSurvey)];
        var (items, problems) = BankQuestions.Of(questions, BankWords.In(draft.Outline.Language, _texts), PicturesOf(draft.Media));
        Assert.Empty(problems);
        return (questions, items);
    }

    private static void AreTheSame(CourseDraft draft, IReadOnlyList<Question> questions, IReadOnlyList<BankItem> items, AddedText read)
    {
        var (back, faults) = read;
        Assert.Empty(faults);
        Assert.Equal(questions.Select(q => (q.Id, q.Kind, q.Objective, q.Lesson, q.Section)), back.Select(q => (q.Id, q.Kind, q.Objective, q.Lesson, q.Section)));
        Assert.Equal(items.Select(BankItems.Say), BankQuestions.Of(back, BankWords.In(draft.Outline.Language, _texts), PicturesOf(read.Media)).Items.Select(BankItems.Say));
        Assert.All(questions.Zip(back), pair => Assert.Equal(pair.First.Sources, pair.Second.Sources));
    }

    [Theory]
    [InlineData("gift")]
    [InlineData("moodle-xml")]
    [InlineData("qti")]
    public void Every_quiz_of_the_courses_comes_back_equal_from_a_format(string name)
    {
        var format = BankFormats.Find(name)!;
        foreach (var draft in ContentCheck.Run(new PhysicalFileProvider(Path.Combine(Repository.Root, "content")), "").Select(r => r.Draft!))
        {
            var words = BankWords.In(draft.Outline.Language, _texts);
            foreach (var quiz in draft.Outline.Activities.Where(a => a.IsQuiz))
            {
                var questions = BankCourses.Of(draft.Quizzes[quiz.Id], draft.Pool);
                var written = BankCourses.Write(format, questions, quiz.Title, draft.Outline.Language, words, PicturesOf(draft.Media));
                var reading = BankFormats.Read(written.File, quiz.Id + format.FileEnding);

                Assert.Empty(written.Problems);
                Assert.Empty(reading.Problems);
                Assert.Equal(name, reading.Format);
                Assert.Equal(BankQuestions.Of(questions, words, PicturesOf(draft.Media)).Items.Select(BankItems.Say), reading.Items.Select(BankItems.Say));
            }
        }
    }

    [Fact]
    public void What_is_missing_is_left_to_the_editor_and_named_by_line()
    {
        var item = new BankItem { Line = 1, Title = "Branches", Prompt = "Which?", Answer = new ChoiceAnswer(false, [new("A", true, ""), new("B", false, "")]) };
        var pool = BankPool.Write([item], "From elsewhere", Course(_course.Outline), new("c102", "why"), BankWords.In("en", _texts));
        var (_, problems) = AddedText.ReadPool("x.pool.md", pool.Markdown, Around());

        Assert.Equal((1, 2, 0), (pool.Explanations, pool.Feedback, pool.Rubrics));
        Assert.Equal([(6, "missing-explanation"), (8, "missing-feedback"), (9, "missing-feedback")], problems.Select(p => (p.Line, p.Code)));
    }

    [Fact]
    public void Ids_are_made_of_the_banks_own_and_given_once()
    {
        BankItem[] items = [Named("Q 1: Été!"), Named("Q 1: Été!"), Named("why"), Named("مرحبا"), Named("مرحبا")];
        var pool = BankPool.Write(items, "why", Course(_course.Outline), new("c102", "why"), BankWords.In("en", _texts));
        var ids = pool.Markdown.Split('\n').Where(line => line.StartsWith("##", StringComparison.Ordinal)).Select(line => line.Split("{#")[1].Split(' ')[0]).ToArray();

        Assert.Equal("why-2", pool.Id);
        Assert.Equal(["q-1-ete", "q-1-ete-2", "why-3"], ids[..3]);
        Assert.StartsWith("q-", ids[3], StringComparison.Ordinal);
        Assert.Equal(ids[3] + "-2", ids[4]);
        Assert.Equal(pool.Markdown, BankPool.Write(items, "why", Course(_course.Outline), new("c102", "why"), BankWords.In("en", _texts)).Markdown);
    }

    [Fact]
    public void Objective_and_lesson_come_from_tags_then_from_the_category_then_from_the_editor()
    {
        BankItem[] items = [Named("a") with { Tags = ["objective:human-right"] }, Named("b") with { Category = "Rights/human-right" }, Named("c") with { Tags = ["objective:nonsense", "nine-branches"] }];
        var lines = BankPool.Write(items, "x", Course(_course.Outline), new("c102", "why"), BankWords.In("en", _texts)).Markdown.Split('\n').Where(line => line.StartsWith("##", StringComparison.Ordinal));

        Assert.Equal(
            ["## Which?  {#a objective=human-right lesson=why}", "## Which?  {#b objective=human-right lesson=why}", "## Which?  {#c objective=c102 lesson=nine-branches}"],
            lines);
    }

    [Theory]
    [InlineData("lesson:nine-branches#figures", "nine-branches#figures")]
    [InlineData("nine-branches#figures", "nine-branches#figures")]
    [InlineData("lesson:nine-branches#no-such-heading", "nine-branches")]
    [InlineData("lesson:nine-branches#", "nine-branches")]
    [InlineData("lesson:no-such-lesson#figures", "why")]
    public void A_heading_comes_along_where_the_lesson_has_it(string tag, string lesson)
    {
        var pool = BankPool.Write([Named("a") with { Tags = [tag] }], "x", Course(_course.Outline), new("c102", "why"), BankWords.In("en", _texts));

        Assert.Contains($"{{#a objective=c102 lesson={lesson}}}", pool.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_has_its_sentence()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Learning", "QuestionBanks"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "(?:Refuse|Note)\\([^\"]{1,60}\"([a-z0-9-]+)\"|new\\(item\\.Line, \"([a-z-]+)\"|CheckCount\\(\"([a-z-]+)\""))
            .Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value).ToHashSet();

        Assert.True(codes.Count > 20);
        Assert.All(codes, code => Assert.True(InterfaceTexts.Has(new BankProblem(1, code, []).TextKey), code));
    }

    private static BankItem Named(string title) => new() { Line = 1, Title = title, Prompt = "Which?", Answer = new ShortTextAnswer([new("b", true, "")]) };

    private static BankItem Whole(BankItem item) => item with
    {
        Explanation = item.Explanation.Length > 0 ? item.Explanation : "<p>Because.</p>",
        Answer = item.Answer switch
        {
            ChoiceAnswer choice => choice with { Options = [.. choice.Options.Select(o => o with { Feedback = o.Feedback.Length > 0 ? o.Feedback : "<p>So.</p>" })] },
            TrueFalseAnswer judged => judged with { TrueFeedback = judged.TrueFeedback + "<p>So.</p>", FalseFeedback = "<p>So.</p>" + judged.FalseFeedback },
            EssayAnswer { Criteria.Count: 0 } essay => essay with { Criteria = [new("Clear", [new(0, "no"), new(1, "yes")])] },
            _ => item.Answer,
        },
    };

    private static Func<string, MediaFile?> PicturesOf(IReadOnlyList<MediaFile> media) => hash => media.FirstOrDefault(picture => picture.Hash == hash);

    private static (IReadOnlyList<Question> Questions, IReadOnlyList<MediaFile> Media, IReadOnlyList<Problem> Problems, string Text) Read(IReadOnlyList<BankItem> items, string language)
    {
        var outline = _course.Outline with { Language = language };
        var pool = BankPool.Write(items, "A \"pool\": of \\ them", Course(outline), new("c102", "why"), BankWords.In(language, _texts));
        var read = AddedText.ReadPool("x.pool.md", pool.Markdown, Around() with { Outline = outline }, pool.Pictures);
        return (read.Questions, read.Media, read.Problems, pool.Markdown);
    }

    private static CourseSurroundings Around() => new(_course.Outline, ["why"], []);

    private static BankCourse Course(CourseOutline outline) => new(
        outline.Language, outline.Objectives.Select(o => o.Id).ToHashSet(), SectionsOf(outline), new HashSet<string> { "why" });

    /// <summary>Every lesson has the heading “Figures”.</summary>
    private static Dictionary<string, IReadOnlySet<string>> SectionsOf(CourseOutline outline) =>
        outline.Activities.Where(a => !a.IsQuiz).ToDictionary(a => a.Id, IReadOnlySet<string> (_) => new HashSet<string> { "figures" });

    private static BankItem Back(IReadOnlyList<Question> questions, IReadOnlyList<MediaFile> media, string language)
    {
        var (items, problems) = BankQuestions.Of(questions, BankWords.In(language, _texts), PicturesOf(media));
        Assert.Empty(problems);
        return Assert.Single(items);
    }

    /// <summary>Without what a course gives a question anew.</summary>
    private static string Bare(BankItem item) => BankItems.Say(item with { Id = "", Title = "", Category = "", Tags = [], Pictures = [.. item.Pictures.Select(picture => picture with { FileName = "" })] });
}
