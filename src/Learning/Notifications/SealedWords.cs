using Microsoft.AspNetCore.DataProtection;

namespace Learning.Notifications;

/// <summary>
/// The words of an invitation hold a link that lets somebody into a cohort. In the outbox they are sealed with the keys of the site, so that a copy of the database alone lets nobody in.
/// </summary>
internal sealed class SealedWords(IDataProtectionProvider protection)
{
    private const string Mark = "sealed:";

    private readonly IDataProtector _protector = protection.CreateProtector("Learning.Notifications.SealedWords");

    public string Seal(string words) => Mark + _protector.Protect(words);

    public string Open(string words) => words.StartsWith(Mark, StringComparison.Ordinal) ? _protector.Unprotect(words[Mark.Length..]) : words;
}
