using Learning.Authoring.Files;
using Microsoft.Extensions.FileProviders;

namespace Learning.Authoring;

/// <summary>The courses that a recipe names: folders of Markdown as seen from the recipe's own folder (<c>../courses/right-to-social-security</c>), wherever recipe and courses lie.</summary>
public static class RecipeCourses
{
    /// <param name="files">Where the recipe lies: a disk, a module, an archive. Glossary and sources are looked for above the course.</param>
    /// <param name="recipeFolder">The recipe's folder within; empty where it lies at the top.</param>
    public static CourseReading Read(IFileProvider files, string recipeFolder, string path)
    {
        var folder = Path(recipeFolder, path);
        return new ContentTree(files).HasFile(ContentPath.Join(folder, Parts.CoursePage.FileName))
            ? CourseReader.Read(files, folder)
            : new(null, [new(folder, 1, 1, "missing-course", $"There is no course in “{path}”.", $"Name a folder with a {Parts.CoursePage.FileName}, as seen from the recipe.")]) { Path = folder };
    }

    /// <summary>A recipe that was taken out of its folder, as in an archive, still finds its courses: what would climb out of the top stays at the top. Source: RFC 3986, section 5.2.4.</summary>
    private static string Path(string recipeFolder, string path)
    {
        var steps = new List<string>(recipeFolder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in path.Split('/', '\\').Where(step => step is not ("" or ".")))
        {
            if (step != "..")
            {
                steps.Add(step);
            }
            else if (steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
        }

        return string.Join('/', steps);
    }
}
