using BenchmarkDotNet.Running;
using Learning.Benchmarks;
using Learning.Benchmarks.Load;
using Learning.Web.Site;

// dotnet run -c Release --project tests/Learning.Benchmarks            the site under load against a bare server, in one run
// dotnet run -c Release --project tests/Learning.Benchmarks -- quiz       two hundred learners take a test at once
// dotnet run -c Release --project tests/Learning.Benchmarks -- analysis   item analysis of 100 questions over 10,000 attempts
// dotnet run -c Release --project tests/Learning.Benchmarks -- mail       reminders to 10,000 learners
// dotnet run -c Release --project tests/Learning.Benchmarks -- cohorts    a cohort of 10,000 among 100,000 learners: pages, tables, steps
// dotnet run -c Release --project tests/Learning.Benchmarks -- editing    a course of 500 lessons in four languages: check, publishing, a text shown while it is typed, search, opening a draft (alone: editing opening); editing files FOLDER writes that course there
// dotnet run -c Release --project tests/Learning.Benchmarks -- paper      certificates on paper and as cards, in four languages
// dotnet run -c Release --project tests/Learning.Benchmarks -- issue      ten thousand certificates at once
// dotnet run -c Release --project tests/Learning.Benchmarks -- load       an ordinary evening, a test that begins for 3,000 at once, an hour of facilitators; on SQLite and PostgreSQL, and with two nodes
// dotnet run -c Release --project tests/Learning.Benchmarks -- load growth  the same questions from 1,000 learners to a million
// dotnet run -c Release --project tests/Learning.Benchmarks -- load staff   pages of staff where there are 100,000 learners
// dotnet run -c Release --project tests/Learning.Benchmarks -- micro      single decisions, by BenchmarkDotNet
switch (args)
{
    case ["bare", var database, var url]:
        await BareServer.RunAsync(database, url);
        return 0;
    case ["micro", ..]:
        BenchmarkSwitcher.FromAssembly(typeof(Decisions).Assembly).Run(args[1..]);
        return 0;
    case ["quiz"]:
        return await QuizScenario.RunAsync();
    case ["analysis"]:
        return await AnalysisScenario.RunAsync();
    case ["mail"]:
        return await MailScenario.RunAsync();
    case ["cohorts"]:
        return await CohortScenario.RunAsync(learners: 100_000, members: 10_000);
    case ["editing"]:
        return await EditingScenario.RunAsync(lessons: 500);
    case ["editing", "files", var folder]:
        LargeCourse.Write(SitePaths.Find(null, null).Content, lessons: 500, folder);
        return 0;
    case ["editing", "opening"]:
        return await EditingScenario.RunAsync(lessons: 500, opensOnly: true);
    case ["paper"]:
        return await PaperScenario.RunAsync();
    case ["issue"]:
        return await IssueScenario.RunAsync();
    case ["load", ..]:
        return await LoadCommand.RunAsync(args[1..]);
    case []:
        return await LoadScenarios.RunAsync(TimeSpan.FromSeconds(8));
    case ["--seconds", var seconds]:
        return await LoadScenarios.RunAsync(TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)));
    default:
        Console.Error.WriteLine("Usage: [--seconds N] | quiz | analysis | mail | cohorts | editing | paper | issue | load [mix | growth | staff] [sqlite | postgres] [learners at most] | micro [BenchmarkDotNet options]");
        return 1;
}
