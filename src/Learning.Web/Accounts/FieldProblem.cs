namespace Learning.Web.Accounts;

/// <summary>What is wrong with a field of a form, in a sentence to act on.</summary>
public sealed record FieldProblem(string Field, string Text);
