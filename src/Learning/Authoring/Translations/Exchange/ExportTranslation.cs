using Learning.Authoring.Files;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>A course and its translation as a document of XLIFF 2.1; null, and problems, where the course has to be mended first.</summary>
public sealed record TranslationExport(byte[]? Document, IReadOnlyList<Problem> Problems)
{
    /// <summary>How many pieces are translated, have changed since, and are not translated.</summary>
    public TranslationCount Count { get; init; } = new(0, 0, 0);
}

/// <summary>Writes a course for whoever translates it in another program: a file for each page, a unit for each piece, with what is translated already.</summary>
public static class ExportTranslation
{
    /// <param name="content">The content root.</param>
    /// <param name="coursePath">The course's folder within it.</param>
    /// <param name="today">The day after which no text can have been checked; otherwise the latest day it is anywhere on Earth.</param>
    public static TranslationExport Run(IFileProvider content, string coursePath, string language, DateOnly? today = null)
    {
        var problems = new Problems();
        return UnitPages.Read(content, coursePath, language, today, problems) is { } course
            ? new(XliffDocument.Write(course), []) { Count = TranslationCount.Of(course.Pages.SelectMany(p => p.Units).Select(u => u.State)) }
            : new(null, problems.InOrder);
    }
}
