using System.Text;
using Learning.Credentials;
using Learning.Credentials.Paper;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Learning.Tests.Credentials.Paper;

/// <summary>Certificates to test with, and their text as a reader of the PDF gets it.</summary>
internal static class Certificates
{
    public const string Address = "https://learn.example.org/credentials/3f2b8c1e-9a4d-4e77-b1f0-6c0d2a9e5b18";

    public static readonly CertificateTexts English = new()
    {
        Heading = "Certificate of completion",
        Holder = "This certifies that",
        Nameless = "the holder of this certificate",
        Completed = "has completed the course",
        Facts = [new("Study time", "6 hours"), new("Final test", "87%"), new("Date of issue", "November 24, 2026"), new("Edition of the course", "3")],
        Check = "Anyone can check this certificate: scan the code or open",
        Genuine = "It is genuine if that page shows the same name, course and date.",
    };

    public static readonly CertificateTexts Arabic = English with { Heading = "شهادة", Holder = "نشهد بأن", Completed = "أكمل الدورة" };

    public static readonly CertificateContent Amina = new(
        "Amina Okonkwo", "The right to social security", "Workers Learning", "en", Address, new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), English);

    /// <summary>The text of the one page in the order it was written, without spaces, since where a line ends is not a character.</summary>
    public static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return Joined(Page(document).Letters);
    }

    public static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKC);

    public static Page Page(PdfDocument document)
    {
        Assert.Equal(1, document.NumberOfPages);
        return document.GetPage(1);
    }

    /// <summary>Forms of letters become letters, and what is marked as written from right to left is turned round.</summary>
    private static string Joined(IEnumerable<Letter> letters)
    {
        var text = new StringBuilder();
        var rightToLeft = new List<string>();
        foreach (var letter in letters)
        {
            var value = Squeezed(letter.Value);
            if (value.Length > 0 && value[0] is >= '\u0590' and <= '\u08FF')
            {
                rightToLeft.Add(value);
                continue;
            }

            if (value.Length > 0)
            {
                Turn();
                text.Append(value);
            }
        }

        Turn();
        return text.ToString();

        void Turn()
        {
            rightToLeft.Reverse();
            text.AppendJoin("", rightToLeft);
            rightToLeft.Clear();
        }
    }
}
