using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Learning.Authoring.Files;

namespace Learning.QuestionBanks;

/// <summary>
/// Gives each question of a bank an id of our form, made of the bank's own id, else of its name, else of its words, so that the same bank always gives the same ids. What has no Latin
/// letters gets a hash.
/// </summary>
internal sealed class BankIds(IEnumerable<string> taken)
{
    private const int Longest = 60;

    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Take(BankItem item)
    {
        var id = Of(item);
        var free = id;
        for (var number = 2; !_taken.Add(free); number++)
        {
            free = $"{id}-{number.ToString(CultureInfo.InvariantCulture)}";
        }

        return free;
    }

    private static string Of(BankItem item)
    {
        string[] names = [item.Id, item.Title, BankHtml.ToPlain(item.Prompt.Length > 0 ? item.Prompt : item.Body)];
        var name = names.First(text => text.Length > 0 || text == names[^1]);
        return Ids.IsWellFormed(name) && name.Length <= Longest ? name : Slug(name);
    }

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        var letters = 0;
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            letters += char.IsLetterOrDigit(c) ? 1 : 0;
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('\'' or '’'))
            {
                slug.Append('-');
            }
        }

        var written = slug.ToString().Trim('-');
        if (written.Count(char.IsAsciiLetterOrDigit) * 2 < letters || written.Length == 0)
        {
            return "q-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..10];
        }

        if (written.Length <= Longest)
        {
            return written;
        }

        var cut = written.LastIndexOf('-', Longest);
        return written[..(cut > Longest / 2 ? cut : Longest)].Trim('-');
    }
}
