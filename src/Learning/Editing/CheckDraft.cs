using Learning.Authoring;

namespace Learning.Editing;

/// <summary>Everything because of which a draft could not be published as it stands. Found once for each of its versions.</summary>
public sealed class CheckDraft(KnownDrafts known, ReadDraft drafts)
{
    /// <returns>In the order of their places; none where the draft can be published, or is gone.</returns>
    public async Task<IReadOnlyList<Problem>> OfAsync(Draft draft, CancellationToken cancellation) =>
        await known.GetAsync(draft, drafts, cancellation) is { } there ? await Task.Run(() => there.Problems.Value, cancellation) : [];

    /// <summary>The same for a page that does not wait longer than this: of a large course they take seconds to find, and are found once for each version.</summary>
    /// <returns>Null where they are not found yet; they are looked for all the same, and whoever asks later has them.</returns>
    internal async Task<IReadOnlyList<Problem>?> WithinAsync(TimeSpan patience, DraftFolder folder, CancellationToken cancellation)
    {
        var problems = (await known.GetAsync(folder, cancellation)).Problems;
        if (problems.IsValueCreated)
        {
            return problems.Value;
        }

        var looking = Task.Run(() => problems.Value, CancellationToken.None);
        return patience > TimeSpan.Zero && await Task.WhenAny(looking, Task.Delay(patience, cancellation)) == looking ? await looking : null;
    }
}
