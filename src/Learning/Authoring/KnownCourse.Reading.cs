using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Pictures;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Authoring.Translations;
using Learning.Questions;

namespace Learning.Authoring;

/// <content>How one file is read. What is found in other files on the way is theirs to say, and dropped.</content>
public sealed partial class KnownCourse
{
    private DateOnly Day => _today ?? CourseReader.LatestDay;

    /// <param name="tree">The content root with the file in it.</param>
    private PageReading Reading(string path, ContentTree tree)
    {
        var problems = new Problems();
        problems.Add(_structure.InOrder);
        var pictures = new PictureShelf(tree, problems);
        var reading = ContentPath.Name(path) is SourceRegister.FileName or Glossary.FileName ? OfRegister(path, tree, problems)
            : CaptionNames.IsOne(path) ? OfCaptions(path, tree, problems)
            : _places.Files.FirstOrDefault(f => f.Path == path) is { Path: not null } own ? OfPage(own, tree, pictures, problems)
            : OfTranslation(path, tree, pictures, problems);
        return reading with { Problems = [.. problems.InOrder.Where(p => p.File == path)], Media = pictures.Files };
    }

    private PageReading OfRegister(string path, ContentTree tree, Problems problems)
    {
        if (_sources.IsAt(path))
        {
            SourceRegister.Read(tree, _folder, problems);
        }

        foreach (var language in _glossary.IsAt(path) ? _places.Languages.Where(_ => _outline is not null).Prepend(_language) : [])
        {
            Glossary.Read(tree, _folder, language, problems);
        }

        var rows = SourceText.Read(tree, path, new()) is { } text ? CsvText.Read(text, new()) : [];
        return new(_language, []) { Rows = [.. rows.Select(row => row.ToDictionary(cell => cell.Key, cell => cell.Value.Text, StringComparer.Ordinal))] };
    }

    /// <summary>Also where no recording is shown that has them.</summary>
    private PageReading OfCaptions(string path, ContentTree tree, Problems problems)
    {
        var reading = new PageReading(CaptionNames.LanguageOf(path) ?? _language, []);
        if (tree.Read(path, WebVtt.MostBytes, problems) is null || SourceText.Read(tree, path, problems) is not { } source)
        {
            return reading;
        }

        WebVtt.Check(source, problems);
        return reading with { Captions = WebVtt.Lines(source.Text) };
    }

    private PageReading OfPage(PlacedFile file, ContentTree tree, PictureShelf pictures, Problems problems)
    {
        var ids = new Ids(problems);
        foreach (var given in _places.Files.TakeWhile(f => f != file).SelectMany(f => _facts[f.Path].Ids))
        {
            ids.Know(given);
        }

        var page = CourseFolder.ReadOne(tree, _folder, file, _language, Day, ids, problems);
        ReportEmpty(file, page, problems);
        var found = _outline is null ? new Problems() : problems;   // where course.md cannot be read, nothing is said of how the others fit it
        var writer = new PageWriter(Knowledge(_language, file.As), _glossary.In(_language), Links(tree, pictures, Targets.In(page, ContentPath.Name(_folder)).Select(t => t.Target).FirstOrDefault(), file.Path, found), found);
        var reading = new PageReading(_language, []) { Title = TitleOf(page) };
        return page switch
        {
            { Course: { } course } => reading with { Html = writer.Text(course.File, course.Headings) },
            { Pools: [var pool] } => reading with { Questions = writer.Questions(pool.File, pool.Text) },
            { Modules: [{ Lessons: [var lesson] }] } => Lesson(reading, writer.Lesson(lesson)),
            { Modules: [{ Quizzes: [var quiz] }] } => Quiz(reading, writer.Quiz(quiz, InPools)),
            { Modules: [{ File: { } module } own] } => reading with { Html = writer.Text(module, own.Headings) },
            _ => reading,
        };
    }

