using Learning.Authoring;
using Learning.Authoring.Files;

namespace Learning.Editing.Outlines;

/// <summary>What a test can draw for an objective: how many questions the pools of the course hold for it. Pure.</summary>
internal sealed record Drawn(string Objective, string Text, int Questions)
{
    /// <summary>Of the objectives in their order, those for which there is a question.</summary>
    public static IReadOnlyList<Drawn> Of(DraftFolder folder)
    {
        var files = folder.Files.Values.Select(f => new ContentFile(f.Path, f.Bytes));
        return [.. KnownCourse.Of(files, folder.Course).InPools().Where(o => o.Questions > 0).Select(o => new Drawn(o.Objective.Id, o.Objective.Text, o.Questions))];
    }
}

/// <summary>What decides about a quiz which questions can be put into it: whether it is a survey, and whether it draws. Pure.</summary>
internal readonly record struct QuizForm(bool IsSurvey, bool Draws)
{
    /// <param name="text">The quiz in the course's own language.</param>
    public static QuizForm Of(string path, byte[] text)
    {
        var source = SourceText.Read(new ContentTree(new FewFiles([new(path, text)])), path, new());
        var entries = source is null ? [] : FrontMatter.Read(source, new()).Map?.Entries ?? [];
        return new(entries.Any(e => e is { Key.Value: "mode", Value: FrontText { Value: "survey" } }), entries.Any(e => e.Key.Value == "draw"));
    }
}
