using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Learning.Credentials.Badges;
using Learning.Tests.Credentials.Paper;

namespace Learning.Tests.Credentials.Badges;

/// <summary>Badges in pictures: what goes in comes out, and what anybody may send does no harm.</summary>
public sealed class BakingTests
{
    private static readonly byte[] _png = ReadDesignTests.Picture(20, 10);
    private static readonly byte[] _svg = Encoding.UTF8.GetBytes("""<?xml version="1.0"?><!-- by hand --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A &amp; B</title> <path d="M0 0"/></svg>""");
    private static readonly JsonObject _badge = new() { ["id"] = "https://learn.example.org/credentials/1", ["name"] = "سلمى <b>]]> & \"\0\uFFFE" };

    public static TheoryData<bool> Kinds => [true, false];

    private static byte[] Picture(bool isPng) => isPng ? _png : _svg;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_baked_is_found(bool isPng) =>
        Gen.Dictionary(Gen.String[0, 12], Gen.String[0, 40])[0, 5].Sample(
            members =>
            {
                var badge = new JsonObject(members.Select(m => KeyValuePair.Create(Whole(m.Key), (JsonNode?)Whole(m.Value))).DistinctBy(m => m.Key));

                var read = Baking.Read(Baking.Bake(Picture(isPng), badge));

                return JsonNode.DeepEquals(badge, JsonNode.Parse(read));
            },
            iter: 300);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Baked_again_the_last_badge_is_in_it_alone(bool isPng)
    {
        var twice = Baking.Bake(Baking.Bake(Picture(isPng), new JsonObject { ["id"] = "first" }), _badge);

        Assert.Equal("سلمى <b>]]> & \"\0\uFFFE", JsonNode.Parse(Baking.Read(twice))!["name"]!.GetValue<string>());
        Assert.DoesNotContain("first", Encoding.UTF8.GetString(twice), StringComparison.Ordinal);
        Assert.True(Baking.IsPicture(twice));
    }

