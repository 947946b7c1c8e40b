using CsCheck;

namespace Learning.Tests.Authoring;

public sealed class AnyTextTests
{
    private static readonly string[] _pieces =
    [
        "---\n", "\n\n", "> ", ">", "[!KEY]", "[!", "- ( ) ", "- [x] ", "( )", "= ", "!= ", "=", "#", "## ", "{#", "}", "{", "|", "|---|\n", "[^1]", "[^1]: ", "![", "](", ")", "<", "<!--",
        "<p id=", "</p>", "`", "```\n", "**", "_", "\t", "    ", "&#1;", "&", "\\", "Source: ", ";", ",", "\"", "± ", "٤", "é", "\u0301", "\uD83D\uDE00", "1. ", ":", "- ", "[x]: ", "***\n", "a: [", "*a", "&a ", "\0",
    ];

    private static readonly string[] _files =
        [SmallCourse.Course, SmallCourse.Module, SmallCourse.Lesson, SmallCourse.Quiz, SmallCourse.Pool, SmallCourse.Test, SmallCourse.Sources, SmallCourse.Glossary, SmallCourse.Picture];

    private static readonly Gen<(string File, (double Place, string Piece, int Cut)[] Edits)> _edits = Gen.Select(
        Gen.Int[0, _files.Length - 1].Select(i => _files[i]),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, _pieces.Length - 1].Select(i => _pieces[i]), Gen.Int[0, 12]).Array[1, 6]);

    [Fact]
    public void Whatever_stands_in_a_file_there_is_a_draft_or_a_problem() => _edits.Sample(
        edit =>
        {
            var course = new SmallCourse();
            foreach (var (place, piece, cut) in edit.Edits)
            {
                var text = course.Content[edit.File];
                var at = (int)(place * text.Length);
                course.With(edit.File, text[..at] + piece + text[Math.Min(at + cut, text.Length)..]);
            }

            var reading = course.Read();
            return reading.Draft is null == reading.Problems.Count > 0 && reading.Problems.All(p => p.Line > 0 && p.Column > 0);
        },
        iter: 300);
}
