using Learning.Data;
using Learning.Theming;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>How many messages somebody has not opened.</summary>
internal sealed class CountUnread(LearningDb db, NotificationQueries queries) : ICountUnread
{
    public Task<int> OfAsync(string learnerId) => queries.UnreadAsync(db, learnerId);
}

/// <summary>The query that pages ask for the frame, compiled once for this container.</summary>
internal sealed class NotificationQueries
{
    private readonly Func<LearningDb, string, Task<int>> _unread = EF.CompileAsyncQuery((LearningDb db, string learnerId) =>
        db.Set<Message>().Count(m => m.LearnerId == learnerId && m.ReadAt == null));

    public Task<int> UnreadAsync(LearningDb db, string learnerId) => _unread(db, learnerId);
}
