using System.Globalization;
using System.Net;
using Learning.Credentials;
using Learning.Credentials.Paper;
using static Learning.Tests.Credentials.Paper.Certificates;

namespace Learning.Tests.Credentials.Paper;

[NeedsDatabase]
public sealed class ServeCertificateTests(CredentialSite site) : IClassFixture<CredentialSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_a_pdf_to_look_at_with_a_name_to_keep_it_by()
    {
        var credential = await site.GivenCredentialAsync("Amina Okonkwo");

        var answer = await site.Client.GetAsync($"/credentials/{credential.Id}.pdf", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"certificate-rights-{credential.CourseId}.pdf", answer.Content.Headers.ContentDisposition.FileName);
    }

    [Fact]
    public async Task It_states_what_the_page_states_and_where_to_check()
    {
        var credential = await site.GivenCredentialAsync("Amina Okonkwo");

        var text = TextOf(await site.Client.GetByteArrayAsync($"/credentials/{credential.Id}.pdf", Cancellation));

        Assert.Contains("AminaOkonkwo", text, StringComparison.Ordinal);
        Assert.Contains("Therighttosocialsecurity", text, StringComparison.Ordinal);
        Assert.Contains("6hours", text, StringComparison.Ordinal);
        Assert.Contains("87%", text, StringComparison.Ordinal);
        Assert.Contains("November24,2026", text, StringComparison.Ordinal);
        Assert.Contains($"http://localhost/credentials/{credential.Id}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_the_language_of_the_course_and_leaves_the_request_in_its_own()
    {
        var credential = await site.GivenCredentialAsync("Amina Okonkwo", language: "fr");
        var before = CultureInfo.CurrentUICulture;

        var text = TextOf(await site.Client.GetByteArrayAsync($"/credentials/{credential.Id}.pdf", Cancellation));
        CertificateTexts.For(credential, new Learning.Texts.InterfaceTexts());

        Assert.Contains("24novembre2026", text, StringComparison.Ordinal);
        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }

    [Fact]
    public async Task It_outlives_its_course()
    {
        var credential = await site.GivenCredentialAsync("Amina Okonkwo", published: false);

        var answer = await site.Client.GetAsync($"/credentials/{credential.Id}.pdf", Cancellation);

        Assert.Equal($"certificate-{credential.CourseId}.pdf", answer.Content.Headers.ContentDisposition!.FileName);
    }

    [Theory]
    [InlineData("", 841.89)]
    [InlineData("?paper=a4", 841.89)]
    [InlineData("?paper=letter", 792)]
    [InlineData("?paper=Letter", 792)]
    [InlineData("?paper=papyrus", 841.89)]
    public async Task It_comes_on_the_paper_that_is_asked_for(string query, double width)
    {
        var credential = await site.GivenCredentialAsync("Amina Okonkwo");

        using var document = UglyToad.PdfPig.PdfDocument.Open(await site.Client.GetByteArrayAsync($"/credentials/{credential.Id}.pdf{query}", Cancellation));

        Assert.Equal(width, Page(document).Width, 0.5);
    }

    [Fact]
    public async Task A_theme_says_how_it_looks_and_what_is_wrong_in_it_breaks_nothing()
    {
        await using var themed = new CredentialSite { CertificateJson = """{"paper": "letter", "form": "nonsense", "signatures": [{"name": "Amara Diallo", "office": {"en": "General Secretary"}}]}""" };
        await themed.InitializeAsync();
        var credential = await themed.GivenCredentialAsync("Amina Okonkwo");

        var pdf = await themed.Client.GetByteArrayAsync($"/credentials/{credential.Id}.pdf", Cancellation);

        Assert.Contains("AmaraDialloGeneralSecretary", TextOf(pdf), StringComparison.Ordinal);
        using var document = UglyToad.PdfPig.PdfDocument.Open(pdf);
        Assert.Equal(792, Page(document).Width, 0.5);
    }

    [Fact]
    public async Task An_unknown_one_is_not_there()
    {
        var answer = await site.Client.GetAsync($"/credentials/{Guid.NewGuid()}.pdf", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
