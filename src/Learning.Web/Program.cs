using System.CommandLine;
using Learning.Web.Commands;

// dotnet run --project src/Learning.Web                    serves the site
// dotnet run --project src/Learning.Web -- check content   checks courses
// dotnet run --project src/Learning.Web -- import content  publishes them
// dotnet run --project src/Learning.Web -- export …        writes them back, as folders or as a zip
// dotnet run --project src/Learning.Web -- questions …     takes questions from other programs and gives them to them
// dotnet run --project src/Learning.Web -- translations …  says which text a translation was made from; sends translations out and takes them back
// dotnet run --project src/Learning.Web -- search rebuild   makes the search index anew
// dotnet run --project src/Learning.Web -- roles …         says who may teach, write and run the site
// dotnet run --project src/Learning.Web -- mail send       sends what waits to be sent
// dotnet run --project src/Learning.Web -- verify …        judges a certificate with the network off
// dotnet run --project src/Learning.Web -- keys …          keeps the keys that certificates are signed with
// dotnet run --project src/Learning.Web -- certificates …  finds what was altered in certificates or in the log of them
// dotnet run --project src/Learning.Web -- backup, restore  keeps the whole site in one file, and puts it somewhere else
// dotnet run --project src/Learning.Web -- database move    carries it from one database to another
// dotnet run --project src/Learning.Web -- media …          carries pictures and videos into a bucket or back, and looks whether all are there
// dotnet run --project src/Learning.Web -- health           asks the site that runs here whether it is ready
// dotnet run --project src/Learning.Web -- generate …      fills a site with made-up learners, to measure it with
var root = new RootCommand("A learning site for workers' organizations.");
Serve.AddTo(root);
root.Add(Check.Command());
root.Add(Import.Command());
root.Add(ExportCourse.Command());
root.Add(new Command("questions", "Takes questions from other programs, and gives them to them.") { ImportQuestions.Command(), ExportQuestions.Command() });
root.Add(new Command("translations", "Keeps translations and their sources together.") { StampTranslations.Command(), ExportTranslations.Command(), ImportTranslations.Command() });
root.Add(RebuildSearch.Command());
root.Add(GiveRoles.Command());
root.Add(SendMailNow.Command());
root.Add(VerifyBadge.Command());
root.Add(KeepIssuerKeys.Command());
root.Add(CheckCertificates.Command());
root.Add(BackUp.Command());
root.Add(Restore.Command());
root.Add(MoveDatabase.Command());
root.Add(KeepMedia.Command());
root.Add(AskHealth.Command());
root.Add(Generate.Command());
var asked = root.Parse(args);

// A site that serves ends in its own time (Site:DrainSeconds, Site:StopSeconds); a command that was told to stop has two seconds.
return await asked.InvokeAsync(asked.CommandResult.Command == root ? new InvocationConfiguration { ProcessTerminationTimeout = null } : null);
