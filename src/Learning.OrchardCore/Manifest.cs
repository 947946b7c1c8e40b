using OrchardCore.Modules.Manifest;
using F = Learning.OrchardCore.Features;

[assembly: Module(Name = "Learning", Author = "The Learning contributors", Website = "", Version = "0.1.0", Category = F.Category)]

[assembly: Feature(
    Id = F.Learning,
    Name = "Learning",
    Description = "Courses, quizzes, progress and certificates for learners, within the theme of the site.",
    Category = F.Category,
    Dependencies = ["OrchardCore.Users", "OrchardCore.Roles", "OrchardCore.Settings", "OrchardCore.Recipes.Core"])]

[assembly: Feature(Id = F.Home, Name = "Learning: home page", Description = "The home page of the site is that of the learning site.", Category = F.Category, Dependencies = [F.Learning])]

[assembly: Feature(
    Id = F.Review,
    Name = "Learning: review",
    Description = "Questions come back to a learner at growing intervals, ten a day at most.",
    Category = F.Category,
    Dependencies = [F.Learning])]

[assembly: Feature(
    Id = F.Teaching,
    Name = "Learning: teaching",
    Description = "Facilitators grade essays and allow more time; editors correct keys.",
    Category = F.Category,
    Dependencies = [F.Learning])]

[assembly: Feature(
    Id = F.Editing,
    Name = "Learning: editing",
    Description = "Writing courses in the site: drafts with a preview, review, publication, translation.",
    Category = F.Category,
    Dependencies = [F.Learning])]

[assembly: Feature(
    Id = F.Cohorts,
    Name = "Learning: groups",
    Description = "Organisations, and groups of learners whom facilitators take through courses: who needs help, due dates, invitations, meetings.",
    Category = F.Category,
    Dependencies = [F.Learning])]

[assembly: Feature(
    Id = F.Notifications,
    Name = "Learning: messages",
    Description = "An inbox for everybody: welcome, due dates, reminders, grades, certificates, and what facilitators write.",
    Category = F.Category,
    Dependencies = [F.Cohorts])]

[assembly: Feature(
    Id = F.Analysis,
    Name = "Learning: item analysis",
    Description = "How the questions of quizzes do, with tasks for those that do badly.",
    Category = F.Category,
    Dependencies = [F.Learning])]

[assembly: Feature(
    Id = F.QuestionBanks,
    Name = "Learning: question banks",
    Description = "Questions from other programs and for them: GIFT, Aiken, Moodle XML, QTI.",
    Category = F.Category,
    Dependencies = [F.Learning])]

[assembly: Feature(Id = F.Search, Name = "Learning: search page", Description = "A search page for the passages of courses, with an index of its own.", Category = F.Category, Dependencies = [F.Learning])]

[assembly: Feature(
    Id = F.OwnTheme,
    Name = "Learning: own theme",
    Description = "The pages of the learning site stand in its own frame instead of the theme of the site.",
    Category = F.Category,
    Dependencies = [F.Learning])]

[assembly: Feature(
    Id = F.Writing,
    Name = "Learning: writing in the admin",
    Description = "Content types for courses, modules, lessons and quizzes; publishing them publishes the course.",
    Category = F.Category,
    Dependencies =
    [
        F.Learning, "OrchardCore.Contents", "OrchardCore.ContentTypes", "OrchardCore.ContentFields", "OrchardCore.Title", "OrchardCore.Markdown", "OrchardCore.Lists", "OrchardCore.Media",
    ])]

[assembly: Feature(
    Id = F.SiteSearch,
    Name = "Learning: passages in the site's search",
    Description = "The search of the site finds the passages of courses: they are content items that indexes may hold.",
    Category = F.Category,
    Dependencies = [F.Learning, "OrchardCore.Contents", "OrchardCore.ContentTypes", "OrchardCore.Indexing"])]

[assembly: Feature(
    Id = F.Export,
    Name = "Learning: export of courses",
    Description = "A step of deployment plans: a course with its files, as the recipe step that imports it.",
    Category = F.Category,
    Dependencies = [F.Learning, "OrchardCore.Deployment"])]
