using Learning.Authoring;
using Learning.Record;
using Microsoft.AspNetCore.Http;

namespace Learning.Progress;

/// <summary>Opened, reached, completed: entries about reading. What they mean is decided when all entries of the request are kept.</summary>
public sealed class TakeReading : ITakeEntries
{
    public IReadOnlyCollection<Verb> Verbs { get; } = [Verb.Opened, Verb.Reached, Verb.Completed];

    public Task<Taken> TakeAsync(EntryDraft entry, RecordContext context, CancellationToken cancellation) =>
        Task.FromResult(entry.Verb == Verb.Completed && context.Revision.Activity(entry.Activity)!.Kind != ActivityKind.Lesson
            ? Taken.Refused(StatusCodes.Status422UnprocessableEntity, "Record.NotALesson")
            : Taken.Accepted);
}
