using System.Text;
using CsCheck;
using Learning.QuestionBanks;

namespace Learning.Tests.QuestionBanks;

/// <summary>The law of the formats that are written: whatever our kinds carry is written, and reads back equal.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] _languages = ["ar", "en", "es", "fr"];

    [Theory]
    [InlineData("gift")]
    [InlineData("moodle-xml")]
    [InlineData("qti")]
    public void What_is_written_reads_back_equal(string name)
    {
        var format = BankFormats.Find(name)!;
        Gen.Select(AnyItem.OfAnyKind.Where(BankItems.IsFit).Array[1, 4], Gen.Int[0, _languages.Length - 1]).Sample(
            (items, language) =>
            {
                var written = format.Write(items, "Some & <all>", _languages[language]);
                var reading = BankFormats.Read(written.File, "x" + format.FileEnding);

                Assert.Empty(written.Problems);
                Assert.Empty(reading.Problems.Select(p => $"{p.Part}:{p.Line} {p.Code} {string.Join(", ", p.Arguments)}"));
                Assert.Equal(name, reading.Format);
                Assert.Equal(items.Select(BankItems.Say), reading.Items.Select(BankItems.Say));
            },
            iter: 300);
    }

    [Theory]
    [InlineData("gift")]
    [InlineData("moodle-xml")]
    [InlineData("qti")]
    public void The_same_questions_give_the_same_bytes(string name)
    {
        var format = BankFormats.Find(name)!;
        var items = AnyItem.OfAnyKind.Where(BankItems.IsFit).Array[3].Single();

        Assert.Equal(format.Write(items, "T", "en").File, format.Write(items, "T", "en").File);
    }

    [Theory]
    [InlineData("gift")]
    [InlineData("moodle-xml")]
    [InlineData("qti")]
    public void Any_bytes_give_problems_and_no_exception(string name)
    {
        var format = BankFormats.Find(name)!;
        var file = format.Write([.. AnyItem.OfAnyKind.Where(BankItems.IsFit).Array[3].Single()], "T", "en").File;
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[1, 20].Sample(
            changes =>
            {
                var broken = file.ToArray();
                foreach (var (place, value) in changes)
                {
                    broken[place] = value;
                }

                var reading = BankFormats.Read(broken, "x" + format.FileEnding, format);
                Assert.True(reading.Items.Count > 0 || reading.ProblemCount > 0);
            },
            iter: 500);
    }
}
