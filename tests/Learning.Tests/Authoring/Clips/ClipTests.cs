using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Learning.Authoring;
using Learning.Authoring.Clips;
using Learning.Authoring.Files;
using Learning.Tests.Authoring.Translations;

namespace Learning.Tests.Authoring.Clips;

public sealed class ClipTests
{
    private static readonly int Line = new SmallCourse().Content[SmallCourse.Lesson].Split('\n').Length + 1;

    [Fact]
    public void A_video_has_a_player_that_fetches_nothing_its_captions_and_its_transcript() => Assert.Equal(
        $"""
        <figure class="clip"><video controls="" preload="none" src="~/media/{Hash(TestClips.Mp4)}/clip.mp4" aria-label="Two people greet"><track kind="captions" srclang="en" label="English" src="~/media/{Hash(Encoding.UTF8.GetBytes(TestClips.Captions))}/clip.vtt" default=""></video><figcaption>A greeting<br><small>Video, &lt; 1 MB</small></figcaption></figure>
        <details class="transcript"><summary>Transcript</summary>
        <p>Good morning.</p>
        </details>
        """,
        TestClips.WithVideo().Html());

    public static TheoryData<string, string, byte[]> Sounds => new()
    {
        { "clip.mp3", "audio/mpeg", TestClips.Mp3 },
        { "clip.ogg", "audio/ogg", TestClips.Ogg },
        { "clip.M4A", "audio/mp4", TestClips.Mp4 },
    };

    [Theory]
    [MemberData(nameof(Sounds))]
    public void A_sound_needs_no_captions(string name, string contentType, byte[] bytes)
    {
        var draft = TestClips.WithSound(name, bytes).Draft();

        Assert.Contains("<audio controls=\"\" preload=\"none\"", draft.Lessons["why"].Html, StringComparison.Ordinal);
        Assert.Contains(draft.Media, m => m.ContentType == contentType && m.Bytes.SequenceEqual(bytes));
    }

