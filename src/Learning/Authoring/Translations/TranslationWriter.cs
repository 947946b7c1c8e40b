using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Questions;
using Markdig;
using Markdig.Syntax;

namespace Learning.Authoring.Translations;

/// <summary>Reads a course's translation into one language and puts it together with what the source alone says. What is not translated stands in the original.</summary>
internal sealed class TranslationWriter
{
    private readonly CourseFolder _folder;
    private readonly CourseKnowledge _course;
    private readonly Glossary _glossary;
    private readonly Problems _problems;
    private readonly Dictionary<string, TranslatedPage?> _pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Question Question, TranslationState State)> _words = new(StringComparer.Ordinal);

    /// <summary>Reads every page there is; what was read can then be asked for.</summary>
    /// <param name="course">What the texts may refer to, in the language of the translation.</param>
    public TranslationWriter(ContentTree tree, CourseFolder folder, CourseKnowledge course, Glossary glossary, LinkResolver links, Problems problems)
    {
        (_folder, _course, _glossary, _problems) = (folder, course, glossary, problems);
        foreach (var (file, forms) in Files())
        {
            var page = TranslatedPage.Read(tree, file, Language, forms, problems);
            if (page is not null)
            {
                links.Resolve(page.File.Text, page.File.Source);
            }

            _pages[file.Source.File] = page;
        }

        foreach (var (file, text, isSurvey) in Quizzes())
        {
            ReadQuestions(file, text, isSurvey);
        }
    }

    public string Language => _course.Language;

    /// <summary>The words of its questions, by id.</summary>
    public Question? WordsOf(string questionId) => _words.TryGetValue(questionId, out var found) ? found.Question : null;

    /// <summary>The whole course in this language.</summary>
    /// <param name="source">The course as its authors wrote it, with questions that take what is typed in any language.</param>
    public TranslatedCourse Write(CourseDraft source)
    {
        var lessons = new Dictionary<string, LessonText>(StringComparer.Ordinal);
        var counts = new Dictionary<string, TranslationCount>(StringComparer.Ordinal);
        foreach (var lesson in _folder.Modules.SelectMany(m => m.Lessons))
        {
            (lessons[lesson.Id], counts[lesson.Id]) = Lesson(lesson);
        }

        var quizzes = new Dictionary<string, QuizText>(StringComparer.Ordinal);
        foreach (var quiz in _folder.Modules.SelectMany(m => m.Quizzes).Where(q => source.Quizzes.ContainsKey(q.Id)))
        {
            (quizzes[quiz.Id], counts[quiz.Id]) = Quiz(quiz, source.Quizzes[quiz.Id]);
        }

        return new(Outline(source, counts), lessons, quizzes, [.. source.Pool.Select(Translated)]);
    }

    public (LessonText Text, TranslationCount Count) Lesson(LessonPage lesson)
    {
        var page = Page(lesson.File);
        var text = Text(lesson.File, lesson.Headings, page);
        var places = page is not null && page.Places.Count == lesson.Sources.Count ? page.Places : lesson.Sources.Select(s => s.Place);
        return (LessonWriting.Text(lesson, text.Html, text.Notes, places, _course, _glossary, _problems), TranslationCount.Of(text.States.Append(HeadState(lesson.File))));
    }

    /// <param name="own">The quiz in its own language.</param>
    public (QuizText Text, TranslationCount Count) Quiz(QuizPage quiz, QuizText own)
    {
        var (introduction, state) = Introduction(quiz, own.Introduction);
        return (
            own with { Introduction = introduction, Questions = [.. own.Questions.Select(Translated)] },
            TranslationCount.Of(own.Questions.Select(q => StateOf(q.Id)).Append(HeadState(quiz.File)).Concat(state is { } one ? [one] : [])));
    }

    /// <summary>The text of a course's or a module's own page.</summary>
    public string Plain(PageFile source, IReadOnlyDictionary<HeadingBlock, string> headings) => Plain(source, headings, Page(source));

    /// <summary>Null where there is no translation, or it names none.</summary>
    public string? TitleOf(PageFile source) => Page(source)?.Title is { Length: > 0 } title ? title : null;

    /// <summary>The question in the words of this language; as it is, where it is not translated.</summary>
    public Question Translated(Question original) =>
        WordsOf(original.Id) is { } words && original.In(words) is { } translated
            ? translated with { IsStale = StateOf(original.Id) == TranslationState.Stale }
            : original with { InLanguage = _folder.Language };

    private CourseOutline Outline(CourseDraft source, Dictionary<string, TranslationCount> counts)
    {
        var outline = source.Outline;
        var page = _folder.Course is { } course ? Page(course.File) : null;
        var titles = _folder.Modules.SelectMany(m => m.Lessons.Select(l => (l.Id, Page(l.File)?.Title)).Concat(m.Quizzes.Select(q => (q.Id, Page(q.File)?.Title))))
            .DistinctBy(t => t.Id).ToDictionary(t => t.Id, t => t.Title, StringComparer.Ordinal);
        var modules = _folder.Modules.DistinctBy(m => m.Id).ToDictionary(m => m.Id, StringComparer.Ordinal);
        return outline with
        {
            Language = Language,
            Translations = [.. outline.Languages.Where(other => other != Language)],
            Title = Or(page?.Title, outline.Title),
            Summary = Or(page?.Summary, outline.Summary),
            Objectives = [.. outline.Objectives.Select(o => o with { Text = Or(page?.Objectives.GetValueOrDefault(o.Id), o.Text) })],
            Welcome = _folder.Course is { } own ? Plain(own.File, own.Headings, page) : outline.Welcome,
            Modules = [.. outline.Modules.Select(m => Module(m, modules.GetValueOrDefault(m.Id)))],
        };

        ModuleOutline Module(ModuleOutline module, ModulePage? own)
        {
            var words = own?.File is null ? null : Page(own.File);
            return module with
            {
                Title = Or(words?.Title, module.Title),
                Summary = Or(words?.Summary, module.Summary),
                Introduction = own?.File is null ? module.Introduction : Plain(own.File, own.Headings, words),
                Activities = [.. module.Activities.Select(a => a with { Title = Or(titles.GetValueOrDefault(a.Id), a.Title), Translation = counts.GetValueOrDefault(a.Id) })],
            };
        }
    }

    private static string Or(string? words, string original) => string.IsNullOrEmpty(words) ? original : words;

    private IEnumerable<(PageFile File, MarkdownPipeline Forms)> Files()
    {
        var course = _folder.Course is { } own ? new[] { (own.File, MarkdownForms.Page) } : [];
        return course
            .Concat(_folder.Modules.Where(m => m.File is not null).Select(m => (m.File!, MarkdownForms.Page)))
            .Concat(_folder.Modules.SelectMany(m => m.Lessons).Select(l => (l.File, MarkdownForms.Page)))
            .Concat(Quizzes().Select(q => (q.File, MarkdownForms.Questions)));
    }

    private IEnumerable<(PageFile File, QuestionParts Text, bool IsSurvey)> Quizzes() =>
        _folder.Modules.SelectMany(m => m.Quizzes).Select(q => (q.File, q.Text, q.Kind == ActivityKind.Survey)).Concat(_folder.Pools.Select(p => (p.File, p.Text, false)));

    private TranslatedPage? Page(PageFile source) => _pages.GetValueOrDefault(source.Source.File);

    private TranslationState HeadState(PageFile source) => Page(source) is not { } page ? TranslationState.Missing
        : page.MadeFrom?.Head == Segments.HashOf(source.Front) ? TranslationState.Current
        : TranslationState.Stale;

    private TranslatedText Text(PageFile source, IReadOnlyDictionary<HeadingBlock, string> headings, TranslatedPage? page) =>
        TranslatedText.Of(source, headings, page, _folder.Language, _course.Labels, _problems);

    private string Plain(PageFile source, IReadOnlyDictionary<HeadingBlock, string> headings, TranslatedPage? page) => SafeHtml.Write(SafeHtml.Clean(Text(source, headings, page).Html));

    private void ReadQuestions(PageFile file, QuestionParts text, bool isSurvey)
    {
        if (Page(file) is not { } page)
        {
            return;
        }

        var parts = QuestionParts.Read(page.File, new Ids(_problems), _problems);
        var originals = text.Questions.Where(q => q.Id.Length > 0).DistinctBy(q => q.Id).ToDictionary(q => q.Id, StringComparer.Ordinal);
        foreach (var unknown in parts.Questions.Where(q => q.Id.Length > 0 && !originals.ContainsKey(q.Id)))
        {
            _problems.Add(page.File.Source.At(unknown.Heading.Span.Start), "unknown-question", $"The source has no question “{unknown.Id}”.", "Give it the id of the question it translates, or delete it.");
        }

        foreach (var missing in page.MadeFrom?.Questions.Keys.Where(id => originals.ContainsKey(id) && parts.Questions.All(q => q.Id != id)) ?? [])
        {
            _problems.Add(page.File.Source.Start, "missing-question", $"The question “{missing}” was translated and is missing now.", "Put it back; or, if it is to stand in the original, run the command: translations stamp.");
        }

        var known = parts with { Questions = [.. parts.Questions.Where(q => originals.ContainsKey(q.Id))] };
        foreach (var question in new QuestionReader(page.File, _course, _problems) { IsSurvey = isSurvey, Originals = originals }.Read(known))
        {
            var state = page.MadeFrom?.Questions.GetValueOrDefault(question.Id) == Segments.HashOf(originals[question.Id], file.Source) ? TranslationState.Current : TranslationState.Stale;
            _words.TryAdd(question.Id, (question, state));
        }
    }

    /// <summary>Says where a translation is not of the shape of its source, and where it takes for wrong what another language takes for right.</summary>
    /// <param name="earlier">Other translations with which it must agree about typed answers.</param>
    public void ReportMisfits(IEnumerable<Question> originals, IReadOnlyList<TranslationWriter> earlier)
    {
        foreach (var original in originals.Where(o => StateOf(o.Id) == TranslationState.Current))
        {
            var words = WordsOf(original.Id)!;
            if (original.In(words) is null)
            {
                _problems.Add(
                    PlaceOf(original.Id),
                    "translation-differs",
                    $"The question “{original.Id}” is another one than in the source: its kind, its options, what is right or the numbers differ.",
                    "Translate option by option, in the same order and with the same marks; numbers and formulas stay as they are.");
            }
            else if (words is ShortText typed && earlier.Select(e => e.WordsOf(original.Id)).Prepend(original).OfType<ShortText>().Select(other => other.ConflictWith(typed)).FirstOrDefault(c => c is not null) is { } conflict)
            {
                _problems.Add(
                    PlaceOf(original.Id),
                    "conflicting-answer",
                    $"“{conflict}” is right in one language and wrong in another.",
                    "An answer has to be worth the same in each language: take it out of one of them.");
            }
        }
    }

    private Spot PlaceOf(string questionId)
    {
        var page = Page(Quizzes().First(q => q.Text.Questions.Any(p => p.Id == questionId)).File)!;
        return page.File.Text.OfType<HeadingBlock>().FirstOrDefault(h => HeadingBraces.Of(h).Id?.Text == questionId) is { } heading ? page.File.Source.At(heading.Span.Start) : page.File.Source.Start;
    }

    /// <summary>What no longer fits its source stands in the original, like what was never translated.</summary>
    private TranslationState StateOf(string questionId) => _words.TryGetValue(questionId, out var found) ? found.State : TranslationState.Missing;

    /// <summary>The introduction is one piece. Null: there is none.</summary>
    private (string Html, TranslationState? State) Introduction(QuizPage quiz, string original)
    {
        if (quiz.Text.Introduction.Count == 0)
        {
            return ("", null);
        }

        var page = Page(quiz.File);
        var words = page is null ? [] : page.File.Text.TakeWhile(b => b is not HeadingBlock).Where(b => b is not LinkReferenceDefinitionGroup).ToArray();
        if (words.Length == 0 || words.All(TranslatedText.IsMissing))
        {
            return (original, TranslationState.Missing);
        }

        var isCurrent = page!.MadeFrom is { Blocks: [var made, ..] } && made == Segments.HashOf(Segments.TextOf(quiz.Text.Introduction, quiz.File.Source));
        return (SafeHtml.Write(SafeHtml.Clean(new TextRenderer(MarkdownForms.Questions, _course.Labels).Blocks(words))), isCurrent ? TranslationState.Current : TranslationState.Stale);
    }
}
