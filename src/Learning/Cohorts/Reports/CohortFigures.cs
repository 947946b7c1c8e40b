using System.ComponentModel;
using System.Text.Json.Serialization;
using Learning.Data;
using Learning.Questions;

namespace Learning.Cohorts.Reports;

/// <summary>An activity of a course of the cohort, by their ids.</summary>
[JsonConverter(typeof(PlaceJson))]
public readonly record struct Place(string Course, string Activity);

/// <summary>A question, how many answers of the cohort to it were looked at, and how many were not right.</summary>
public sealed record MissedQuestion(Place Quiz, Question Question, int Asked, int Missed)
{
    public double Share => (double)Missed / Asked;
}

/// <summary>What the charts of a cohort rest on. Nobody is named in it.</summary>
[ImmutableObject(true)]
public sealed record CohortFigures
{
    /// <summary>Ten per cent each; the last has 100 too.</summary>
    public const int Bands = 10;

    public required DateTimeOffset ReadAt { get; init; }

    public required int Members { get; init; }

    /// <summary>Required parts that were done, by the day since the start; 0 has all before.</summary>
    public required IReadOnlyDictionary<int, int> DoneOn { get; init; }

    /// <summary>How many did an activity: read it, or handed it in.</summary>
    public required IReadOnlyDictionary<Place, int> Did { get; init; }

    /// <summary>How many did it or one after it in its course.</summary>
    public required IReadOnlyDictionary<Place, int> Reached { get; init; }

    /// <summary>Of each quiz: how many have their result in each band.</summary>
    public required IReadOnlyDictionary<Place, int[]> Scores { get; init; }

    /// <summary>The most missed first.</summary>
    public required IReadOnlyList<MissedQuestion> Missed { get; init; }

    /// <summary>The latest attempts at all quizzes of the cohort that were looked at for that.</summary>
    public required int AttemptsRead { get; init; }
}

/// <summary>Keeps the figures of large cohorts for some minutes, for all nodes where they share a cache, and works out one cohort at a time; those of a small one are quick and always as they stand.</summary>
public sealed class FiguresCache(SharedFigures shared) : IDisposable
{
    /// <summary>From so many members on figures are kept.</summary>
    internal const int Large = 500;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1, 1);

    public void Dispose() => _one.Dispose();

    internal async Task<CohortFigures> GetAsync(string key, Func<Task<CohortFigures>> workOut, CancellationToken cancellation)
    {
        if (await shared.FindAsync<CohortFigures>(key, cancellation) is { } known)
        {
            return known;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            if (await shared.FindAsync<CohortFigures>(key, cancellation) is { } meanwhile)
            {
                return meanwhile;
            }

            var figures = await workOut();
            return figures.Members < Large ? figures : await shared.KeepAsync(key, figures, Kept, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }
}
