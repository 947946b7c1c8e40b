namespace Learning.Cohorts;

/// <summary>What is to be put right in one field of a form; an empty field: in the whole.</summary>
public sealed record FieldProblem(string Field, string Text);
