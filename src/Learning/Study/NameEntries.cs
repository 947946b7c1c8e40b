using Learning.Courses;
using Learning.Data;
using Learning.Record;
using Microsoft.EntityFrameworkCore;

namespace Learning.Study;

/// <summary>Says of an entry and its receipt, in words a person knows, what it was and what became of it.</summary>
public sealed class NameEntries(LearningDb db, RevisionCache revisions)
{
    public async Task<IReadOnlyList<NamedReceipt>> NameAsync(IReadOnlyList<EntryDraft> entries, IReadOnlyList<Receipt> receipts, CancellationToken cancellation)
    {
        var named = new List<NamedReceipt>();
        var known = new Dictionary<string, Revision?>(StringComparer.Ordinal);
        foreach (var (entry, receipt) in entries.Zip(receipts))
        {
            if (!known.TryGetValue(entry.Course, out var revision))
            {
                known[entry.Course] = revision = await RevisionAsync(entry.Course, cancellation);
            }

            named.Add(new(
                revision?.Outline.Title ?? "",
                revision?.Outline.Language ?? "",
                revision?.Activity(entry.Activity)?.Title ?? "",
                entry.Question is null ? "" : revision?.Question(entry.Question)?.Prompt ?? "",
                entry.Verb.ToString(),
                receipt.Status.ToString(),
                receipt.Reason ?? ""));
        }

        return named;
    }

    private async Task<Revision?> RevisionAsync(string slugOrId, CancellationToken cancellation)
    {
        var id = await db.Courses.Where(c => c.Slug == slugOrId || c.Id == slugOrId).Select(c => (Guid?)c.CurrentRevisionId).FirstOrDefaultAsync(cancellation);
        return id is null ? null : await revisions.ForReaderAsync(db, id.Value, cancellation);
    }
}

/// <summary>Course, activity and question are empty where the site knows no such thing any more. Status: "Accepted", "Already" or "Refused", then with the reason.</summary>
public sealed record NamedReceipt(string Course, string Language, string Activity, string Question, string Verb, string Status, string Reason);
