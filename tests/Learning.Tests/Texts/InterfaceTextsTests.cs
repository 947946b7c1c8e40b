using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Learning.Texts;

namespace Learning.Tests.Texts;

public sealed partial class InterfaceTextsTests
{
    [Fact]
    public void Every_text_that_code_or_a_view_names_exists()
    {
        var named = Sources().SelectMany(file => Names(File.ReadAllText(file)).Select(name => (name, file)));

        Assert.Empty(named.Where(n => !InterfaceTexts.Has(n.name)).Select(n => $"{n.name} in {Path.GetRelativePath(Repository.Root, n.file)}").Distinct());
    }

    [Theory]
    [InlineData("{{ 'No.SuchText' | t }}", "No.SuchText")]
    [InlineData("texts[\"No.SuchText\"]", "No.SuchText")]
    [InlineData("Refuse(StatusCodes.Status409Conflict, \"No.SuchText\")", "No.SuchText")]
    public void A_planted_name_is_seen(string source, string name) => Assert.Contains(name, Names(source));

    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("fr", 0, "one")]
    [InlineData("fr", 2, "other")]
    [InlineData("es", 1, "one")]
    [InlineData("ar", 0, "zero")]
    [InlineData("ar", 1, "one")]
    [InlineData("ar", 2, "two")]
    [InlineData("ar", 7, "few")]
    [InlineData("ar", 11, "many")]
    [InlineData("ar", 100, "other")]
    [InlineData("ar", 103, "few")]
    public void A_counted_text_takes_the_form_of_its_language(string language, int count, string form) =>
        Assert.Equal(form, PluralForm.Of(count, CultureInfo.GetCultureInfo(language)));

    [Theory]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    public void Every_language_has_every_text_with_the_same_places(string language)
    {
        var english = All("");
        var other = All(language);
        var bases = english.Keys.Select(Base).Distinct();

        var faults = new List<string>();
        foreach (var name in bases)
        {
            var isCounted = english.ContainsKey(name + ".other");
            var forms = isCounted ? PluralForm.FormsOf(language).Select(f => $"{name}.{f}") : [name];
            foreach (var form in forms)
            {
                if (!other.TryGetValue(form, out var text) || string.IsNullOrWhiteSpace(text))
                {
                    faults.Add($"{form} is missing");
                    continue;
                }

                // A singular may say "one" in words; otherwise the same things are put in.
                var wanted = Places(english[isCounted ? name + ".other" : name]);
                if (!Places(text).IsSubsetOf(wanted) || (!isCounted && !Places(text).SetEquals(wanted)))
                {
                    faults.Add($"{form}: {text}");
                }
            }
        }

        Assert.Empty(faults);
    }

    /// <summary>French: a no-break space before the signs of two parts, and within its quotation marks.</summary>
    [Theory]
    [InlineData("Desk")]
    [InlineData("Grading")]
    [InlineData("Allowance")]
    [InlineData("Correction")]
    [InlineData("Analysis")]
    [InlineData("Sources")]
    [InlineData("Recheck")]
    [InlineData("Translations")]
    [InlineData("ReadText")]
    [InlineData("QuestionBanks")]
    [InlineData("Drafts")]
    [InlineData("EditText")]
    [InlineData("Template")]
    [InlineData("Pack")]
    [InlineData("People")]
    [InlineData("Role")]
    [InlineData("Sign")]
    [InlineData("Cohort")]
    [InlineData("Need")]
    [InlineData("Invite")]
    [InlineData("Join")]
    [InlineData("Member")]
    [InlineData("Concession")]
    [InlineData("Organisation")]
    [InlineData("Topic")]
    [InlineData("Message")]
    [InlineData("Mail")]
    [InlineData("MyMail")]
    [InlineData("Words")]
    [InlineData("Again")]
    [InlineData("Approve")]
    [InlineData("Compare")]
    [InlineData("Draft")]
    [InlineData("Folder")]
    [InlineData("Impact")]
    [InlineData("Languages")]
    [InlineData("Publication")]
    [InlineData("Revisions")]
    [InlineData("Rollback")]
    [InlineData("Translate")]
    [InlineData("Update")]
    [InlineData("Withdraw")]
    public void French_signs_stay_with_their_words(string part)
    {
        var texts = All("fr").Where(text => text.Key.StartsWith(part + ".", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(texts);
        Assert.Empty(texts.Where(text => Loose().IsMatch(text.Value)).Select(text => $"{text.Key}: {text.Value}"));
    }

    [Theory]
    [InlineData("Mots : trois", true)]
    [InlineData("Mots\u00a0: trois", false)]
    [InlineData("« ici\u00a0»", true)]
    public void A_planted_loose_sign_is_seen(string text, bool isLoose) => Assert.Equal(isLoose, Loose().IsMatch(text));

    private static Dictionary<string, string> All(string language)
    {
        var resources = new ResourceManager("Learning.Resources.Texts", typeof(InterfaceTexts).Assembly)
            .GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        return resources is null ? [] : resources.Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static string Base(string name) => Form().Replace(name, "");

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "themes"), "*.liquid", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Names(string source) =>
        InViews().Matches(source).Concat(InCode().Matches(source)).Concat(Codes().Matches(source)).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"'([A-Z]\w+(?:\.[\w-]+)+)'\s*\|\s*t\b")]
    private static partial Regex InViews();

    [GeneratedRegex(@"texts\[""([A-Z]\w+(?:\.\w+)+)""")]
    private static partial Regex InCode();

    [GeneratedRegex(@"""((?:No|Record|Refusal|Enrol|Credential|Secret|UserName|Setup|SignIn)\.[A-Z]\w+)""")]
    private static partial Regex Codes();

    [GeneratedRegex(@"\.(zero|one|two|few|many|other)$")]
    private static partial Regex Form();

    [GeneratedRegex("[ ][:;?!»]|«[ ]")]
    private static partial Regex Loose();

    [GeneratedRegex(@"\{[0-9]")]
    private static partial Regex Place();
}
