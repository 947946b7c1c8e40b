using System.Text;
using CsCheck;
using Learning.Authoring;
using Learning.Authoring.Files;
using Learning.Authoring.Translations;
using Learning.Authoring.Translations.Desk;
using Microsoft.Extensions.FileProviders;

namespace Learning.Tests.Authoring.Translations.Desk;

/// <summary>What a translator sends reads back as just that, and nothing else changes.</summary>
public sealed class WriteSheetTests
{
    private const string RealCourse = "courses/right-to-social-security";

    private static readonly string[] Pages =
    [
        $"{RealCourse}/course.md", $"{RealCourse}/03-convention-102/module.md", $"{RealCourse}/03-convention-102/02-nine-branches.md", $"{RealCourse}/03-convention-102/06-check-yourself.quiz.md", $"{RealCourse}/06-who-pays/final.pool.md",
    ];

    private static readonly string[] Words = ["a word", "deux mots", "كلمة", "«\u00A0oui\u00A0»", "5(2)", "**fort**", "1952"];

    [Fact]
    public void A_piece_that_is_written_reads_back_and_everything_else_stays_to_the_letter()
    {
        var course = FrenchCourse.Make();
        var before = course.Content[FrenchCourse.Lesson];

        var writing = Write(course, SmallCourse.Lesson, p => p.Words == "Un peu de texte.", "Un autre texte.");

        Assert.Empty(writing.Refused);
        Assert.Equal(before.Replace("Un peu de texte.", "Un autre texte.", StringComparison.Ordinal), writing.Text);
    }

    [Fact]
    public void What_was_not_changed_is_not_written()
    {
        var course = FrenchCourse.Make();
        var sheet = Read(course, SmallCourse.Quiz);

        var writing = WriteSheet.Run(course.Content, sheet, [.. sheet.Groups.SelectMany(g => g.Pieces.Select(p => Sent(g, p, p.Words!)))], []);

        Assert.Null(writing.Text);
        Assert.Empty(writing.Refused);
    }

    [Fact]
    public void A_stale_piece_is_current_when_it_is_changed_or_said_to_be_right_still()
    {
        var course = FrenchCourse.Make().Change(SmallCourse.Lesson, "Some text.", "Some other text.").Change(SmallCourse.Lesson, "The opening", "A new opening");
        var sheet = Read(course, SmallCourse.Lesson);
        var stale = sheet.Groups.Where(g => g.State == TranslationState.Stale).ToArray();
        Assert.Equal(2, stale.Length);

        var writing = WriteSheet.Run(course.Content, sheet, [Sent(stale[1], stale[1].Pieces[0], "Un tout autre texte.")], [new(stale[0].Name, stale[0].Hash)]);

        var after = Read(course.With(FrenchCourse.Lesson, writing.Text!), SmallCourse.Lesson);
        Assert.All(after.Groups, g => Assert.Equal(TranslationState.Current, g.State));
        Assert.Contains("Le premier paragraphe, sur la sécurité sociale.", writing.Text, StringComparison.Ordinal);
        Assert.Empty(course.Read().Problems);
    }

    [Fact]
    public void A_language_begins_with_the_first_piece()
    {
        var course = new SmallCourse();
        var sheet = Sheet.Read(course.Content, SmallCourse.Course, "es").Sheet!;
        var (group, title) = (sheet.Groups[0], sheet.Groups[0].Pieces[0]);

        var writing = WriteSheet.Run(course.Content, sheet, [Sent(group, title, "El derecho a la seguridad social")], []);

        Assert.Contains("language: es", writing.Text, StringComparison.Ordinal);
        course.With(sheet.Path, writing.Text!);
        Assert.Equal(["es"], course.Draft().Outline.Translations);
        var after = Sheet.Read(course.Content, SmallCourse.Course, "es").Sheet!;
        Assert.Equal((TranslationState.Current, TranslationState.Missing), (after.Groups[0].Pieces[0].State, after.Groups[0].Pieces[1].State));
        Assert.Equal("El derecho a la seguridad social", course.Draft().Translations["es"].Outline.Title);
    }

    [Fact]
    public void A_question_translated_in_part_is_kept_and_asked_in_the_original_until_it_is_whole()
    {
        var course = FrenchCourse.Make();
        course.Content.Delete(FrenchCourse.Quiz);
        var typed = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; ; i++)
        {
            var sheet = Read(course, SmallCourse.Quiz);
            var group = sheet.Groups.Single(g => g.Name == "which");
            if (group.Pieces.FirstOrDefault(p => p.State == TranslationState.Missing) is not { } piece)
            {
                Assert.False(group.IsInPart);
                break;
            }

            var asked = course.Draft().Translations["fr"].Quizzes["check"].Questions.Single(q => q.Id == "which");
            Assert.Equal(("Which one?", "en"), (asked.Prompt, asked.InLanguage));
            typed[piece.Id] = piece.Source.StartsWith("Source: ", StringComparison.Ordinal) ? "Source: c102, partie II; udhr" : $"Mot {i}";
            var writing = WriteSheet.Run(course.Content, sheet, [Sent(group, piece, typed[piece.Id])], []);
            Assert.Empty(writing.Refused);
            course.With(sheet.Path, writing.Text!);
        }