    private PageReading OfTranslation(string path, ContentTree tree, PictureShelf pictures, Problems problems)
    {
        var (language, source) = (Translation.LanguageOf(path), _places.Files.FirstOrDefault(f => f.Path == Translation.SourceOf(path)));
        if (_outline is null || language is null || source.Path is null)
        {
            return new(language ?? _language, []);
        }

        var others = new Problems();
        var found = _places.Languages.Contains(language) ? problems : others;   // nobody reads a language in which course.md is not, so nobody finds fault with it
        var page = CourseFolder.ReadOne(tree, _folder, source, _language, Day, new(others), others);
        var own = Own(page, Knowledge(_language, source.As), Links(tree, pictures, null, path, others), others);
        var words = Words(language, found);
        if (own.Questions.Count > 0)
        {
            words.ReportMisfits(own.Questions, [.. _places.Languages.TakeWhile(other => other != language).Select(other => Words(other, others))]);
        }

        var reading = new PageReading(language, []);
        return page switch
        {
            { Course: { } course } => reading with { Title = words.TitleOf(course.File) ?? TitleOf(page), Html = words.Plain(course.File) },
            { Pools: [var pool] } => reading with { Title = words.TitleOf(pool.File) ?? TitleOf(page), Questions = [.. own.Questions.Select(words.Translated)] },
            { Modules: [{ Lessons: [var lesson] }] } => Lesson(reading with { Title = words.TitleOf(lesson.File) ?? lesson.Title }, words.Lesson(lesson)),
            { Modules: [{ Quizzes: [var quiz] }] } => Quiz(reading with { Title = words.TitleOf(quiz.File) ?? quiz.Title }, words.Quiz(quiz, own)),
            { Modules: [{ File: { } module } one] } => reading with { Title = words.TitleOf(module) ?? one.Title, Html = words.Plain(module) },
            _ => reading,
        };

        TranslationWriter Words(string other, Problems where) =>
            TranslationWriter.Read(tree, page, [other], language => Knowledge(language, source.As), _glossary.In, Links(tree, pictures, null, path, where), where)[0];
    }

    /// <summary>Resolves the links of a page in its own language; of a quiz or a pool, also reads what is translated question by question.</summary>
    private QuizText Own(CourseFolder page, CourseKnowledge course, LinkResolver links, Problems problems)
    {
        var writer = new PageWriter(course, _glossary.In(_language), links, problems);
        switch (page)
        {
            case { Pools: [var pool] }:
                return new() { Questions = writer.Questions(pool.File, pool.Text) };
            case { Modules: [{ Quizzes: [var quiz] }] }:
                return writer.Quiz(quiz, InPools);
        }

        if ((page.Course?.File ?? page.Modules.Select(m => m.File ?? m.Lessons.FirstOrDefault()?.File).FirstOrDefault()) is { } file)
        {
            links.Resolve(file.Text, file.Source);
        }

        return new();
    }

    private static PageReading Lesson(PageReading reading, LessonText lesson) => reading with { Html = lesson.HtmlWithNotes(), Lesson = lesson };

    private static PageReading Quiz(PageReading reading, QuizText quiz) => reading with { Html = quiz.Introduction, Questions = quiz.Questions };

    private static string TitleOf(CourseFolder page) => page switch
    {
        { Course: { } course } => course.Outline.Title,
        { Modules: [{ Lessons: [var lesson] }] } => lesson.Title,
        { Modules: [{ Quizzes: [var quiz] }] } => quiz.Title,
        { Modules: [var module] } => module.Title,
        _ => "",
    };

    private void ReportEmpty(PlacedFile file, CourseFolder page, Problems problems)
    {
        if (page.Course is { } course && _places.Files.All(f => f.As != PlacedAs.Module))
        {
            course.ReportNoModules(problems);
        }
        else if (file.As == PlacedAs.Module && !_places.Files.SkipWhile(f => f != file).Skip(1).TakeWhile(f => f.As != PlacedAs.Module).Any(f => f.As is PlacedAs.Lesson or PlacedAs.Quiz && _facts[f.Path].IsRead))
        {
            ModulePage.ReportNoActivities(file.Path, problems);
        }
    }

    private int InPools(string objective) => _places.Files.Where(f => f.As == PlacedAs.Pool).Sum(f => _facts[f.Path].QuestionsFor(objective));

    /// <summary>Only questions refer to lessons; else they need not be known.</summary>
    private CourseKnowledge Knowledge(string language, PlacedAs place)
    {
        var objectives = (_outline?.Objectives ?? []).Select(o => o.Id).ToHashSet();
        var knowledge = new CourseKnowledge(language, TextLabels.For(language), objectives, new HashSet<string>(), _sources.In(language));
        return place is PlacedAs.Quiz or PlacedAs.Pool
            ? knowledge with { Lessons = _lessons.Value.Keys.ToHashSet(StringComparer.Ordinal), SectionsOf = lesson => _lessons.Value.GetValueOrDefault(lesson)?.Headings }
            : knowledge;
    }

    /// <param name="own">What a link within the file itself becomes.</param>
    private LinkResolver Links(ContentTree tree, PictureShelf pictures, LinkTarget? own, string path, Problems problems)
    {
        var outside = Targets.Outside(tree, _folder, Day);
        return new(tree, _folder, target => target == path ? own : _facts.TryGetValue(target, out var page) ? page.Target : outside.Find(target), pictures, problems) { Language = _language };
    }
}
