using System.Text.RegularExpressions;
using CsCheck;
using Learning.Authoring;
using Learning.Authoring.Pictures;
using SkiaSharp;

namespace Learning.Tests.Authoring;

public sealed partial class PictureTests
{
    private const string Folder = $"{SmallCourse.Folder}/01-first/media";

    private static readonly byte[] _jpeg = TestPictures.Flat(640, 400, SKEncodedImageFormat.Jpeg);

    public static TheoryData<string, string, byte[]> Formats => new()
    {
        { "x.png", "image/png", TestPictures.Flat(640, 400) },
        { "x.jpg", "image/jpeg", _jpeg },
        { "x.JPEG", "image/jpeg", _jpeg },
        { "x.webp", "image/webp", TestPictures.Flat(640, 400, SKEncodedImageFormat.Webp) },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_picture_is_known_by_its_name_and_its_bytes(string name, string contentType, byte[] bytes)
    {
        var draft = Shown(name, bytes);

        Assert.Contains(draft.Media, m => m.FileName == name && m.ContentType == contentType && m.Bytes.SequenceEqual(bytes));
        Assert.Contains("width=\"640\" height=\"400\"", draft.Lessons["why"].Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "")]
    [InlineData(480, "")]
    [InlineData(481, "480 481")]
    [InlineData(960, "480 960")]
    [InlineData(1600, "480 960 1600")]
    public void A_wide_picture_names_its_narrower_forms_and_none_that_is_larger(int width, string widths)
    {
        var html = Shown("x.png", TestPictures.Flat(width, 100)).Lessons["why"].Html;

        var named = SrcSet().Match(html).Groups[1].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(' ')).ToArray();
        Assert.Equal(widths, string.Join(' ', named.Select(one => one[1].TrimEnd('w'))));
        Assert.Equal(width > 480, html.Contains(" sizes=\"", StringComparison.Ordinal));
        Assert.All(named, one => Assert.StartsWith(LessonText.BasePlaceholder + "/media/", one[0], StringComparison.Ordinal));
        Assert.All(named.SkipLast(1), one => Assert.EndsWith($"/{one[1].TrimEnd('w')}/x.webp", one[0], StringComparison.Ordinal));
    }

    [Fact]
    public void What_moves_is_left_as_it_is() => Assert.DoesNotContain("srcset", Shown("x.png", TestPictures.Moving(1200, 800)).Lessons["why"].Html, StringComparison.Ordinal);

    [Fact]
    public void A_photograph_taken_sideways_has_the_size_it_is_seen_in() =>
        Assert.Contains("width=\"400\" height=\"640\"", Shown("x.jpg", TestPictures.HeldSideways(640, 400)).Lessons["why"].Html, StringComparison.Ordinal);

    [Fact]
    public void An_author_cannot_name_other_forms_of_a_picture()
    {
        var html = new SmallCourse().WithText("<img src=\"media/nine.svg\" srcset=\"https://example.org/x.png 2x\" alt=\"x\">").Html();

        Assert.DoesNotContain("example.org", html, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "x.png", TestPictures.Announced(30_000, 30_000), "picture-too-large" },
        { "x.png", TestPictures.Announced(int.MaxValue, int.MaxValue), "picture-too-large" },
        { "x.png", TestPictures.Announced(640, 400), "broken-picture" },
        { "x.png", TestPictures.Grain(640, 400)[..4000], "broken-picture" },
        { "x.webp", TestPictures.Grain(640, 400, SKEncodedImageFormat.Webp)[..4000], "broken-picture" },
        { "x.jpg", _jpeg[..^200], "broken-picture" },
        { "x.jpg", new byte[50 * 1024 * 1024], "file-too-large" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_damaged_or_too_large_is_named(string name, byte[] bytes, string code)
    {
        var course = new SmallCourse().WithText($"![A picture](media/{name})");
        course.Content.Put($"{Folder}/{name}", bytes);

        var problem = course.Problem();
        Assert.Equal((code, $"{Folder}/{name}"), (problem.Code, problem.File));
    }

    private static CourseDraft Shown(string name, byte[] bytes)
    {
        var course = new SmallCourse().WithText($"![A picture](media/{name})");
        course.Content.Put($"{Folder}/{name}", bytes);
        return course.Draft();
    }

    [GeneratedRegex("srcset=\"([^\"]*)\"")]
    private static partial Regex SrcSet();

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
