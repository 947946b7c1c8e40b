using Learning.Authoring;

namespace Learning.Tests.Authoring;

/// <summary>A small course without a fault, in which a test plants what it is about.</summary>
internal sealed partial class SmallCourse
{
    public const string Folder = "courses/rights";
    public const string Course = Folder + "/course.md";
    public const string Module = Folder + "/01-first/module.md";
    public const string Lesson = Folder + "/01-first/01-why.md";
    public const string Second = Folder + "/01-first/02-nine-branches.md";
    public const string Quiz = Folder + "/01-first/03-check.quiz.md";
    public const string Pool = Folder + "/01-first/final.pool.md";
    public const string Test = Folder + "/01-first/04-final.quiz.md";
    public const string Picture = Folder + "/01-first/media/nine.svg";
    public const string Sources = "sources.csv";
    public const string Glossary = "glossary.csv";
    public const string Svg = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><title>Nine</title><path d="M0 0"/></svg>""";

    public static DateOnly Today => new(2026, 11, 24);

    public MemoryContent Content { get; } = new()
    {
        [Sources] = """
            "key","title","publisher","year","url"
            "c102","Social Security (Minimum Standards) Convention","ILO","1952","https://example.org/c102"
            "udhr","Universal Declaration of Human Rights","United Nations","1948",""

            """,
        [Glossary] = """
            "term_en","term_fr","definition_en"
            "social security","sécurité sociale","Income and care when earnings stop."
            "right to social security","droit à la sécurité sociale","Everyone's claim."
            "Convention","convention","A treaty."
            "complaint (article 26)","plainte (article 26)","A formal charge."
            "Committee of Experts (CEACR)","commission d'experts","Independent jurists."

            """,
        [Course] = """
            ---
            id: rights
            title: The right to social security
            summary: What it is.
            level: introductory
            language: en
            hours: 1.5
            licence: CC BY 4.0
            objectives:
              - id: human-right
                text: Say why
              - id: c102
                text: Use the branches
            completion:
              lessons: all
              quizzes: attempted
              test: passed
            ---

            Welcome. [Begin](01-first/01-why.md).

            """,
        [Module] = """
            ---
            id: first
            title: The first module
            summary: It begins.
            ---

            Read **this** first.

            """,
        [Lesson] = """
            ---
            id: why
            title: Why
            minutes: 8
            objectives: [human-right]
            sources:
              - c102: Articles 2 to 4
              - udhr
            checked: 2026-11-23
            ---

            The opening paragraph.

            ## A heading

            Some text.

            """,
        [Second] = """
            ---
            id: nine-branches
            title: Nine branches
            minutes: 6
            objectives: [c102]
            sources: [c102]
            checked: 2026-11-23
            ---

            See [why](01-why.md#a-heading).

            ## The branches

            ![Nine boxes](media/nine.svg "The nine branches")

            """,
        [Quiz] = """
            ---
            id: check
            title: Check yourself
            mode: practice
            minutes: 6
            objectives: [human-right]
            ---

            Take your time.

            ## Which one?  {#which objective=c102 lesson=nine-branches}

            - ( ) Housing benefit
              > There is no housing branch.
            - (x) Maternity benefit
              > Yes: Part VIII.

            > Nine branches, Parts II to X.

            Source: c102, Parts II to X; udhr

            ## Which ones?  {#several objective=c102 lesson=nine-branches}

            - [x] Sickness
              > Yes.
            - [ ] Housing
              > No.
            - [x] Old age
              > Yes.

            > Nine branches.

            ## It is a right.  {#true .true-false objective=human-right lesson=why}

            - (x) True
              > Yes.
            - ( ) False
              > It is.

            > Article 22.

            ## Which word?  {#word objective=human-right lesson=why}

            = treaty
            > Yes.
            = a treaty

            != declaration
            > States do not ratify it.

            > Ratification is the key.

            ## How much?  {#number objective=c102 lesson=nine-branches}

            = 450 ± 1 a month
            > Yes.

            != 400
            > That is another rate.

            > 45 per cent.

            """,
        [Pool] = """
            ---
            id: pool
            title: Questions for the final test
            ---

            ## One?  {#pool-one objective=human-right lesson=why}

            - (x) Yes
              > Yes.
            - ( ) No
              > No.

            > Because.

            ## Two?  {#pool-two objective=c102 lesson=why}

            - (x) Yes
              > Yes.
            - ( ) No
              > No.

            > Because.

            """,
        [Test] = """
            ---
            id: final-test
            title: Final test
            mode: test
            minutes: 25
            pass: 70
            draw:
              human-right: 1
              c102: 1
            ---

            """,
        [Picture] = Svg,
    };

    public SmallCourse With(string path, string text)
    {
        Content[path] = text;
        return this;
    }

    /// <summary>Appends to the text of the first lesson.</summary>
    public SmallCourse WithText(string markdown) => With(Lesson, Content[Lesson] + "\n" + markdown + "\n");

    public SmallCourse Change(string path, string old, string changed)
    {
        Assert.Contains(old, Content[path], StringComparison.Ordinal);
        var at = Content[path].IndexOf(old, StringComparison.Ordinal);
        return With(path, Content[path][..at] + changed + Content[path][(at + old.Length)..]);
    }

    public CourseReading Read() => CourseReader.Read(Content, Folder, today: Today);

    public CourseDraft Draft()
    {
        var reading = Read();
        Assert.Empty(reading.Problems);
        return reading.Draft!;
    }

    public LessonText LessonText() => Draft().Lessons["why"];

    /// <summary>The HTML of the first lesson behind what the fixture says itself, without the ids that blocks get by their place.</summary>
    public string Html() => BlockId().Replace(LessonText().Html, "").Split("<p>Some text.</p>")[1].TrimStart().Replace(Learning.Authoring.LessonText.BasePlaceholder, "~", StringComparison.Ordinal);

    [System.Text.RegularExpressions.GeneratedRegex(" id=\"at-[0-9]+\"")]
    public static partial System.Text.RegularExpressions.Regex BlockId();

    /// <summary>The one problem there is.</summary>
    public Problem Problem()
    {
        var reading = Read();
        Assert.Null(reading.Draft);
        return Assert.Single(reading.Problems);
    }
}
