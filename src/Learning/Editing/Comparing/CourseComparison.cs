using Learning.Assessment;
using Learning.Authoring;
using Learning.Courses;
using Learning.Questions;

namespace Learning.Editing.Comparing;

/// <summary>
/// What is different between two wordings of a course, to be read by people: in each language the outline, the texts word by word, and the questions with their keys. Pure. Equal courses give nothing.
/// </summary>
public sealed record CourseComparison(IReadOnlyList<LanguageComparison> Languages, IReadOnlyList<FileChange> Files)
{
    public bool IsEmpty => Languages.Count == 0 && Files.Count == 0;

    /// <summary>Questions of the course's own language that are answered otherwise now.</summary>
    public IEnumerable<ChangedThing> ChangedKeys => Languages.Where(l => l.IsOwn).SelectMany(l => l.Things).Where(t => t.HasOtherKey);

    public static CourseComparison Compare(CourseWording? before, CourseWording after)
    {
        var own = after.Languages[0].Outline.Language;
        var old = (before?.Languages ?? []).ToDictionary(l => l.Outline.Language, StringComparer.Ordinal);
        var now = after.Languages.Select(l => l.Outline.Language).ToHashSet(StringComparer.Ordinal);
        return new(
            [
                .. after.Languages.Select(l => Of(old.GetValueOrDefault(l.Outline.Language), l, l.Outline.Language == own)).Where(l => !l.IsEmpty),
                .. (before?.Languages ?? []).Where(l => !now.Contains(l.Outline.Language)).Select(l => new LanguageComparison(l.Outline.Language, false, ChangeKind.Removed, [], [])),
            ],
            Pictures(before?.Files, after.Files));
    }

    private static LanguageComparison Of(LanguageWording? before, LanguageWording after, bool isOwn)
    {
        var outline = before is null ? [] : OutlineChanges.Between(before.Outline, after.Outline);
        var old = before is null ? [] : Things(before, after).ToDictionary(t => (t.Kind, t.Id));
        var now = Things(after, before).ToArray();
        var ids = now.Select(t => (t.Kind, t.Id)).ToHashSet();
        var changed = now.Select(t => ChangedThing.Of(old.GetValueOrDefault((t.Kind, t.Id)), t)).Concat(old.Values.Where(t => !ids.Contains((t.Kind, t.Id))).Select(t => ChangedThing.Of(t, null))).OfType<ChangedThing>();
        return new(after.Outline.Language, isOwn, before is null ? ChangeKind.Added : ChangeKind.Changed, outline, before is null && !isOwn ? [] : [.. changed]);
    }

    /// <summary>Everything that has an id, in the order of the course, with the fields one compares.</summary>
    /// <param name="other">What it is compared with: Markdown is compared with Markdown only.</param>
    private static IEnumerable<Thing> Things(LanguageWording words, LanguageWording? other)
    {
        var outline = words.Outline;
        yield return new("course", outline.Id, outline.Title, null,
        [
            new("Title", [outline.Title]),
            new("Summary", [outline.Summary]),
            new("Objectives", [.. outline.Objectives.Select(o => $"{o.Id}: {o.Text}")]),
            new("Rules", [Notation.Rules(outline)]),
            new("Text", Body(words, other, outline.Id, PlainWords.Of(outline.Welcome))),
        ]);
        foreach (var module in outline.Modules)
        {
            yield return new("module", module.Id, module.Title, null,
                [new("Title", [module.Title]), new("Summary", [module.Summary]), new("Text", Body(words, other, module.Id, PlainWords.Of(module.Introduction)))]);
            foreach (var activity in module.Activities)
            {
                if (!activity.IsQuiz && words.Lessons.GetValueOrDefault(activity.Id) is { } lesson)
                {
                    yield return new("lesson", activity.Id, activity.Title, null,
                    [
                        new("Title", [activity.Title]),
                        new("Rules", [Notation.Rules(activity), $"checked: {lesson.Checked:yyyy-MM-dd}"]),
                        new("Text", Body(words, other, activity.Id, PlainWords.Of(lesson.HtmlWithNotes()))),
                        new("Sources", Notation.Sources(lesson.Sources)),
                    ]);
                }
                else if (words.Quizzes.GetValueOrDefault(activity.Id) is { } quiz)
                {
                    yield return new("quiz", activity.Id, activity.Title, null,
                    [
                        new("Title", [activity.Title]),
                        new("Rules", [Notation.Rules(activity)]),
                        new("Draw", [Notation.Draw(quiz)]),
                        new("Text", PlainWords.Of(quiz.Introduction)),
                    ]);
                    foreach (var question in quiz.Questions)
                    {
                        yield return OfQuestion(question);
                    }
                }
            }
        }

        foreach (var question in words.Pool)
        {
            yield return OfQuestion(question);
        }
    }

