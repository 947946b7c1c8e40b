using Learning.Questions;

namespace Learning.Authoring.Translations;

/// <summary>Adds its translations to a course: first its questions learn what is typed in other languages, so that an answer is worth the same in each; then each language is written.</summary>
internal static class Translate
{
    public static CourseDraft Into(CourseDraft course, IReadOnlyList<TranslationWriter> translations)
    {
        if (translations.Count == 0)
        {
            return course;
        }

        var originals = course.Quizzes.Values.SelectMany(q => q.Questions).Concat(course.Pool).ToArray();
        foreach (var (translation, i) in translations.Select((t, i) => (t, i)))
        {
            translation.ReportMisfits(originals, [.. translations.Take(i)]);
        }

        var whole = course with
        {
            Outline = course.Outline with { Translations = [.. translations.Select(t => t.Language)] },
            Quizzes = course.Quizzes.ToDictionary(q => q.Key, q => q.Value with { Questions = [.. q.Value.Questions.Select(Taking)] }, StringComparer.Ordinal),
            Pool = [.. course.Pool.Select(Taking)],
        };
        return whole with { Translations = SideBySide.Make(translations, t => (t.Language, Course: t.Write(whole))).ToDictionary(t => t.Language, t => t.Course, StringComparer.Ordinal) };

        Question Taking(Question question) => translations.Aggregate(
            question, (taking, translation) => translation.WordsOf(question.Id) is { } words && question.In(words) is not null ? taking.AlsoTaking(words) : taking);
    }
}
