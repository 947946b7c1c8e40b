using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Learning.Assessment;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Courses;
using Learning.Data;
using Learning.Progress;
using Microsoft.EntityFrameworkCore;

namespace Learning.Editing.Folders;

/// <summary>What bringing a folder into a draft comes to, before anything is written.</summary>
public sealed record FolderPlan
{
    public required Draft Draft { get; init; }

    /// <summary>The number of the revision that the folder came from; 0 where nobody knows.</summary>
    public required int FromNumber { get; init; }

    public required IReadOnlyList<FileChange> Files { get; init; }

    public required IReadOnlyList<FileChange> Conflicts { get; init; }

    /// <summary>By id, against the revision in force, with what the draft has where a choice is open. Empty where the course would have faults.</summary>
    public required IReadOnlyList<CourseChange> Changes { get; init; }

    /// <summary>Ids that learners have results on and the files would no longer have, and how many learners.</summary>
    public required IReadOnlyList<(string Id, int Learners)> Dropped { get; init; }

    /// <summary>What <c>check</c> would say of the draft.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }
}

/// <summary>Which side a conflict is decided for.</summary>
public enum Side
{
    Folder,
    Site,
}

/// <summary>
/// Brings a folder of files into the draft of its course. It is compared with the revision it came from: the one it has most files in common with, the earliest of those, so that a doubt becomes a question and
/// not a loss. Bringing in the same folder twice changes nothing.
/// </summary>
public sealed partial class BringFolder(LearningDb db, ReadDraft drafts, WriteDraft write, CourseFiles files)
{
    private const int MostRevisions = 60;

    public async Task<FolderPlan> PlanAsync(Draft draft, FolderFiles folder, CancellationToken cancellation)
    {
        var there = (await drafts.ReadAsync(draft.Id, cancellation))!;   // drafts are closed, never deleted
        var site = there.Files.ToDictionary(f => f.Key, f => f.Value.Bytes, StringComparer.Ordinal);
        var (fromId, number) = await CameFromAsync(draft, folder.Files, cancellation);
        var from = fromId is { } id ? MergeFolders.ByPath(await files.ReadAsync(id, cancellation)) : null;
        var merged = MergeFolders.Of(from, MergeFolders.ByPath(Placed(folder, draft)), site);

        var before = IdsIn(site.Concat(from ?? new Dictionary<string, byte[]>()));
        foreach (var file in merged.Where(f => f.Fate != FileFate.Conflict))
        {
            if (file.Bytes is null)
            {
                site.Remove(file.Path);
            }
            else
            {
                site[file.Path] = file.Bytes;
            }
        }

        var reading = CourseReader.Read(new FewFiles(site.Select(f => new ContentFile(f.Key, f.Value))), there.Course);
        var changes = reading.Draft is { } read ? await CourseDiff.AgainstCurrentAsync(db, read, cancellation) : [];
        return new()
        {
            Draft = draft,
            FromNumber = number,
            Files = [.. merged.Where(f => f.Fate != FileFate.Conflict)],
            Conflicts = [.. merged.Where(f => f.Fate == FileFate.Conflict)],
            Changes = changes,
            Dropped = await DroppedAsync(draft.CourseId, [.. before.Except(IdsIn(site))], cancellation),
            Problems = reading.Problems,
        };
    }

    /// <summary>Writes it, all or nothing: what was planned, and conflicts as they were decided.</summary>
    /// <returns>Clash where the draft is no longer the one the plan was made for.</returns>
    public Task<Written> WriteAsync(FolderPlan plan, Func<string, Side> choose, string by, CancellationToken cancellation)
    {
        var changes = plan.Files.ToDictionary(f => f.Path, f => f.Bytes, StringComparer.Ordinal);
        foreach (var conflict in plan.Conflicts.Where(c => choose(c.Path) == Side.Folder))
        {
            changes[conflict.Path] = conflict.Folder;
        }

        return write.ManyAsync(plan.Draft.Id, changes, plan.Draft.Version, by, cancellation);
    }

    /// <summary>The files of the folder where the draft has them, whatever the folder is called.</summary>
    private static IEnumerable<ContentFile> Placed(FolderFiles folder, Draft draft)
    {
        var own = $"courses/{folder.Slug}/";
        return folder.Files.Select(f => f.Path.StartsWith(own, StringComparison.Ordinal) ? f with { Path = $"courses/{draft.Slug}/{f.Path[own.Length..]}" }
            : folder.Slug.Length == 0 && f.Path.StartsWith("courses/", StringComparison.Ordinal) ? f with { Path = $"courses/{draft.Slug}/{f.Path["courses/".Length..]}" } : f);
    }

    private async Task<(Guid? Id, int Number)> CameFromAsync(Draft draft, IReadOnlyList<ContentFile> brought, CancellationToken cancellation)
    {
        var hashes = brought.SelectMany(HashesOf).ToHashSet(StringComparer.Ordinal);
        var kept = await db.Revisions.AsNoTracking().Where(r => r.CourseId == draft.CourseId).OrderByDescending(r => r.Number).Take(MostRevisions)
            .Join(db.Set<RevisionFile>(), r => r.Id, f => f.RevisionId, (r, f) => new { r.Id, r.Number, f.Path, f.Hash }).ToListAsync(cancellation);
        var best = kept.GroupBy(f => (f.Id, f.Number)).Select(g => (g.Key.Id, g.Key.Number, Same: g.Count(f => hashes.Contains(f.Hash)))).Where(r => r.Same > 0).OrderByDescending(r => r.Same).ThenBy(r => r.Number).FirstOrDefault();
        return best.Same > 0 ? (best.Id, best.Number) : (null, 0);
    }

    /// <summary>Of a file as it is, and as it would be with other ends of lines.</summary>
    private static IEnumerable<string> HashesOf(ContentFile file)
    {
        yield return HashOf(file.Bytes);
        if (TextOfFile.Read(file.Bytes) is { } text)
        {
            yield return HashOf(Encoding.UTF8.GetBytes(text));
            yield return HashOf(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Told from the files themselves, since a course that loses an id often has faults too and cannot be read.</summary>
    private static HashSet<string> IdsIn(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        files.Where(f => f.Key.EndsWith(".md", StringComparison.Ordinal)).SelectMany(f => Id().Matches(TextOfFile.Read(f.Value) ?? "")).Select(m => m.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);

    private async Task<IReadOnlyList<(string Id, int Learners)>> DroppedAsync(string courseId, List<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var counts = await db.ActivityResults.Where(r => r.CourseId == courseId && ids.Contains(r.ActivityId)).GroupBy(r => r.ActivityId).Select(g => new { Id = g.Key, Learners = g.Count() }).ToDictionaryAsync(g => g.Id, g => g.Learners, cancellation);
        var answers = await db.ItemResponses.Where(r => ids.Contains(r.QuestionId)).Join(db.Attempts.Where(a => a.CourseId == courseId), r => r.AttemptId, a => a.Id, (r, a) => new { r.QuestionId, a.LearnerId })
            .Distinct().GroupBy(r => r.QuestionId).Select(g => new { Id = g.Key, Learners = g.Count() }).ToListAsync(cancellation);
        answers.ForEach(a => counts.TryAdd(a.Id, a.Learners));
        return [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value))];
    }

    /// <summary>In a front matter, or on a question.</summary>
    [GeneratedRegex(@"^id:[ \t]*[""']?(?<id>[a-z0-9-]+)|\{#(?<id>[a-z0-9-]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
