using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Questions;
using Markdig.Syntax;

namespace Learning.Authoring.Translations;

/// <summary>
/// Reads a course's translation into one language and puts it together with what the source alone says. What is not translated stands in the original. A page is read and written in one go, and its tree let go: those of all
/// languages together would be many times as large as what is made of them.
/// </summary>
internal sealed class TranslationWriter
{
    private readonly ContentTree _tree;
    private readonly CourseFolder _folder;
    private readonly CourseKnowledge _course;
    private readonly Glossary _glossary;
    private readonly LinkResolver _links;
    private readonly Problems _problems;
    private readonly Dictionary<string, WrittenTranslation> _pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TranslatedQuestion> _words = new(StringComparer.Ordinal);

    /// <param name="folder">The course in its own language, with its links resolved.</param>
    /// <param name="course">What the texts may refer to, in the language of the translation.</param>
    private TranslationWriter(ContentTree tree, CourseFolder folder, CourseKnowledge course, Glossary glossary, LinkResolver links, Problems problems) =>
        (_tree, _folder, _course, _glossary, _links, _problems) = (tree, folder, course, glossary, links, problems);

    public string Language => _course.Language;

    /// <summary>The course in several languages: all pages of all of them side by side.</summary>
    /// <param name="folder">The course in its own language, with its links resolved.</param>
    /// <param name="knowledge">What the texts of a language may refer to.</param>
    /// <param name="glossary">The terms in a language.</param>
    public static IReadOnlyList<TranslationWriter> Read(
        ContentTree tree, CourseFolder folder, IEnumerable<string> languages, Func<string, CourseKnowledge> knowledge, Func<string, Glossary> glossary, LinkResolver links, Problems problems)
    {
        var pages = folder.Pages.ToArray();
        TranslationWriter[] writers = [.. languages.Select(language => new TranslationWriter(tree, folder, knowledge(language), glossary(language), links, problems))];
        var each = writers.SelectMany(writer => pages.Select(page => (writer, page))).ToArray();
        foreach (var ((writer, page), written) in each.Zip(SideBySide.Make(each, one => one.writer.Read(one.page))))
        {
            writer.Keep(page, written);
        }

        return writers;
    }

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
            (lessons[lesson.Id], counts[lesson.Id]) = (Lesson(lesson), TranslationCount.Of(Page(lesson.File).States.Append(Page(lesson.File).Head)));
        }

        var quizzes = new Dictionary<string, QuizText>(StringComparer.Ordinal);
        foreach (var quiz in _folder.Modules.SelectMany(m => m.Quizzes).Where(q => source.Quizzes.ContainsKey(q.Id)))
        {
            (quizzes[quiz.Id], counts[quiz.Id]) = (Quiz(quiz, source.Quizzes[quiz.Id]), Count(quiz, source.Quizzes[quiz.Id]));
        }

        return new(Outline(source, counts), lessons, quizzes, [.. source.Pool.Select(Translated)]);
    }

    public LessonText Lesson(LessonPage lesson) => Page(lesson.File).Lesson!;

    /// <param name="own">The quiz in its own language.</param>
    public QuizText Quiz(QuizPage quiz, QuizText own) => own with { Introduction = Page(quiz.File).Html ?? own.Introduction, Questions = [.. own.Questions.Select(Translated)] };

    /// <summary>The text of a course's or a module's own page.</summary>
    public string Plain(PageFile source) => Page(source).Html!;

    /// <summary>Null where there is no translation, or it names none.</summary>
    public string? TitleOf(PageFile source) => Page(source).Title is { Length: > 0 } title ? title : null;

    /// <summary>The question in the words of this language; as it is, where it is not translated.</summary>
    public Question Translated(Question original) =>
        WordsOf(original.Id) is { } words && original.In(words) is { } translated
            ? translated with { IsStale = StateOf(original.Id) == TranslationState.Stale }
            : original with { InLanguage = _folder.Language };

    private CourseOutline Outline(CourseDraft source, Dictionary<string, TranslationCount> counts)
    {
        var outline = source.Outline;
        var page = _folder.Course is { } course ? Page(course.File) : null;
        var titles = _folder.Modules.SelectMany(m => m.Lessons.Select(l => (l.Id, Page(l.File).Title)).Concat(m.Quizzes.Select(q => (q.Id, Page(q.File).Title))))
            .DistinctBy(t => t.Id).ToDictionary(t => t.Id, t => t.Title, StringComparer.Ordinal);
        var modules = _folder.Modules.DistinctBy(m => m.Id).ToDictionary(m => m.Id, StringComparer.Ordinal);
        return outline with
        {
            Language = Language,
            Translations = [.. outline.Languages.Where(other => other != Language)],
            Title = Or(page?.Title, outline.Title),
            Summary = Or(page?.Summary, outline.Summary),
            Objectives = [.. outline.Objectives.Select(o => o with { Text = Or(page?.Objectives?.GetValueOrDefault(o.Id), o.Text) })],
            Welcome = page?.Html ?? outline.Welcome,
            Modules = [.. outline.Modules.Select(m => Module(m, modules.GetValueOrDefault(m.Id)))],
        };

        ModuleOutline Module(ModuleOutline module, ModulePage? own)
        {
            var words = own?.File is null ? null : Page(own.File);
            return module with
            {
                Title = Or(words?.Title, module.Title),
                Summary = Or(words?.Summary, module.Summary),
                Introduction = words?.Html ?? module.Introduction,
                Activities = [.. module.Activities.Select(a => a with { Title = Or(titles.GetValueOrDefault(a.Id), a.Title), Translation = counts.GetValueOrDefault(a.Id) })],
            };
        }
    }

    private static string Or(string? words, string original) => string.IsNullOrEmpty(words) ? original : words;

    private TranslationCount Count(QuizPage quiz, QuizText own) => TranslationCount.Of([.. own.Questions.Select(q => StateOf(q.Id)), Page(quiz.File).Head, .. Page(quiz.File).States]);

    private WrittenTranslation Page(PageFile source) => _pages[source.Source.File];

    private void Keep(SourcePage page, WrittenTranslation written)
    {
        _pages[page.File.Source.File] = written;
        foreach (var question in written.Questions)
        {
            _words.TryAdd(question.Question.Id, question);
        }
    }

    private WrittenTranslation Read(SourcePage source)
    {
        var page = TranslatedPage.Read(_tree, source.File, Language, source.Forms, _problems);
        if (page is not null)
        {
            _links.Resolve(page.File.Text, page.File.Source);
        }

        var written = new WrittenTranslation
        {
            Title = page?.Title,
            Summary = page?.Summary,
            Objectives = page?.Objectives,
            Head = page is null ? TranslationState.Missing : page.MadeFrom?.Head == Segments.HashOf(source.File.Front) ? TranslationState.Current : TranslationState.Stale,
        };
        return source switch
        {
            { Lesson: { } lesson } => Lesson(lesson, page, written),
            { Questions: { } questions } => Introduction(questions, page, source.File, written) with { Questions = page is null ? [] : [.. Questions(source, questions, page)] },
            _ => written with { Html = SafeHtml.Of(Text(source.File, source.Headings, page).Html) },
        };
    }

    private WrittenTranslation Lesson(LessonPage lesson, TranslatedPage? page, WrittenTranslation written)
    {
        var text = Text(lesson.File, lesson.Headings, page);
        var places = page is not null && page.Places.Count == lesson.Sources.Count ? page.Places : lesson.Sources.Select(s => s.Place);
        return written with { Lesson = LessonWriting.Text(lesson, text.Html, text.Notes, places, _course, _glossary, _problems), States = text.States };
    }

    private TranslatedText Text(PageFile source, IReadOnlyDictionary<HeadingBlock, string> headings, TranslatedPage? page) =>
        TranslatedText.Of(source, headings, page, _folder.Language, _course.Labels, _problems);

    private IEnumerable<TranslatedQuestion> Questions(SourcePage source, QuestionParts text, TranslatedPage page)
    {
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

        var known = parts with { Questions = [.. parts.Questions.Where(q => originals.ContainsKey(q.Id) && page.MadeFrom?.Questions.GetValueOrDefault(q.Id) != MadeFrom.InPart)] };
        foreach (var question in new QuestionReader(page.File, _course, _problems) { IsSurvey = source.IsSurvey, Originals = originals }.Read(known))
        {
            var state = page.MadeFrom?.Questions.GetValueOrDefault(question.Id) == Segments.HashOf(originals[question.Id], source.File.Source) ? TranslationState.Current : TranslationState.Stale;
            yield return new(question, state, page.File.Source.At(known.Questions.First(q => q.Id == question.Id).Heading.Span.Start));
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
                    _words[original.Id].Place,
                    "translation-differs",
                    $"The question “{original.Id}” is another one than in the source: its kind, its options, what is right or the numbers differ.",
                    "Translate option by option, in the same order and with the same marks; numbers and formulas stay as they are.");
            }
            else if (words is ShortText typed && earlier.Select(e => e.WordsOf(original.Id)).Prepend(original).OfType<ShortText>().Select(other => other.ConflictWith(typed)).FirstOrDefault(c => c is not null) is { } conflict)
            {
                _problems.Add(
                    _words[original.Id].Place,
                    "conflicting-answer",
                    $"“{conflict}” is right in one language and wrong in another.",
                    "An answer has to be worth the same in each language: take it out of one of them.");
            }
        }
    }

    /// <summary>What no longer fits its source stands in the original, like what was never translated.</summary>
    private TranslationState StateOf(string questionId) => _words.TryGetValue(questionId, out var found) ? found.State : TranslationState.Missing;

    /// <summary>The introduction is one piece.</summary>
    private WrittenTranslation Introduction(QuestionParts own, TranslatedPage? page, PageFile source, WrittenTranslation written)
    {
        if (own.Introduction.Count == 0)
        {
            return written;
        }

        var words = page is null ? [] : page.File.Text.TakeWhile(b => b is not HeadingBlock).Where(b => b is not LinkReferenceDefinitionGroup).ToArray();
        if (words.Length == 0 || words.All(TranslatedText.IsMissing))
        {
            return written with { States = [TranslationState.Missing] };
        }

        var isCurrent = page!.MadeFrom is { Blocks: [var made, ..] } && made == Segments.HashOf(Segments.TextOf(own.Introduction, source.Source));
        return written with
        {
            Html = SafeHtml.Of(new TextRenderer(MarkdownForms.Questions, _course.Labels).Blocks(words)),
            States = [isCurrent ? TranslationState.Current : TranslationState.Stale],
        };
    }
}
