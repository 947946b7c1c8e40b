using Learning.Assessment;
using Learning.Data;
using Learning.Questions;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Learning.Cohorts.Pack;

/// <summary>The page on which papers are entered: the sheet as it was printed, with letters and numbers to be found again, and a field for each place where something is written.</summary>
public sealed class EntryPage(LearningDb db, Namesakes namesakes, InterfaceTexts texts)
{
    private static readonly string[] Styles = ["pack.css"];

    internal View AskForCode(PackModule found, string quiz, string code, IReadOnlyList<FieldProblem> problems) =>
        new("Cohorts/AskForPaper", new CodeModel(Place(found, quiz), code, $"A{found.Revision.Number}", problems), texts["Pack.EntryTitle"]) { Status = StatusOf(problems) };

    internal async Task<View> FormAsync(
        PackModule found, string quiz, PaperQuiz paper, EnterPaper.Typed typed, string name, IReadOnlyList<FieldProblem> problems, Guid? entered, CancellationToken cancellation)
    {
        var part = name.Trim();
        var (members, total) = await db.NamedMembersAsync(found.Cohort.Id, part, texts, cancellation);
        var chosen = typed.LearnerId.Length > 0 && members.All(m => m.LearnerId != typed.LearnerId) ? await db.NamedMemberAsync(found.Cohort.Id, typed.LearnerId, texts, cancellation) : null;
        var names = await namesakes.TellApartAsync(members.Select(m => (m.LearnerId, m.Name)), cancellation);
        var attempts = members.ToDictionary(m => PaperId.AttemptOf(paper.Id, m.LearnerId), m => m.LearnerId);
        var ids = attempts.Keys.ToList();
        var done = (await db.Attempts.Where(a => ids.Contains(a.Id) && a.SubmittedAt != null).Select(a => a.Id).ToListAsync(cancellation)).Select(id => attempts[id]).ToHashSet(StringComparer.Ordinal);
        var model = new EntryModel
        {
            Place = Place(found, quiz),
            Code = paper.Code.ToString(),
            Learners = [.. (chosen is null ? members : [chosen, .. members]).Select(m => new LearnerChoice(m.LearnerId, names.GetValueOrDefault(m.LearnerId, m.Name), done.Contains(m.LearnerId), m.LearnerId == typed.LearnerId))],
            Entered = done.Count,
            Total = total,
            IsCut = total > members.Count,
            Search = part,
            On = typed.On,
            AsWritten = typed.AsWritten,
            Questions = [.. paper.Questions.Select(q => EntryQuestion.Of(q, typed.Answers.GetValueOrDefault(q.Id) ?? Response.Empty, problems))],
            AsksAsWritten = problems.Any(p => p.Field == "as_written" || p.Field.StartsWith("q-", StringComparison.Ordinal)),
            Result = entered is { } attempt ? await ResultAsync(found, quiz, attempt, cancellation) : null,
            Problems = problems,
        };
        return new View("Cohorts/EnterPaper", model, texts["Pack.EntryTitle"]) { Styles = Styles, Status = StatusOf(problems) };
    }

    /// <summary>What the sheet just entered came to; null where it is none of this cohort's.</summary>
    private async Task<ResultLine?> ResultAsync(PackModule found, string quiz, Guid id, CancellationToken cancellation)
    {
        var courseId = found.Revision.Outline.Id;
        var attempt = await db.Attempts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.CourseId == courseId && a.ActivityId == quiz && a.SubmittedAt != null, cancellation);
        return attempt is not null && await db.NamedMemberAsync(found.Cohort.Id, attempt.LearnerId, texts, cancellation) is { } member
            ? new(member.Name, attempt.Score.Max == 0 ? null : attempt.Score.Percent, attempt.Passed, attempt.AwaitsGrading)
            : null;
    }

    private static QuizPlace Place(PackModule found, string quiz) => new(
        found.Cohort.Id, found.Cohort.Name, found.Revision.Outline.Language, found.Module.Title, found.Href, found.Quizzes.First(q => q.Id == quiz).Title, $"{found.Href}/{quiz}/entry");

    private static int StatusOf(IReadOnlyList<FieldProblem> problems) => problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;

    public sealed record QuizPlace(Guid CohortId, string Cohort, string Language, string Module, string ModuleHref, string Quiz, string Href);

    public sealed record CodeModel(QuizPlace Place, string Code, string Latest, IReadOnlyList<FieldProblem> Problems);

    public sealed record EntryModel
    {
        public required QuizPlace Place { get; init; }

        public required string Code { get; init; }

        public required IReadOnlyList<LearnerChoice> Learners { get; init; }

        /// <summary>Of those in the list, whose sheet has been entered.</summary>
        public required int Entered { get; init; }

        public required int Total { get; init; }

        public required bool IsCut { get; init; }

        public required string Search { get; init; }

        public required string On { get; init; }

        public required bool AsWritten { get; init; }

        public required IReadOnlyList<EntryQuestion> Questions { get; init; }

        public required bool AsksAsWritten { get; init; }

        public required ResultLine? Result { get; init; }

        public required IReadOnlyList<FieldProblem> Problems { get; init; }
    }

    public sealed record LearnerChoice(string Id, string Name, bool IsEntered, bool IsChosen);

    public sealed record ResultLine(string Name, int? Percent, bool Passed, bool AwaitsGrading);

    /// <summary>A question with what was typed for it so far.</summary>
    public sealed record EntryQuestion(PaperQuestion Question, IReadOnlyList<EntryChoice> Choices, IReadOnlyList<EntryPart> Parts, string Text, int? Certainty, string? Problem)
    {
        internal static EntryQuestion Of(PaperQuestion question, Response response, IReadOnlyList<FieldProblem> problems) => new(
            question,
            [.. question.Choices.Select(c => new EntryChoice(c, response.Has(c.Value)))],
            [.. question.Parts.Select(p => EntryPart.Of(question, p, response))],
            question.Parts.Count == 0 && question.Choices.Count == 0 ? response.Text : "",
            response.Certainty,
            problems.FirstOrDefault(p => p.Field == $"q-{question.Id}")?.Text);
    }

    public sealed record EntryChoice(PaperChoice Choice, bool IsChosen);

    /// <summary>A part with what may be chosen for it, or a text.</summary>
    public sealed record EntryPart(PaperPart Part, IReadOnlyList<PartOption> Options, string Given)
    {
        internal static EntryPart Of(PaperQuestion question, PaperPart part, Response response)
        {
            var given = response.Values.LastOrDefault(v => v.StartsWith(part.Key + "=", StringComparison.Ordinal))?[(part.Key.Length + 1)..] ?? "";
            IEnumerable<(string Value, string Label)> options = question.Form == PaperForm.Places
                ? Enumerable.Range(1, question.Parts.Count).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)).Select(n => (n, n))
                : (part.Choices.Count > 0 ? part.Choices : question.Choices).Select(c => (c.Value, c.Letter));
            return new(part, [.. options.Select(o => new PartOption($"{part.Key}={o.Value}", o.Label, o.Value == given))], given);
        }
    }

    public sealed record PartOption(string Value, string Label, bool IsChosen);
}
