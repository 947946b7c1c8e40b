using BenchmarkDotNet.Attributes;
using Learning.Authoring;
using Learning.Progress;
using Learning.Questions;

namespace Learning.Benchmarks;

/// <summary>The decisions that run inside a request.</summary>
[MemoryDiagnoser]
public class Decisions
{
    private readonly CourseOutline _outline = new()
    {
        Id = "c",
        Slug = "c",
        Title = "C",
        Summary = "",
        Level = "introductory",
        Language = "en",
        Hours = 4,
        Licence = "CC BY 4.0",
        Objectives = [],
        Completion = new(Requirement.Done, Requirement.Done, Requirement.Passed),
        Modules = [.. Enumerable.Range(0, 8).Select(m => new ModuleOutline($"m{m}", "M", "", "", [.. Enumerable.Range(0, 5).Select(a =>
            new ActivityOutline { Id = $"m{m}a{a}", Title = "A", Kind = ActivityKind.Lesson, Minutes = 7 })]))],
    };

    private readonly Reached[] _half = [.. Enumerable.Range(0, 20).Select(n => new Reached($"m{n / 5}a{n % 5}", true, false))];

    private readonly Numeric _numeric = new()
    {
        Id = "n",
        Objective = "o",
        Lesson = "l",
        Prompt = "?",
        Explanation = "!",
        Answers = [new(1_800_000, 1, true, "")],
    };

    [Benchmark]
    public Completion CompletionOfFortyActivities() => CompletionRule.Decide(_outline, _half);

    [Benchmark]
    public Marking MarkingANumber() => _numeric.Mark(new Response(["1,800,000"]));
}
