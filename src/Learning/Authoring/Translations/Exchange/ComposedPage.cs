namespace Learning.Authoring.Translations.Exchange;

/// <summary>Writes the translation of a page with what has arrived: over what is there, which keeps its form to the letter, or anew.</summary>
internal static class ComposedPage
{
    /// <summary>Null where nothing arrived for the page, or there is still no word of it in the language.</summary>
    public static string? Write(UnitPage page, Arrivals arrivals)
    {
        if (!page.Bundles.Any(arrivals.Any))
        {
            return null;
        }

        var body = page.Body.Compose(arrivals);
        var hasHead = page.Head.Units.Any(u => arrivals.TextOf(u) is not null);
        if (!body.HasWords && !hasHead)
        {
            return null;
        }

        var old = page.Words?.File.Source.Text;
        var isNewHead = old is null || page.Head.Units.Any(u => arrivals.NewTextOf(u) is not null);
        var head = isNewHead ? HeadText.Write(page, arrivals) : old![..HeadText.EndOf(old!)];
        var made = new MadeFrom(arrivals.IsWhole(page.Head) ? arrivals.HashOf(page.Head) : HeadPieces.Nothing, body.Blocks, body.Questions);
        return TranslationStamp.Stamped(head + body.Text, made);
    }
}
