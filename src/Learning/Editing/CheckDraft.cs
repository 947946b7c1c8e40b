using Learning.Authoring;

namespace Learning.Editing;

/// <summary>Everything because of which a draft could not be published as it stands. Found once for each of its versions.</summary>
public sealed class CheckDraft(KnownDrafts known, ReadDraft drafts)
{
    /// <returns>In the order of their places; none where the draft can be published, or is gone.</returns>
    public async Task<IReadOnlyList<Problem>> OfAsync(Draft draft, CancellationToken cancellation) =>
        await known.GetAsync(draft, drafts, cancellation) is { } there ? await Task.Run(() => there.Problems.Value, cancellation) : [];
}
