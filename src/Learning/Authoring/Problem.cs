namespace Learning.Authoring;

/// <summary>
/// Something an editor has to mend: where (line and column count from 1), what is wrong, and how to mend it. Code is a short stable name
/// ("missing-id") for tests and tools.
/// </summary>
public sealed record Problem(string File, int Line, int Column, string Code, string Reason, string Remedy)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Reason} {Remedy} [{Code}]";
}
