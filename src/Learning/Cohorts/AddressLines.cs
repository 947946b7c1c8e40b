using System.Net.Mail;
using Learning.Accounts;

namespace Learning.Cohorts;

/// <summary>Addresses as people paste them: one to a line, or with commas or semicolons between, a name before one if they like. Pure.</summary>
public static class AddressLines
{
    public sealed record Person(string Address, string Name);

    /// <summary>The name of a text, with what goes into it.</summary>
    public sealed record Fault(string Text, params object[] Arguments);

    /// <summary>Each address once, in small letters. A fault names the first line that is none.</summary>
    public static (IReadOnlyList<Person> People, Fault? Fault) Read(string typed, int most)
    {
        var people = new List<Person>();
        var lines = typed.Split(['\r', '\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in lines)
        {
            if (Address(line) is not { } person)
            {
                return ([], new("Invite.NotAnAddress", line.Length <= 80 ? line : line[..80] + "…"));
            }

            people.Add(person);
        }

        var each = people.DistinctBy(p => p.Address).ToArray();
        return each.Length == 0 ? ([], new("Invite.Nobody")) : each.Length > most ? ([], new("Invite.TooMany", most)) : (each, null);
    }

    /// <summary>Null: that is no address.</summary>
    public static Person? Address(string text) =>
        text.Length <= Learner.LongestEmail + Learner.LongestName && !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var read) && read.Address.Length <= Learner.LongestEmail
        && read.Host.Contains('.', StringComparison.Ordinal) && !read.Address.Any(char.IsWhiteSpace) && !read.DisplayName.Contains('@', StringComparison.Ordinal)   // two on one line are no address with a name
            ? new(read.Address.ToLowerInvariant(), read.DisplayName.Length <= Learner.LongestName ? read.DisplayName : read.DisplayName[..Learner.LongestName])
            : null;
}
