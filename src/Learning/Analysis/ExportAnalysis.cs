using Learning.Accounts;
using Learning.Courses;
using Learning.Data;
using Learning.Tables;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Learning.Theming.Refusals;

namespace Learning.Analysis;

/// <summary>
/// The numbers of a quiz to take along: <c>items</c>, a row for each question, or <c>options</c>, a row for each thing that was chosen; as <c>csv</c> or <c>xlsx</c>. What too few people answered is
/// not in them. Refusal: 404 no such quiz or table.
/// </summary>
public static class ExportAnalysis
{
    public static void MapExportAnalysis(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/analysis/{slug}/{activity}/export/{table}.{format}", Get)
            .RequireAuthorization(Policies.Analyse)
            .AllowCookieRedirect()
            .WithName($"Learning.{nameof(ExportAnalysis)}");

    internal static async Task<IResult> Get(
        string slug, string activity, string table, string format, HttpContext http, LearningDb db, RevisionCache revisions, AnalyseQuiz analyse, InterfaceTexts texts, CancellationToken cancellation)
    {
        if (await QuizPlace.FindAsync(slug, activity, db, revisions, cancellation) is not { } quiz)
        {
            return NotThere();
        }

        var analysis = await analyse.AnalyseAsync(quiz.Revision, quiz.Activity, cancellation);
        var content = table switch
        {
            "items" => ExportTables.Items(analysis, texts),
            "options" => ExportTables.Options(analysis, texts),
            _ => null,
        };
        if (content is null || !TableAnswer.Formats.Contains(format))
        {
            return NotThere("Analysis.NoSuchTable");
        }

        return TableAnswer.Answer(http, content, $"{slug}-{activity}-{table}", format, cancellation);
    }
}
