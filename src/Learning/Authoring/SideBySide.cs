namespace Learning.Authoring;

/// <summary>Makes many things on all processors, on threads of its own: those that serve pages are left to them.</summary>
internal static class SideBySide
{
    /// <returns>In the order of what they were made of.</returns>
    public static T[] Make<TOf, T>(IReadOnlyList<TOf> of, Func<TOf, T> make)
    {
        var made = new T[of.Count];
        var next = -1;
        var others = Enumerable.Range(1, Math.Max(0, Math.Min(Environment.ProcessorCount, of.Count) - 1))
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Work();
        }
        finally
        {
            Task.WaitAll(others);
        }

        return made;

        void Work()
        {
            for (var i = Interlocked.Increment(ref next); i < made.Length; i = Interlocked.Increment(ref next))
            {
                made[i] = make(of[i]);
            }
        }
    }
}
