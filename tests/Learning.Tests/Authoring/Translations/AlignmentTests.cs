using CsCheck;
using Learning.Authoring.Translations;

namespace Learning.Tests.Authoring.Translations;

/// <summary>Laws of the alignment, for any two texts.</summary>
public sealed class AlignmentTests
{
    private static readonly Gen<string[]> Text = Gen.Char['a', 'f'].Select(c => c.ToString()).Array[0, 12];

    [Fact]
    public void What_did_not_change_is_current_in_its_place() => Text.Sample(text =>
        Assert.Equal(text.Select((_, i) => new Aligned(TranslationState.Current, i)), Alignment.Of(text, text, (_, _) => true)));

    [Fact]
    public void No_piece_is_given_twice_their_order_is_kept_and_only_equal_ones_are_current() => Gen.Select(Text, Text).Sample((then, now) =>
    {
        var aligned = Alignment.Of(then, now, (_, _) => true);

        Assert.Equal(now.Length, aligned.Count);
        var given = aligned.Where(a => a.Place >= 0).Select(a => a.Place).ToArray();
        Assert.Equal(given.Distinct().Order(), given);
        Assert.All(aligned.Select((a, i) => (a, i)), pair =>
        {
            Assert.Equal(pair.a.State == TranslationState.Missing, pair.a.Place < 0);
            Assert.True(pair.a.State != TranslationState.Current || then[pair.a.Place] == now[pair.i]);
        });
    });

    [Fact]
    public void One_changed_piece_is_stale_and_nothing_else() => Gen.Select(Text.Where(t => t.Length > 0), Gen.Int[0, 11]).Sample((then, at) =>
    {
        var now = then.ToArray();
        now[at % now.Length] = "z";

        var aligned = Alignment.Of(then, now, (_, _) => true);

        Assert.Equal(then.Select((_, i) => new Aligned(i == at % now.Length ? TranslationState.Stale : TranslationState.Current, i)), aligned);
    });

    [Fact]
    public void One_new_piece_is_missing_and_nothing_else() => Gen.Select(Text, Gen.Int[0, 12]).Sample((then, at) =>
    {
        var now = then.ToList();
        now.Insert(at % (then.Length + 1), "z");

        var aligned = Alignment.Of(then, now, (_, _) => true);

        Assert.Equal(1, aligned.Count(a => a.State == TranslationState.Missing));
        Assert.Equal(then.Length, aligned.Count(a => a.State == TranslationState.Current));
    });

    [Fact]
    public void A_changed_piece_is_paired_with_one_of_its_form_only()
    {
        var aligned = Alignment.Of(["a", "table", "b"], ["a", "list", "b"], (_, _) => false);

        Assert.Equal([new(TranslationState.Current, 0), new(TranslationState.Missing, -1), new(TranslationState.Current, 2)], aligned);
    }
}
