using Learning.Authoring;
using Learning.Cohorts.Pack;
using Learning.Courses;
using Learning.Questions;
using Learning.Tests.Authoring;

namespace Learning.Tests.Cohorts.Pack;

/// <summary>Papers to test with, and a learner who copies the key onto hers.</summary>
internal static class Papers
{
    public static Revision Guide() => Of(GuideDraft());

    public static CourseDraft GuideDraft()
    {
        var content = new MemoryContent();
        foreach (var (path, text) in GuideCourse.Read(Repository.Root).Files)
        {
            content[path] = text;
        }

        var reading = CourseReader.Read(content, GuideCourse.Folder);
        Assert.Empty(reading.Problems);
        return reading.Draft!;
    }

    public static Revision Of(CourseDraft draft) => new(Guid.CreateVersion7(), 3, draft.Outline, draft.Lessons, draft.Quizzes, draft.Pool);

    public static PaperQuiz Of(Revision revision, ActivityOutline quiz, Guid cohort, char letter = 'A') => PaperQuiz.Of(revision, quiz, cohort, letter);

    /// <summary>All that a sheet shows, as one text.</summary>
    public static string Printed(PaperQuiz paper) => string.Join('\n', paper.Questions.Select(q => string.Join(
        ' ',
        [q.Number, q.Id, q.Form, q.Prompt.Value, q.Body.Value, .. q.Choices.Select(c => c.Letter + c.Value), .. q.Parts.Select(p => p.Number + p.Key + string.Concat(p.Choices.Select(c => c.Letter + c.Value))), .. q.Segments.Select(s => s.Before.Value + s.Gap), .. q.Key.Marks])));

    /// <summary>The response of a learner on whose sheet stands what the key says, read from the sheet by its letters and numbers.</summary>
    public static Response FilledIn(PaperQuestion question) => question.Form switch
    {
        PaperForm.One or PaperForm.Several => new([.. question.Key.Marks.Select(m => question.Choices.Single(c => c.Letter == m.Text).Value)]),
        PaperForm.Places or PaperForm.Letters or PaperForm.Gaps => new([.. question.Parts.Select(part => $"{part.Key}={InPart(question, part)}")]),
        _ => new([question.Key.Marks[0].Text]),
    };

    private static string InPart(PaperQuestion question, PaperPart part)
    {
        var mark = question.Key.Marks.First(m => m.Part == part.Number).Text;
        return part.Choices.Concat(question.Choices).FirstOrDefault(c => c.Letter == mark)?.Value ?? mark;
    }
}
