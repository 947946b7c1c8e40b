using System.Text;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>What a translation that came back comes to: the files to write, and what is refused.</summary>
public sealed record TranslationImport
{
    public const int MostBytes = XliffNames.MostBytes;

    /// <summary>The texts to write, by their path in the content root; empty where something is refused and not asked for in part.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Why nothing can be taken: with these no file is written.</summary>
    public IReadOnlyList<Problem> Faults { get; init; } = [];

    /// <summary>Pieces that are not taken; the others are where a part is asked for.</summary>
    public IReadOnlyList<Problem> Refused { get; init; } = [];

    public string Language { get; init; } = "";

    /// <summary>How many pieces are new or other words than before, how many were looked at again and stay, and how many the file has no words for.</summary>
    public (int Changed, int Confirmed, int Untranslated) Pieces { get; init; }
}

/// <summary>Takes a translation from another program: everything is read, put together and checked with the course's own reader before anything is to be written.</summary>
public static class ImportTranslation
{
    /// <param name="content">The content root.</param>
    /// <param name="name">The file's name, for what is said about it.</param>
    /// <param name="isPartial">Whether the rest is taken where some pieces are refused.</param>
    /// <param name="today">The day after which no text can have been checked; otherwise the latest day it is anywhere on Earth.</param>
    public static TranslationImport Run(IFileProvider content, byte[] file, string name, bool isPartial, DateOnly? today = null)
    {
        var faults = new Problems();
        if (ReturnedFile.Read(file, name, faults) is not { } returned || CourseOf(content, returned, name, faults) is not { } path
            || UnitPages.Read(content, path, returned.Language, today, faults) is not { } course || !IsFromCourse(returned, course, name, faults))
        {
            return new() { Faults = faults.InOrder };
        }

        var arriving = new Arriving(name, returned.Language);
        foreach (var (page, original, spot, units) in returned.Pages)
        {
            arriving.Take(course.Pages.FirstOrDefault(p => p.Id == page && p.Source.Source.File == original), original, spot, units);
        }

        arriving.RefuseTornQuestions(course.Pages);
        var read = new TranslationImport { Language = returned.Language, Refused = arriving.Refused.InOrder, Pieces = (arriving.Arrivals.Count, arriving.Arrivals.Confirmed, arriving.Untranslated) };
        if (arriving.Refused.Any && !isPartial)
        {
            return read;
        }

        var files = course.Pages.Select(p => (p.Path, Text: ComposedPage.Write(p, arriving.Arrivals), Old: p.Words?.File.Source.Text)).Where(f => f.Text is not null && f.Text != f.Old).ToDictionary(f => f.Path, f => f.Text!, StringComparer.Ordinal);
        var found = Check(content, path, files, course, today);
        return found.Count > 0 ? read with { Faults = found } : read with { Files = files };
    }

    private static IReadOnlyList<Problem> Check(IFileProvider content, string path, Dictionary<string, string> files, UnitPages course, DateOnly? today)
    {
        var front = course.Pages.First(p => p.Source.Source.File == ContentPath.Join(path, CoursePage.FileName)).Path;
        return files.Count > 0 && !files.ContainsKey(front) && !new ContentTree(content).HasFile(front)
            ? [new(front, 1, 1, "course-not-translated", "The course's own page is not translated, so nobody would be offered the course in this language.", "Have at least its title translated too.")]
            : CourseReader.Read(new OverlaidContent(content, files.Select(f => new ContentFile(f.Key, Encoding.UTF8.GetBytes(f.Value)))), path, today: today).Problems;
    }

    private static string? CourseOf(IFileProvider content, ReturnedFile returned, string name, Problems faults)
    {
        var tree = new ContentTree(content);
        var first = returned.Pages.Select(p => ContentPath.Resolve("", p.Original)).FirstOrDefault(original => original is { Length: > 0 } && tree.HasFile(original));
        var course = first is null ? null : ContentPath.Upwards(ContentPath.Folder(first)).FirstOrDefault(folder => tree.HasFile(ContentPath.Join(folder, CoursePage.FileName)));
        if (course is null)
        {
            faults.Add(Spot.Start(name), "unknown-course", $"None of the pages in this file is in the content: {string.Join(", ", returned.Pages.Take(3).Select(p => p.Original))}.", "Name the content root it was exported from with --into.");
        }

        return course;
    }

    private static bool IsFromCourse(ReturnedFile returned, UnitPages course, string name, Problems faults)
    {
        if (returned.SourceLanguage == course.SourceLanguage)
        {
            return true;
        }

        faults.Add(Spot.Start(name), "other-language", $"The file was translated from “{returned.SourceLanguage}”, and the course is in “{course.SourceLanguage}”.", "Take a file that was exported from this course.");
        return false;
    }
}
