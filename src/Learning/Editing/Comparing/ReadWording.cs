using Learning.Authoring;
using Learning.Courses;
using Learning.Data;

namespace Learning.Editing.Comparing;

/// <summary>Reads what a revision or a draft says, so that it can be compared.</summary>
public sealed class ReadWording(LearningDb db, RevisionCache revisions, CourseFiles files, BaseFiles kept)
{
    public async Task<CourseWording> OfRevisionAsync(Guid revisionId, CancellationToken cancellation)
    {
        var own = await revisions.GetAsync(db, revisionId, cancellation);
        var languages = new List<Revision> { own };
        foreach (var language in own.Outline.Translations ?? [])
        {
            languages.Add(await revisions.GetAsync(db, revisionId, language, cancellation));
        }

        return CourseWording.Of(languages, [.. (await kept.GetAsync(revisionId, files, cancellation)).Values]);
    }

    /// <summary>The draft against the revision it began from.</summary>
    internal async Task<CourseComparison> OfDraftAsync(DraftFolder folder, CourseDraft read, CancellationToken cancellation) => CourseComparison.Compare(
        folder.Draft.BaseRevisionId is { } revision ? await OfRevisionAsync(revision, cancellation) : null,
        CourseWording.Of(read, [.. folder.Files.Values]));
}
