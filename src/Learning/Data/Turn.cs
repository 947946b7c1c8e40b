namespace Learning.Data;

/// <summary>
/// Beside whom an act may write. On SQLite one act writes after the other anyway. On PostgreSQL acts run beside each other, and this says what keeps one from deciding on what another is about to change.
/// </summary>
public sealed record Turn
{
    private Turn()
    {
    }

    /// <summary>The usual: as if the acts of this kind had run one after the other. The database watches what each has read, and one that would have decided otherwise runs again.</summary>
    public static Turn InSomeOrder { get; } = new();

    /// <summary>
    /// Alone, while nobody else writes: for what decides anew about the work of many learners, whose own acts do not watch for it.
    /// </summary>
    public static Turn Alone { get; } = new() { IsAlone = true };

    /// <summary>Beside all others: for an act that locks the rows it decides on, or changes them in one statement that names the state it expects.</summary>
    public static Turn RowByRow { get; } = new() { Subjects = [] };

    /// <summary>Whose acts are waited for. Null: nobody's in particular.</summary>
    public IReadOnlyList<string>? Subjects { get; private init; }

    public bool IsAlone { get; private init; }

    /// <summary>
    /// One after the other of each subject, beside those of others. A subject is the id of a learner, for whatever reads and changes what she has done; or a text that nothing else has, for what can be taken
    /// once. Cheaper than watching, which would hold up learners whose rows lie side by side.
    /// </summary>
    public static Turn Of(params IEnumerable<string> subjects) => new() { Subjects = [.. subjects.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
}
