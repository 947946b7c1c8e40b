using Learning.Data;
using Learning.Theming;
using Microsoft.EntityFrameworkCore;

namespace Learning.Notifications;

/// <summary>How many messages somebody has not opened.</summary>
internal sealed class CountUnread(LearningDb db) : ICountUnread
{
    private static readonly Func<LearningDb, string, Task<int>> Count = EF.CompileAsyncQuery((LearningDb db, string learnerId) =>
        db.Set<Message>().Count(m => m.LearnerId == learnerId && m.ReadAt == null));

    public Task<int> OfAsync(string learnerId) => Count(db, learnerId);
}
