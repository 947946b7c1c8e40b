using Learning.Authoring;

namespace Learning.Editing;

/// <summary>Everything because of which a draft could not be published as it stands.</summary>
public sealed class CheckDraft(ReadDraft drafts)
{
    /// <returns>In the order of their places; none where the draft can be published, or is gone.</returns>
    public async Task<IReadOnlyList<Problem>> OfAsync(Draft draft, CancellationToken cancellation) =>
        await drafts.ReadAsync(draft.Id, cancellation) is { } folder ? folder.Read().Problems : [];
}
