using Learning.Authoring.Files;
using Learning.Authoring.Rendering;

namespace Learning.Authoring.Parts;

/// <summary>Questions that tests draw from; no page of its own.</summary>
internal sealed record PoolPage(PageFile File, QuestionParts Text)
{
    public const string Ending = ".pool.md";

    public static PoolPage? Read(ContentTree tree, string path, Ids ids, Problems problems)
    {
        var file = PageFile.Read(tree, path, MarkdownForms.Questions, problems);
        if (file is null)
        {
            return null;
        }

        var fields = file.Fields("a pool", problems);
        ids.Take(fields.Text("id"));
        fields.Text("title");
        fields.ReportUnknown();
        var text = QuestionParts.Read(file, ids, problems);
        if (file.IsWhole && text.Questions.Count == 0)
        {
            problems.Add(
                file.Source.Start,
                "no-questions",
                "The pool holds no questions.",
                "Write a question below a heading ##, or delete the file.");
        }

        return new(file, text);
    }
}
