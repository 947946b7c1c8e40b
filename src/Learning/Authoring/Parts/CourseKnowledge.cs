using Learning.Authoring.Files;
using Learning.Authoring.Registers;
using Learning.Questions;

namespace Learning.Authoring.Parts;

/// <summary>What the texts of a course may refer to.</summary>
internal sealed record CourseKnowledge(
    string Language, TextLabels Labels, IReadOnlySet<string> Objectives, IReadOnlySet<string> Lessons, SourceRegister Register)
{
    /// <summary>The ids of the headings in a lesson; null where there is no such lesson.</summary>
    public Func<string, IReadOnlySet<string>?> SectionsOf { get; init; } = _ => null;

    /// <summary>The source with the place in it, or null (and a problem) when the register does not have it.</summary>
    public Citation? Cite(string key, string? place, Spot spot, Problems problems)
    {
        if (Register.Find(key) is { } source)
        {
            return source with { Place = place };
        }

        problems.Add(
            spot,
            "unknown-source",
            $"The register of sources has no “{key}”.",
            Register.IsThere
                ? $"Correct the key, or add the source to {SourceRegister.FileName}."
                : $"There is no {SourceRegister.FileName} above the course: make one.");
        return null;
    }

    public void ReportUnknownObjectives(IEnumerable<FrontText> named, Problems problems)
    {
        foreach (var objective in named.Where(o => Objectives.Count > 0 && !Objectives.Contains(o.Value)))
        {
            problems.Add(
                objective.Spot,
                "unknown-objective",
                $"The course has no objective “{objective.Value}”.",
                Nearest(objective.Value, Objectives));
        }
    }

    /// <summary>What to write instead of an id nobody knows.</summary>
    public static string Nearest(string id, IReadOnlySet<string> known)
    {
        if (known.Count == 0)
        {
            return "Write one first.";
        }

        var beginning = id[..Math.Min(3, id.Length)];
        var listed = known
            .Where(k => k.Contains(id, StringComparison.Ordinal) || id.Contains(k, StringComparison.Ordinal) || k.StartsWith(beginning, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Take(5).ToList();
        return listed.Count > 0
            ? $"Perhaps you mean: {string.Join(", ", listed)}."
            : $"Known are: {string.Join(", ", known.Order(StringComparer.Ordinal).Take(12))}.";
    }
}
