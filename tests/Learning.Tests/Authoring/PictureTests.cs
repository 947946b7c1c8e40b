using CsCheck;
using Learning.Authoring;
using Learning.Authoring.Pictures;

namespace Learning.Tests.Authoring;

public sealed class PictureTests
{
    private static readonly byte[] _png =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 2, 0x80, 0, 0, 1, 0x90, 8, 6, 0, 0, 0];

    private static readonly byte[] _jpeg =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 17, 8, 1, 0x90, 2, 0x80, 3, 0, 0, 0];

    private static readonly byte[] _webp =
        [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0x7F, 2, 0, 0x8F, 1, 0, 0];

    public static TheoryData<string, string, byte[]> Formats => new()
    {
        { "x.png", "image/png", _png },
        { "x.jpg", "image/jpeg", _jpeg },
        { "x.JPEG", "image/jpeg", _jpeg },
        { "x.webp", "image/webp", _webp },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_picture_is_known_by_its_name_and_its_bytes(string name, string contentType, byte[] bytes)
    {
        var course = new SmallCourse().WithText($"![A picture](media/{name})");
        course.Content.Put($"{SmallCourse.Folder}/01-first/media/{name}", bytes);

        var draft = course.Draft();

        Assert.Contains(draft.Media, m => m.FileName == name && m.ContentType == contentType && m.Bytes.SequenceEqual(bytes));
        Assert.Contains("width=\"640\" height=\"400\"", draft.Lessons["why"].Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.png")]
    [InlineData("x.jpg")]
    [InlineData("x.webp")]
    [InlineData("x.svg")]
    public void A_picture_that_is_not_what_its_name_says_is_refused(string name)
    {
        var course = new SmallCourse().WithText($"![A picture](media/{name})").With($"{SmallCourse.Folder}/01-first/media/{name}", "<html><script>alert(1)</script></html>");

        Assert.Equal("wrong-bytes", course.Problem().Code);
    }

    [Theory]
    [InlineData("x.gif")]
    [InlineData("x.html")]
    [InlineData("x")]
    public void Other_files_are_no_pictures(string name)
    {
        var course = new SmallCourse().WithText($"![A picture](media/{name})").With($"{SmallCourse.Folder}/01-first/media/{name}", "GIF89a");

        Assert.Equal("not-a-picture", course.Problem().Code);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><g OnClick='alert(1)'/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><image href='https://example.org/x.png'/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'><a x:href='javascript:alert(1)'/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><image href='data:image/svg+xml,x'/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'https://example.org/x.css';</style></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><style>a { fill: url( 'https://example.org/x') }</style></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><g fill='url(https://example.org/x)'/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><a><set attributeName='href' to='x'/></a></svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>")]
    [InlineData("<?xml-stylesheet href='https://example.org/x.css'?><svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<html><svg/></html>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'>")]
    public void A_drawing_that_runs_or_fetches_is_refused(string svg)
    {
        var problem = new SmallCourse().With(SmallCourse.Picture, svg).Problem();

        Assert.Equal(("unsafe-svg", SmallCourse.Picture), (problem.Code, problem.File));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><style>.a{fill:url(#g)}.b{fill:url('#g')}</style><g fill='url( #g )'/><use href='#x'/></svg>")]
    [InlineData("<?xml version='1.0'?><!-- drawn by hand --><svg xmlns='http://www.w3.org/2000/svg'/>")]
    public void A_drawing_may_refer_to_itself(string svg) => new SmallCourse().With(SmallCourse.Picture, svg).Draft();

    [Theory]
    [InlineData("viewBox='0 0 640.4 399.6'", 640, 400)]
    [InlineData("viewBox='-10,-10,640,400' width='100%'", 640, 400)]
    [InlineData("width='640px' height='400'", 640, 400)]
    public void A_drawing_knows_its_size(string attributes, int width, int height) =>
        Assert.Equal(new PictureSize(width, height), SvgPicture.Size(System.Text.Encoding.UTF8.GetBytes($"<svg {attributes}/>")));

    [Theory]
    [InlineData("")]
    [InlineData("width='100%' height='50%'")]
    [InlineData("viewBox='0 0 0 0'")]
    public void A_drawing_without_size_keeps_silent(string attributes) =>
        Assert.Null(SvgPicture.Size(System.Text.Encoding.UTF8.GetBytes($"<svg {attributes}/>")));

    [Fact]
    public void Cut_off_bytes_have_no_size_and_break_nothing() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        _ = PictureSize.OfJpeg([0xFF, 0xD8, .. bytes]);
        _ = PictureSize.OfPng(bytes);
        _ = PictureSize.OfWebP([.. new byte[31], .. bytes]);
    });
}
