using Learning.BrowserTests.People;
using Learning.BrowserTests.Site;

namespace Learning.BrowserTests;

/// <summary>A certificate after it was earned: its holder decides who sees it, a name is corrected, it is revoked, and a stranger checks it all the while. With scripts, and without any.</summary>
public sealed class CertificateJourneyTests(SiteAndBrowser site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_becomes_of_a_certificate_and_who_sees_it(bool script)
    {
        var name = script ? "Zora Hurston" : "Zadie Hurston";
        await site.Recordings.PublishedAsync();
        await using var zora = await site.VisitorAsync(script: script);
        await using var stranger = await site.VisitorAsync(script: script);
        await using var teacher = await site.VisitorAsync(Learner.Teacher, script: script);
        await zora.Register(script ? "zora" : "zadie", name);
        await EarnAsync(zora);

        // She shows it only to those she gives a link, and else under another name.
        await zora.Open("/my/certificates");
        await zora.Page.Locator("main li.card h2 a").ClickAsync();
        await zora.Page.Locator("input[name=showing][value=links]").CheckAsync();
        await zora.Page.Locator("#f-pseudonym").FillAsync("Rosa");
        await zora.Page.Locator("form[action$='/showing'] button").ClickAsync();
        await Expect(zora.Page.GetByText(Words.Say("Wallet.Did.shown"))).ToBeVisibleAsync();
        await zora.Page.Locator("#f-label").FillAsync("My employer");
        await zora.Page.Locator("form[action$='/links'] input[name=name]").CheckAsync();
        await zora.Page.Locator("form[action$='/links'] button").ClickAsync();
        await Expect(zora.Page.GetByText(Words.Say("Wallet.Did.linked"))).ToBeVisibleAsync();
        var mine = new Uri(zora.Page.Url).AbsolutePath;
        var page = $"/credentials/{mine.Split('/')[^1]}";
        var link = new Uri((await zora.Page.Locator(".check-address a").GetAttributeAsync("href"))!).PathAndQuery;

        await stranger.Open(page);
        await Expect(stranger.Page.GetByText(Words.Say("Credential.Valid"))).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByText(Words.Say("Credential.IsNotShown"))).ToBeVisibleAsync();
        await Expect(stranger.Page.Locator(".holder")).ToHaveCountAsync(0);
        await stranger.Open(link);
        await Expect(stranger.Page.Locator(".holder")).ToHaveTextAsync(name);

        // The name lacks a letter: she asks, a facilitator answers, and the address stays the same.
        await zora.Page.Locator("details.confirm > summary").ClickAsync();
        await zora.Page.Locator("#f-name").FillAsync($"{name}-Ndiaye");
        await zora.Page.Locator("#f-text").FillAsync("I have two family names.");
        await zora.Page.Locator("form[action$='/requests'] button").ClickAsync();
        await Expect(zora.Page.GetByText(Words.Say("Wallet.Did.asked"))).ToBeVisibleAsync();
        await teacher.Open("/certificates?state=waiting");
        await teacher.Page.Locator("main li.card h2 a", new() { HasText = name }).ClickAsync();
        await teacher.Page.Locator("#f-answer").FillAsync("With pleasure.");
        await teacher.Page.Locator("button[name=verdict][value=grant]").ClickAsync();
        await Expect(teacher.Page.GetByText(Words.Say("Certificates.Did.answered"))).ToBeVisibleAsync();
        await stranger.Open(link);
        await Expect(stranger.Page.Locator(".holder")).ToHaveTextAsync($"{name}-Ndiaye");

        // It is revoked; she may say something against it, and not the one who revoked it decides.
        await teacher.Page.Locator("details.confirm:has(form[action$='/revocation']) > summary").ClickAsync();
        await teacher.Page.Locator("input[name=cause][value=Mistake]").CheckAsync();
        await teacher.Page.Locator("#f-reason").FillAsync("It was another learner's course.");
        await teacher.Page.Locator("form[action$='/revocation'] button").ClickAsync();
        await Expect(teacher.Page.GetByText(Words.Say("Certificates.Did.revoked"))).ToBeVisibleAsync();
        await stranger.Open(page);
        await Expect(stranger.Page.Locator(".problems")).ToContainTextAsync(Words.Say("Check.Revoked"));
        await Expect(stranger.Page.Locator(".problems")).Not.ToContainTextAsync("another learner");
        await zora.Open(mine);
        await Expect(zora.Page.GetByText("It was another learner's course.")).ToBeVisibleAsync();
        await zora.Page.Locator("details.confirm > summary").ClickAsync();
        await zora.Page.Locator("#f-text").FillAsync("It was mine.");
        await zora.Page.Locator("form[action$='/requests'] button").ClickAsync();
        await Expect(zora.Page.GetByText(Words.Say("Wallet.Did.asked"))).ToBeVisibleAsync();

        // Nothing is left of the link once she takes it back.
        await zora.Page.Locator("form[action$='/withdrawal'] button").ClickAsync();
        await Expect(zora.Page.GetByText(Words.Say("Wallet.Did.withdrawn"))).ToBeVisibleAsync();
        await stranger.Open(link);
        await Expect(stranger.Page.Locator(".holder")).ToHaveCountAsync(0);
        zora.AssertNoComplaint();
        teacher.AssertNoComplaint();
    }

    private static async Task EarnAsync(Visitor learner)
    {
        await learner.Open($"/courses/{Recordings.Slug}");
        await learner.Page.Locator("form[action$='/enrolments'] button").First.ClickAsync();
        await Expect(learner.Page.Locator("#text")).ToBeVisibleAsync();
        await learner.Page.WaitForLoadStateAsync();
        await learner.Button("Lesson.DoneLast").ClickAsync();
        await Expect(learner.Page.Locator("#text")).ToBeHiddenAsync();
    }
}
