using CsCheck;
using Learning.Editing.Comparing;

namespace Learning.Tests.Editing;

public sealed class ComparedTextTests
{
    private static readonly string[] Words = ["Nine", "branches", "of", "Convention", "102", ",", " ", "\n", "حق", "é", "<b>", "-"];

    private static readonly Gen<string> Paragraph = Gen.Int[0, Words.Length - 1].Select(at => Words[at]).Array[1, 12].Select(words => string.Join(' ', words));

    private static readonly Gen<string[]> Text = Paragraph.Array[0, 8];

    [Fact]
    public void What_is_not_inserted_is_the_earlier_text_and_what_is_not_deleted_the_later() => Gen.Select(Text, Text).Sample((before, after) =>
    {
        var compared = ComparedText.Compare(before, after);

        Assert.Equal(before, Side(compared, PieceKind.Inserted));
        Assert.Equal(after, Side(compared, PieceKind.Deleted));
    });

    [Fact]
    public void Equal_texts_have_no_difference() => Text.Sample(text => Assert.All(ComparedText.Compare(text, text), p => Assert.True(p.IsSame)));

    [Fact]
    public void Words_of_one_paragraph_come_back_on_both_sides() => Gen.Select(Paragraph, Paragraph).Sample((before, after) =>
    {
        var pieces = ComparedText.Words(before, after).Pieces;

        Assert.Equal(before, string.Concat(pieces.Where(p => p.Kind != PieceKind.Inserted).Select(p => p.Text)));
        Assert.Equal(after, string.Concat(pieces.Where(p => p.Kind != PieceKind.Deleted).Select(p => p.Text)));
    });

    [Fact]
    public void What_is_shown_passes_over_nothing_that_differs() => Gen.Select(Text, Text).Sample((before, after) =>
    {
        var compared = ComparedText.Compare(before, after);
        var shown = ComparedText.Shown(compared);

        Assert.Equal(compared.Count, shown.Sum(s => s.Paragraph is null ? s.PassedOver : 1));
        Assert.Equal(compared.Where(p => !p.IsSame), shown.Select(s => s.Paragraph).OfType<ComparedParagraph>().Where(p => !p.IsSame));
    });

    [Fact]
    public void One_word_that_changes_is_the_only_one_marked()
    {
        var paragraph = ComparedText.Compare("First.\n\nEight branches of the Convention.\n\nLast.", "First.\n\nNine branches of the Convention.\n\nLast.")[1];

        Assert.Equal([new(PieceKind.Deleted, "Eight"), new(PieceKind.Inserted, "Nine"), new(PieceKind.Same, " branches of the Convention.")], paragraph.Pieces);
    }

    [Fact]
    public void Several_words_in_a_row_are_one_change()
    {
        var pieces = ComparedText.Words("They may be paid late, as it is.", "They have to arrive early, as it is.").Pieces;

        Assert.Equal(["They ", "may be paid late", "have to arrive early", ", as it is."], pieces.Select(p => p.Text));
    }

    [Fact]
    public void Paragraphs_with_nothing_in_common_stand_whole()
    {
        var compared = ComparedText.Compare("A convention is a treaty.", "Here wages fall ill at noon!");

        Assert.Equal([true, false], compared.Select(p => p.IsGone));
        Assert.True(compared[1].IsNew);
    }

    [Fact]
    public void A_text_of_another_size_altogether_still_comes_to_an_end()
    {
        var before = string.Join(' ', Enumerable.Range(0, 40_000).Select(i => $"w{i}"));
        var after = string.Join(' ', Enumerable.Range(0, 40_000).Select(i => $"v{i}"));

        Assert.Equal([PieceKind.Deleted, PieceKind.Inserted], ComparedText.Compare(before, after).SelectMany(p => p.Pieces).Select(p => p.Kind));
    }

    private static IEnumerable<string> Side(IReadOnlyList<ComparedParagraph> compared, PieceKind without) =>
        compared.Select(p => p.Pieces.Where(piece => piece.Kind != without).ToArray()).Where(pieces => pieces.Length > 0).Select(pieces => string.Concat(pieces.Select(p => p.Text)));
}
