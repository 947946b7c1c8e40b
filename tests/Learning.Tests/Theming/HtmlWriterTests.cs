using System.Text;
using Learning.Theming;

namespace Learning.Tests.Theming;

public sealed class HtmlWriterTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("كرامة العمل")]
    [InlineData("a 🧡 b")]
    public void What_is_written_letter_by_letter_is_what_is_written_at_once(string text)
    {
        using var whole = new HtmlWriter("");
        using var parts = new HtmlWriter("");

        whole.Write(text);
        foreach (var letter in text)
        {
            parts.Write(letter);
        }

        Assert.Equal(text, Encoding.UTF8.GetString(whole.Html.Bytes.Span));
        Assert.Equal(text, Encoding.UTF8.GetString(parts.Html.Bytes.Span));
    }

    [Fact]
    public void Addresses_of_author_text_start_where_the_site_is_mounted()
    {
        using var writer = new HtmlWriter("/branch");

        writer.Write($"<a href=\"{SiteBase.Placeholder}/learn\"><img src=\"{SiteBase.Placeholder}/media\">");

        Assert.Equal("<a href=\"/branch/learn\"><img src=\"/branch/media\">", Encoding.UTF8.GetString(writer.Html.Bytes.Span));
    }

    [Fact]
    public void It_takes_a_pagepage_and_remembers_where_its_gaps_are()
    {
        using var writer = new HtmlWriter("");
        var page = new string('x', 300_000);

        writer.Write(page);
        writer.Leave(Gap.NewId);
        writer.Write("end");

        var kept = writer.Html.Keep();
        Assert.Equal((300_000, Gap.NewId), Assert.Single(kept.Gaps));
        Assert.Equal(300_003, kept.Bytes.Length);
    }

    [Fact]
    public void A_gap_can_stand_nowhere_that_is_rendered_once_for_all()
    {
        using var elsewhere = new StringWriter();

        Assert.Throws<InvalidOperationException>(() => GapValue.Leave(elsewhere, Gap.Token));
    }
}
