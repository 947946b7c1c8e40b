namespace Learning.Credentials;

/// <summary>What is wrong with what was typed into a field of a form about a certificate or a pathway.</summary>
public sealed record CredentialProblem(string Field, string Text);
