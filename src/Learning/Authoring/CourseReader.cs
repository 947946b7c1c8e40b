using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Pictures;
using Learning.Authoring.Registers;
using Learning.Authoring.Rendering;
using Learning.Authoring.Translations;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring;

/// <summary>Reads a course from its folder of Markdown, wherever the files come from. It reads on after a problem and gives all of them.</summary>
public static class CourseReader
{
    /// <param name="content">The content root; nothing outside it is ever read.</param>
    /// <param name="coursePath">The course's folder within it.</param>
    /// <param name="labels">Titles of callouts and the like; otherwise those of the course's language.</param>
    /// <param name="today">The day after which no text can have been checked; otherwise the latest day it is anywhere on Earth.</param>
    public static CourseReading Read(IFileProvider content, string coursePath, TextLabels? labels = null, DateOnly? today = null)
    {
        var path = ContentPath.Resolve("", coursePath);
        var problems = new Problems();
        if (path is null)
        {
            problems.Add(Spot.Start(coursePath), "leaves-content", "This path leaves the content folder.", "Name a folder inside it.");
            return new(null, problems.InOrder) { Path = coursePath };
        }

        return Read(new ContentTree(content), path, labels, today, problems).Reading;
    }

    /// <summary>The latest day it is anywhere on Earth.</summary>
    internal static DateOnly LatestDay => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(14));

    /// <summary>Also says where the course's id stands, for those who compare courses.</summary>
    internal static (CourseReading Reading, string Id, Spot IdSpot) Read(
        ContentTree tree, string path, TextLabels? labels, DateOnly? today, Problems problems)
    {
        var day = today ?? LatestDay;
        var folder = CourseFolder.Read(tree, path, day, problems);
        var register = SourceRegister.Read(tree, path, problems);
        var glossary = Glossary.Read(tree, path, folder.Language, problems);
        if (folder.Course is not { } page)
        {
            return (new(null, problems.InOrder) { Path = path }, "", Spot.Start(path));
        }

        var sections = folder.Sections;
        var knowledge = new CourseKnowledge(
            folder.Language,
            labels ?? TextLabels.For(folder.Language),
            page.Outline.Objectives.Select(o => o.Id).ToHashSet(),
            folder.Modules.SelectMany(m => m.Lessons).Select(l => l.Id).ToHashSet(),
            register)
        {
            SectionsOf = lesson => sections.GetValueOrDefault(lesson),
        };
        var pictures = new PictureShelf(tree, problems);
        var links = new LinkResolver(tree, path, Targets.Of(tree, folder, day).Find, pictures, problems) { Language = folder.Language };
        var draft = new DraftWriter(folder, new PageWriter(knowledge, glossary, links, problems), pictures).Write(page);
        var translations = TranslationWriter.Read(
            tree,
            folder,
            folder.Languages,
            language => knowledge with { Language = language, Labels = labels ?? TextLabels.For(language), Register = register.In(language) },
            language => Glossary.Read(tree, path, language, problems),
            links,
            problems);
        draft = Translate.Into(draft, translations) with { Media = pictures.Files };
        return (new(problems.Any ? null : draft with { Files = Files(tree, path) }, problems.InOrder) { Path = path }, page.Outline.Id, page.IdSpot);
    }

    /// <summary>What the course was read from, wherever its content root lies: its folder within <c>courses</c>, and the registers that are shared.</summary>
    private static IReadOnlyList<ContentFile> Files(ContentTree tree, string path)
    {
        var folder = ContentPath.Join("courses", ContentPath.Name(path));
        var registers = new[] { SourceRegister.FileName, Glossary.FileName }.Select(name => SourceRegister.Nearest(tree, path, name)).OfType<string>();
        return
        [
            .. registers.Where(register => !ContentPath.IsWithin(register, path)).Select(register => new ContentFile(ContentPath.Name(register), tree.Opened[register])),
            .. tree.Opened.Where(file => ContentPath.IsWithin(file.Key, path)).Select(file => new ContentFile(folder + file.Key[path.Length..], file.Value)),
        ];
    }
}
