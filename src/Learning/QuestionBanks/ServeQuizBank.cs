using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.QuestionBanks;

/// <summary><c>/banks/{slug}/{quiz}/{format}</c>: the questions of a quiz as a file for another program; of one that draws, all that it may draw.</summary>
public static class ServeQuizBank
{
    public static void MapServeQuizBank(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/banks/{slug}/{quiz}/{format}", Get).RequireAuthorization(Policies.Author).WithName($"Learning.{nameof(ServeQuizBank)}");

    internal static async Task<IResult> Get(string slug, string quiz, string format, LearningDb db, RevisionCache revisions, MediaBytes media, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await BankTextPage.RevisionAsync(slug, db, revisions, cancellation) is not { } revision)
        {
            return NotThere("Refusal.NoSuchCourse");
        }

        if (revision.Activity(quiz) is not { IsQuiz: true } activity)
        {
            return NotThere("Refusal.NoSuchActivity");
        }

        if (BankFormats.Written.FirstOrDefault(known => known.Name == format) is not { } chosen)
        {
            return NotThere("QuestionBanks.NoSuchFormat");
        }

        var questions = BankCourses.Of(revision.Quiz(quiz), revision.Pool);
        if (questions.Count == 0)
        {
            return NotThere("QuestionBanks.NoQuestions");
        }

        var language = revision.Outline.Language;
        var written = BankCourses.Write(chosen, questions, activity.Title, language, BankWords.In(language, texts), await BankMedia.ReadAsync(media, questions, cancellation));
        return TypedResults.File(written.File, chosen.ContentType, $"{slug}-{quiz}{chosen.FileEnding}");
    }
}
