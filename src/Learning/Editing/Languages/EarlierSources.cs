using Learning.Authoring;
using Learning.Authoring.Translations.Desk;
using Learning.Courses;
using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Languages;

/// <summary>Finds the wordings that translations were made from: in the revisions of the course, and among what the draft held for a while. One question each; nothing is read on once all are found.</summary>
public sealed class EarlierSources(LearningDb db)
{
    private const int MostVersions = 40;
    private const int MostBytes = 1024 * 1024;

    /// <returns>By hash; what nobody keeps any more is not in it.</returns>
    public async Task<IReadOnlyDictionary<string, SheetGroup>> FindAsync(Draft draft, Sheet sheet, CancellationToken cancellation)
    {
        var wanted = sheet.Groups.Where(g => g.Was is not null && g.State == Authoring.Translations.TranslationState.Stale).Select(g => g.Was!).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, SheetGroup>(StringComparer.Ordinal);
        await LookAsync(InRevisions(draft, sheet.SourcePath));
        await LookAsync(InDraft(draft));
        return found;

        async Task LookAsync(IQueryable<byte[]> texts)
        {
            if (wanted.Count == 0)
            {
                return;
            }

            await foreach (var bytes in texts.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                var groups = Sheet.Read(new Authoring.Files.FewFiles([new ContentFile(sheet.SourcePath, bytes)]), sheet.SourcePath, sheet.Language).Sheet?.Groups ?? [];
                foreach (var group in groups.Where(g => wanted.Remove(g.Hash)))
                {
                    found[group.Hash] = group;
                }

                if (wanted.Count == 0)
                {
                    return;
                }
            }
        }
    }

    /// <summary>The latest first.</summary>
    private IQueryable<byte[]> InRevisions(Draft draft, string path)
    {
        var hashes = db.Set<RevisionFile>().AsNoTracking().Where(f => f.Path == path)
            .Join(db.Revisions.Where(r => r.CourseId == draft.CourseId), f => f.RevisionId, r => r.Id, (f, r) => new { f.Hash, r.Number })
            .GroupBy(f => f.Hash).Select(g => new { Hash = g.Key, Last = g.Max(f => f.Number) }).OrderByDescending(f => f.Last).Take(MostVersions);
        return hashes.Join(db.Set<SourceFile>(), h => h.Hash, f => f.Hash, (h, f) => new { h.Last, f.Bytes }).OrderByDescending(f => f.Last).Select(f => f.Bytes);
    }

    /// <summary>Any text that has the id of the page, since bytes know no path; the latest first.</summary>
    private IQueryable<byte[]> InDraft(Draft draft) =>
        db.Set<DraftBytes>().AsNoTracking().Where(b => b.DraftId == draft.Id && b.Bytes.Length < MostBytes).OrderByDescending(b => b.KeptAt).Take(MostVersions).Select(b => b.Bytes);
}