    [Fact]
    public void A_video_without_captions_is_named_with_its_place()
    {
        var course = TestClips.WithVideo();
        course.Content.Delete($"{TestClips.Folder}/clip.vtt");

        var problem = course.Problem();
        Assert.Equal(("missing-captions", SmallCourse.Lesson, Line, 1), (problem.Code, problem.File, problem.Line, problem.Column));
        Assert.Contains("clip.vtt", problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\nMore.\n\n> [!TRANSCRIPT]\n> Good morning.")]
    [InlineData("\n\n> [!TRANSCRIPT]")]
    [InlineData("\n\n> [!NOTE]\n> Good morning.")]
    public void A_transcript_stands_right_below(string below)
    {
        Assert.Equal(("missing-transcript", Line), (TestClips.WithVideo(below).Problem().Code, TestClips.WithVideo(below).Problem().Line));
        Assert.Equal("missing-transcript", TestClips.WithSound("clip.mp3", TestClips.Mp3, below).Problem().Code);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("![Nine boxes](media/nine.svg)\n\n", 3)]
    [InlineData("> [!NOTE]\n> Words.\n\n", 4)]
    public void A_transcript_without_a_recording_above_it_is_named_with_its_line(string above, int line)
    {
        var problem = new SmallCourse().WithText(above + TestClips.Transcript).Problem();

        Assert.Equal(("stray-transcript", SmallCourse.Lesson, Line + line - 1, 3), (problem.Code, problem.File, problem.Line, problem.Column));
        Assert.Contains("right above it", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_has_one_transcript() => Assert.Equal("stray-transcript", TestClips.WithVideo($"\n\n{TestClips.Transcript}\n\nMore.\n\n{TestClips.Transcript}").Problem().Code);

    [Fact]
    public void A_translation_may_have_a_transcript_whose_recording_stands_in_the_original()
    {
        var course = FrenchCourse.Unstamped();
        course.WithText($"![Two people greet](media/clip.mp4)\n\n{TestClips.Transcript}").With($"{TestClips.Folder}/clip.vtt", TestClips.Captions);
        course.Content.Put($"{TestClips.Folder}/clip.mp4", TestClips.Mp4);
        course.With(FrenchCourse.Lesson, course.Content[FrenchCourse.Lesson] + "\n> [!TRANSCRIPT]\n> Bonjour.\n");

        Assert.DoesNotContain(course.Read().Problems, p => p.Code == "stray-transcript");
    }

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "clip.mp3", TestClips.Mp4, "wrong-bytes" },
        { "clip.ogg", TestClips.Mp3, "wrong-bytes" },
        { "clip.mp3", Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>"), "wrong-bytes" },
        { "clip.mp3", [], "wrong-bytes" },
        { "clip.mp3", new byte[(8 * 1024 * 1024) + 1], "file-too-large" },
        { "clip.avi", TestClips.Mp4, "not-a-picture" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_no_clip_or_too_large_is_named(string name, byte[] bytes, string code) => Assert.Equal((code, $"{TestClips.Folder}/{name}"), (TestClips.WithSound(name, bytes).Problem().Code, TestClips.WithSound(name, bytes).Problem().File));

    [Fact]
    public void A_clip_stands_alone_in_its_paragraph_and_not_among_questions()
    {
        var inLine = TestClips.WithVideo().WithText("Look: ![Two people](media/clip.mp4)");
        var inQuiz = TestClips.WithVideo().Change(SmallCourse.Quiz, "Take your time.", "![Two people](media/clip.mp4)");

        Assert.Equal("clip-in-line", inLine.Problem().Code);
        Assert.Equal(("clip-in-question", SmallCourse.Quiz), (inQuiz.Problem().Code, inQuiz.Problem().File));
    }

    [Fact]
    public void A_clip_says_what_it_is() => Assert.Equal("missing-alt", TestClips.WithVideo().Change(SmallCourse.Lesson, "[Two people greet]", "[]").Problem().Code);

    [Fact]
    public void All_clips_of_a_course_have_an_end()
    {
        var course = TestClips.WithVideo();
        for (var i = 0; i < 7; i++)
        {
            course.WithText($"![A tone](media/{i}.mp3)\n\n{TestClips.Transcript}");
            course.Content.Put($"{TestClips.Folder}/{i}.mp3", [.. TestClips.Mp3, .. new byte[(8 * 1024 * 1024) - TestClips.Mp3.Length - 1], (byte)i]);
        }

        Assert.Equal(("too-many-clips", $"{TestClips.Folder}/5.mp3"), (course.Problem().Code, course.Problem().File));
    }

    [Fact]
    public void An_author_cannot_write_a_player_of_her_own()
    {
        var html = new SmallCourse().WithText("<video controls autoplay src=\"https://example.org/x.mp4\"><track src=\"x.vtt\" default></video>\n\n<audio src=\"/media/x\"></audio>").Html();

        Assert.DoesNotContain("example.org", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<video", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<audio", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<track", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "en", true)]
    [InlineData(true, "fr", false)]
    public void A_translation_has_its_own_captions_or_those_of_the_source_with_a_notice(bool hasOwn, string shown, bool isNoted)
    {
        var course = FrenchCourse.Unstamped();
        course.WithText($"![Two people greet](media/clip.mp4)\n\n{TestClips.Transcript}").With($"{TestClips.Folder}/clip.vtt", TestClips.Captions);
        course.Content.Put($"{TestClips.Folder}/clip.mp4", TestClips.Mp4);
        var path = SmallCourse.Lesson.Replace(".md", ".fr.md", StringComparison.Ordinal);
        course.With(path, course.Content[path] + "\n![Deux personnes](media/clip.mp4)\n\n> [!TRANSCRIPT]\n> Bonjour.\n");
        if (hasOwn)
        {
            course.With($"{TestClips.Folder}/clip.fr.vtt", TestClips.Captions.Replace("Good morning", "Bonjour", StringComparison.Ordinal));
        }

        var html = FrenchCourse.Stamp(course).Draft().Translations["fr"].Lessons["why"].Html;

        Assert.Contains("aria-label=\"Deux personnes\"", html, StringComparison.Ordinal);
        Assert.Equal(shown, System.Text.RegularExpressions.Regex.Match(html, "srclang=\"([a-z]+)\"[^>]* default=\"\"").Groups[1].Value);
        Assert.Equal(isNoted, html.Contains("Les sous-titres ne sont pas encore traduits", StringComparison.Ordinal));
        Assert.Contains("<p>Bonjour.</p>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Good morning.", 1, 1)]
    [InlineData("WEBVTT", 1, 1)]
    [InlineData("WEBVTT\n\nSTYLE\n::cue { background: url(https://example.org) }\n\n00:00.000 --> 00:01.000\nx", 3, 1)]
    [InlineData("WEBVTT\n\n00:02.000 --> 00:01.000\nx", 3, 1)]
    [InlineData("WEBVTT\n\n00:02.000 --> 00:03.000\nx\n\n00:01.000 --> 00:04.000\nx", 6, 1)]
    [InlineData("WEBVTT\n\n1\n00:61.000 --> 00:62.000\nx", 3, 1)]
    [InlineData("WEBVTT\n\n0:1 --> 0:2\nx", 3, 1)]
    [InlineData("WEBVTT\n\n00:00.000 --> 00:01.000\nGood <script>alert(1)</script>", 4, 6)]
    [InlineData("WEBVTT\n\n00:00.000 --> 00:01.000\nx\n<a href='https://example.org'>x</a>", 5, 1)]
    [InlineData("WEBVTT\n\n00:00.000 --> 00:01.000\n1 < 2", 4, 3)]
    [InlineData("WEBVTT\n\n00:00.000 --> 00:01.000\nx\n00:01.000 --> 00:02.000\ny", 5, 11)]
    public void Captions_that_cannot_be_read_are_named_with_their_place(string captions, int line, int column)
    {
        var problem = TestClips.WithVideo().With($"{TestClips.Folder}/clip.vtt", captions).Problem();

        Assert.Equal(("bad-captions", $"{TestClips.Folder}/clip.vtt", line, column), (problem.Code, problem.File, problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("\uFEFFWEBVTT - made by hand\r\n\r\nNOTE who speaks\r\n\r\nfirst\r\n00:00:00.000 --> 00:00:01.500 align:start line:10%\r\n<v.loud Amina>Good <i>morning</i>\r\n")]
    [InlineData("WEBVTT\n\n00:00.000 --> 00:02.000\n<lang fr>Bonjour</lang> &lt;&amp;\n\n00:00.000 --> 00:01.000\n<b>At once</b><00:00.500>")]
    public void Captions_may_name_speakers_and_languages(string captions) => TestClips.WithVideo().With($"{TestClips.Folder}/clip.vtt", captions).Draft();

    [Fact]
    public void Their_lines_are_read_with_times_speakers_and_plain_words() => Assert.Equal(
        [
            new(TimeSpan.Zero, TimeSpan.FromSeconds(1.5), "", "Good morning,\nfriends."),
            new(TimeSpan.FromSeconds(2), new(0, 1, 2, 3, 450), "Amina, Bo & Co", "Hi.\nHi < hello."),
        ],
        WebVtt.Lines("WEBVTT\n\nNOTE\nx --> y\n\nfirst\n00:00.000 --> 00:01.500 align:start\nGood <i>morning</i>,\nfriends.\n\nnot a cue\n\n00:02.000 --> 01:02:03.450\n<v.loud Amina>Hi.</v>\n<v Bo &amp; Co>Hi &lt; hello.\n"));

    [Fact]
    public void Captions_in_another_encoding_are_named()
    {
        var course = TestClips.WithVideo();
        course.Content.Put($"{TestClips.Folder}/clip.vtt", [.. "WEBVTT\n\n00:00.000 --> 00:01.000\ncaf"u8, 0xE9]);

        Assert.Equal(("not-utf8", 4, 4), (course.Problem().Code, course.Problem().Line, course.Problem().Column));
    }

    [Fact]
    public void Whatever_bytes_captions_have_they_are_taken_or_named() => Gen.String[Gen.Char["WEBVT\n0123:.-> <bvi/>&"], 0, 60].Sample(
        text =>
        {
            var problems = new Problems();
            var source = SourceText.Read(new ContentTree(new FewFiles([new("x.vtt", Encoding.UTF8.GetBytes("WEBVTT\n\n" + text))])), "x.vtt", problems)!;

            Assert.Equal(WebVtt.Check(source, problems), !problems.Any);
            Assert.All(problems.InOrder, p => Assert.InRange(p.Line, 1, source.Text.Split('\n').Length));
            Assert.All(WebVtt.Lines(source.Text), line => Assert.DoesNotContain("-->", line.Speaker, StringComparison.Ordinal));
        });

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