    private static Thing OfQuestion(Question question) => new("question", question.Id, PlainWords.Line(question.Prompt), Keys.Of(question),
    [
        new("Prompt", [.. PlainWords.Of(question.Prompt), .. PlainWords.Of(question.Body)]),
        new("Answers", Notation.Answers(question)),
        new("Explanation", PlainWords.Of(question.Explanation)),
        new("Rules", [Notation.Rules(question)]),
        new("Sources", Notation.Sources(question.Sources)),
    ]);

    private static IReadOnlyList<string> Body(LanguageWording words, LanguageWording? other, string id, IReadOnlyList<string> plain) =>
        words.Sources.TryGetValue(id, out var source) && other?.Sources.ContainsKey(id) != false ? ComparedText.Paragraphs(source) : plain;

    /// <summary>Files that are not read as words: pictures, and the registers.</summary>
    private static IReadOnlyList<FileChange> Pictures(IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string>? after) => before is null || after is null ? [] :
    [
        .. before.Keys.Union(after.Keys).Where(path => !path.EndsWith(".md", StringComparison.Ordinal) && before.GetValueOrDefault(path) != after.GetValueOrDefault(path)).Order(StringComparer.Ordinal)
            .Select(path => new FileChange(!before.ContainsKey(path) ? ChangeKind.Added : !after.ContainsKey(path) ? ChangeKind.Removed : ChangeKind.Changed, path)),
    ];

    internal sealed record Thing(string Kind, string Id, string Title, string? Key, IReadOnlyList<Field> Fields);

    internal sealed record Field(string Name, IReadOnlyList<string> Paragraphs);
}

/// <summary>What differs in one language. A language that is new, or gone, is named and no more: all of it would be new.</summary>
public sealed record LanguageComparison(string Language, bool IsOwn, ChangeKind Kind, IReadOnlyList<OutlineChange> Outline, IReadOnlyList<ChangedThing> Things)
{
    public bool IsEmpty => Kind == ChangeKind.Changed && Outline.Count == 0 && Things.Count == 0;
}

/// <summary>A picture or a register by its path.</summary>
public sealed record FileChange(ChangeKind Kind, string Path);

/// <summary>A course, module, lesson, quiz or question that is new, gone, or says something else.</summary>
public sealed record ChangedThing(ChangeKind Change, string Kind, string Id, string Title, bool HasOtherKey, IReadOnlyList<ChangedField> Fields)
{
    /// <summary>Null where both are alike.</summary>
    internal static ChangedThing? Of(CourseComparison.Thing? before, CourseComparison.Thing? after)
    {
        var old = (before?.Fields ?? []).ToDictionary(f => f.Name, f => f.Paragraphs, StringComparer.Ordinal);
        var now = (after?.Fields ?? []).ToDictionary(f => f.Name, f => f.Paragraphs, StringComparer.Ordinal);
        var fields = (after ?? before)!.Fields.Select(f => f.Name)
            .Select(name => (name, Before: old.GetValueOrDefault(name) ?? [], After: now.GetValueOrDefault(name) ?? []))
            .Where(f => !f.Before.SequenceEqual(f.After, StringComparer.Ordinal))
            .Select(f => new ChangedField(f.name, ComparedText.Compare([.. f.Before.Where(p => p.Length > 0)], [.. f.After.Where(p => p.Length > 0)])))
            .ToArray();
        var hasOtherKey = before is not null && after is not null && before.Key != after.Key;
        return fields.Length == 0 && !hasOtherKey ? null : new(
            before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed, (after ?? before)!.Kind, (after ?? before)!.Id, (after ?? before)!.Title, hasOtherKey, fields);
    }
}

/// <summary>What a thing says in one respect: its title, its text, its answers.</summary>
public sealed record ChangedField(string Name, IReadOnlyList<ComparedParagraph> Paragraphs)
{
    public IReadOnlyList<ShownParagraph> Shown => ComparedText.Shown(Paragraphs);
}