    [Fact]
    public void The_picture_stays_the_picture_it_was()
    {
        using var before = SkiaSharp.SKBitmap.Decode(_png);
        using var after = SkiaSharp.SKBitmap.Decode(Baking.Bake(_png, _badge));

        Assert.Equal(before.Bytes, after.Bytes);
        var svg = Encoding.UTF8.GetString(Baking.Bake(_svg, _badge));
        Assert.Contains("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><openbadges:credential><![CDATA[{", svg, StringComparison.Ordinal);
        Assert.EndsWith("<title>A &amp; B</title> <path d=\"M0 0\" /></svg>", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_PNG_it_stands_as_the_standard_has_it()
    {
        var chunks = Png.Chunks(Baking.Bake(_png, _badge))!;

        Assert.Equal(("IHDR", "iTXt"), (chunks[0].Type, chunks[1].Type));
        Assert.StartsWith("openbadgecredential\0\0\0\0\0{", Encoding.UTF8.GetString(chunks[1].Data.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_without_a_badge_and_other_files_have_none()
    {
        Assert.All([_png, _svg], picture => Assert.True(Baking.IsPicture(picture)));
        Assert.All([_png, _svg, [], "{}"u8.ToArray(), "%PDF-"u8.ToArray(), "<html></html>"u8.ToArray()], file => Assert.Null(Baking.Read(file)));
        Assert.All([[], "{}"u8.ToArray(), "%PDF-"u8.ToArray()], (byte[] file) => Assert.False(Baking.IsPicture(file)));
        Assert.Throws<FormatException>(() => Baking.Bake("no picture"u8.ToArray(), _badge));
        Assert.Throws<FormatException>(() => Baking.Bake("<html/>"u8.ToArray(), _badge));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_picture_that_is_cut_off_holds_none(bool isPng)
    {
        var whole = Baking.Bake(Picture(isPng), _badge);

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Null(Baking.Read(whole.AsMemory(0, length))));
    }

    [Fact]
    public void One_wrong_byte_in_a_PNG_and_it_holds_none()
    {
        var whole = Baking.Bake(_png, _badge);

        Assert.All(Enumerable.Range(0, whole.Length), at =>
        {
            var wrong = (byte[])whole.Clone();
            wrong[at] ^= 0x20;
            Assert.Null(Baking.Read(wrong));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_is_sent_is_answered(bool isPng) =>
        Gen.Select(Gen.Int[0, 400], Gen.Byte.Array[1, 30]).Sample(
            (at, bytes) =>
            {
                var whole = Baking.Bake(Picture(isPng), _badge);
                bytes.AsSpan(0, Math.Min(bytes.Length, whole.Length - Math.Min(at, whole.Length))).CopyTo(whole.AsSpan(Math.Min(at, whole.Length)));
                Baking.Read(whole);
                Baking.IsPicture(whole);
            },
            iter: 1000);

    [Fact]
    public void A_length_beyond_the_file_is_not_believed()
    {
        var wrong = (byte[])_png.Clone();
        BinaryPrimitives.WriteUInt32BigEndian(wrong.AsSpan(8), uint.MaxValue);

        Assert.Null(Baking.Read(wrong));
    }

    [Fact]
    public void Compressed_text_is_not_unpacked()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            for (var i = 0; i < 1000; i++)
            {
                zlib.Write(new byte[100_000]);
            }
        }

        Assert.Null(Baking.Read(With([.. "openbadgecredential"u8, 0, 1, 0, 0, 0, .. packed.ToArray()])));
        Assert.NotNull(Baking.Read(With([.. "openbadgecredential"u8, 0, 0, 0, 0, 0, .. "{}"u8])));
    }

    [Theory]
    [InlineData("openbadgecredential")]
    [InlineData("openbadgecredential\0")]
    [InlineData("openbadgecredential\0\0\0")]
    [InlineData("openbadgecredential\0\0\0en")]
    [InlineData("openbadgecredential\0\0\0en\0")]
    public void A_text_that_stops_too_soon_is_none(string text) => Assert.Null(Baking.Read(With(Encoding.Latin1.GetBytes(text))));

    [Fact]
    public void Two_badges_in_one_picture_are_none()
    {
        var one = Baking.Bake(_png, _badge);
        var chunks = Png.Chunks(one)!;
        Assert.Null(Baking.Read(Png.Of([chunks[0], chunks[1], .. chunks.Skip(1)])));

        const string Two = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>{}</o:credential><o:credential>{}</o:credential></svg>""";
        Assert.Null(Baking.Read(Encoding.UTF8.GetBytes(Two)));
        Assert.NotNull(Baking.Read(Encoding.UTF8.GetBytes(Two.Replace("<o:credential>{}</o:credential></svg>", "</svg>", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("""<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>&a;</o:credential></svg>""")]
    [InlineData("""<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>&a;</o:credential></svg>""")]
    [InlineData("""<!DOCTYPE svg SYSTEM "http://example.org/x.dtd"><svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>{}</o:credential></svg>""")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="http://openbadges.org"><o:credential>{}</o:credential></svg>""")]
    [InlineData("""<svg xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>{}</o:credential></svg>""")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><g><o:credential>{}</o:credential></g></svg>""")]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential verify="a.b.c"/></svg>""")]
    public void An_SVG_with_a_doctype_or_another_place_or_none_is_none(string svg) => Assert.Null(Baking.Read(Encoding.UTF8.GetBytes(svg)));

    [Fact]
    public void A_huge_picture_is_not_read()
    {
        var large = Encoding.UTF8.GetBytes($"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>{new string(' ', Baking.MostBytes)}</o:credential></svg>""");
        var deep = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\">" + string.Concat(Enumerable.Repeat("<g>", 100_000)));

        Assert.Null(Baking.Read(large));
        Assert.Null(Baking.Read(deep));
    }

    private static byte[] With(byte[] text)
    {
        var chunks = Png.Chunks(_png)!;
        return Png.Of([chunks[0], new("iTXt", text), .. chunks.Skip(1)]);
    }

    /// <summary>JSON has no half characters.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