        Assert.Equal(7, typed.Count);
        Assert.Equal(typed, Read(course, SmallCourse.Quiz).Groups.Single(g => g.Name == "which").Pieces.ToDictionary(p => p.Id, p => p.Words!));
        Assert.Equal("Mot 0", course.Draft().Translations["fr"].Quizzes["check"].Questions.Single(q => q.Id == "which").Prompt);
    }

    [Theory]
    [InlineData("Un paragraphe.\n\nUn autre.")]
    [InlineData("# Un titre")]
    [InlineData("- une liste")]
    [InlineData("Un mot\u0001 invisible")]
    public void What_would_be_another_form_is_refused_and_the_rest_is_taken(string text)
    {
        var course = FrenchCourse.Make();
        var sheet = Read(course, SmallCourse.Lesson);
        var bad = sheet.Groups.Single(g => g.Pieces[0].Words == "Un peu de texte.");
        var good = sheet.Groups.Single(g => g.Pieces[0].Words == "Un titre");

        var writing = WriteSheet.Run(course.Content, sheet, [Sent(bad, bad.Pieces[0], text), Sent(good, good.Pieces[0], "## Un beau titre")], []);

        Assert.Equal(NotWritten.OtherForm, Assert.Single(writing.Refused).Value);
        Assert.Contains("## Un beau titre", writing.Text, StringComparison.Ordinal);
        Assert.Contains("Un peu de texte.", writing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_whose_source_changed_or_that_somebody_else_changed_is_not_written_over()
    {
        var course = FrenchCourse.Make();
        var seen = Read(course, SmallCourse.Lesson);
        var opening = seen.Groups.Single(g => g.Pieces[0].Words!.StartsWith("Le premier", StringComparison.Ordinal));
        var text = seen.Groups.Single(g => g.Pieces[0].Words == "Un peu de texte.");
        course.Change(SmallCourse.Lesson, "The opening", "Another opening").Change(FrenchCourse.Lesson, "Un peu de texte.", "Son texte.");

        var writing = WriteSheet.Run(course.Content, Read(course, SmallCourse.Lesson), [Sent(opening, opening.Pieces[0], "Le mien."), Sent(text, text.Pieces[0], "Le mien aussi.")], []);

        Assert.Null(writing.Text);
        Assert.Equal(NotWritten.SourceChanged, writing.Refused[opening.Pieces[0].Id]);
        Assert.Equal(NotWritten.ChangedMeanwhile, writing.Refused[text.Pieces[0].Id]);
    }

    [Fact]
    public void An_emptied_piece_stands_in_the_original_again()
    {
        var course = FrenchCourse.Make();

        var writing = Write(course, SmallCourse.Lesson, p => p.Words == "Un peu de texte.", "");

        Assert.Empty(writing.Refused);
        Assert.Contains("<!-- -->", writing.Text, StringComparison.Ordinal);
        Assert.Equal(TranslationState.Missing, Read(course.With(FrenchCourse.Lesson, writing.Text!), SmallCourse.Lesson).Groups[^1].State);
        Assert.Empty(course.Read().Problems);
    }

    /// <summary>Any pieces of the course that is really there, in any of its languages, with anything typed into them: what is taken reads back, what is not stays.</summary>
    [Fact]
    public void What_is_written_into_the_real_course_reads_back_as_the_same_pieces()
    {
        using var content = new PhysicalFileProvider(Path.Combine(Repository.Root, "content"));
        Gen.Select(Gen.Int[0, Pages.Length - 1], Gen.Int[0, 2], Gen.Int[0, 1000].Array[1, 4], Gen.Int[0, Words.Length - 1].Array[1, 3]).Sample(
            (page, language, places, words) =>
            {
                var sheet = Sheet.Read(content, Pages[page], new[] { "fr", "es", "ar" }[language]).Sheet!;
                var pieces = sheet.Groups.SelectMany(g => g.Pieces.Select(p => (Group: g, Piece: p))).ToArray();
                var text = string.Join(' ', words.Select(w => Words[w]));
                var sent = places.Select(at => pieces[at % pieces.Length]).DistinctBy(p => p.Piece.Id).Select(p => Sent(p.Group, p.Piece, p.Piece.Words!.Split('\n')[0] + " " + text)).ToArray();

                var writing = WriteSheet.Run(content, sheet, sent, []);

                var taken = sent.Where(s => !writing.Refused.ContainsKey(s.Id)).ToDictionary(s => s.Id, s => s.Text.TrimEnd(), StringComparer.Ordinal);
                var after = writing.Text is null ? sheet : Sheet.Read(new OverlaidContent(content, [new(sheet.Path, Encoding.UTF8.GetBytes(writing.Text))]), sheet.SourcePath, sheet.Language).Sheet!;
                Assert.Equal(pieces.Select(p => (p.Piece.Id, taken.GetValueOrDefault(p.Piece.Id) ?? p.Piece.Words)), after.Groups.SelectMany(g => g.Pieces).Select(p => (p.Id, p.Words)));
            },
            iter: 60,
            threads: 1);
    }

    private static Sheet Read(SmallCourse course, string path) => Sheet.Read(course.Content, path, "fr").Sheet!;

    private static SentPiece Sent(SheetGroup group, SheetPiece piece, string text) => new(piece.Id, text, piece.WordsHash, group.Hash);

    private static SheetWriting Write(SmallCourse course, string path, Predicate<SheetPiece> which, string text)
    {
        var sheet = Read(course, path);
        var group = sheet.Groups.Single(g => g.Pieces.Any(p => which(p)));
        return WriteSheet.Run(course.Content, sheet, [Sent(group, group.Pieces.Single(p => which(p)), text)], []);
    }
}
