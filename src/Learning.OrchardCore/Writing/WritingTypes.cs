using OrchardCore.ContentFields.Settings;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Builders;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.Data.Migration;
using OrchardCore.Lists.Models;

namespace Learning.OrchardCore.Writing;

/// <summary>
/// The content types in which editors write in the admin: a course lists its modules, a module its lessons and quizzes. A field is what the front matter of a file is in a folder of
/// Markdown; what it may hold is said by the course's reader, not here. See docs/authoring.md.
/// </summary>
public sealed class WritingTypes(IContentDefinitionManager definitions) : DataMigration
{
    public const string Course = "Course";
    public const string Module = "Module";
    public const string Lesson = "Lesson";
    public const string Quiz = "Quiz";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { Course, Module, Lesson, Quiz };

    private const string IdHint = "Never changes: learners' progress hangs on it. Lower-case letters, digits and hyphens; empty: one is made.";
    private const string MoreHint = "Further front matter as in a file, one setting a line.";

    public async Task<int> CreateAsync()
    {
        await DefineAsync(Course, isCreatable: true, holds: [Module], part => part
            .Text("Id", "Id", IdHint)
            .Text("Address", "Address", "The last part of the course's address; empty: its id.")
            .Text("Summary", "Summary", "One or two sentences for the catalogue.", lines: true)
            .Text("Level", "Level", "For example introductory.")
            .Text("Language", "Language", "en, fr, es or ar.")
            .Number("Hours", "Hours")
            .Text("Licence", "Licence", "For example CC BY 4.0.")
            .Text("Objectives", "Objectives", "One a line: id: what a learner can do afterwards", lines: true)
            .Text("Sources", "Sources", "The register of sources as CSV, with its line of names: key,title,publisher,year,url", lines: true)
            .Text("Glossary", "Glossary", "Terms as CSV, with its line of names: term_en,definition_en", lines: true)
            .Text("More", "More settings", MoreHint, lines: true));
        await DefineAsync(Module, isCreatable: false, holds: [Lesson, Quiz], part => part
            .Text("Id", "Id", IdHint)
            .Text("Summary", "Summary", "One or two sentences for the course page.", lines: true)
            .Text("More", "More settings", MoreHint, lines: true));
        await DefineAsync(Lesson, isCreatable: false, holds: [], part => part
            .Text("Id", "Id", IdHint)
            .Number("Minutes", "Minutes")
            .Text("Objectives", "Objectives", "Ids of the course's objectives, with commas.")
            .Text("Sources", "Sources", "One a line: key, or key: place in it", lines: true)
            .Date("Checked", "Checked", "The day on which the facts were last checked.")
            .Text("More", "More settings", MoreHint, lines: true));
        await DefineAsync(Quiz, isCreatable: false, holds: [], part => part
            .Text("Id", "Id", IdHint)
            .Text("Mode", "Mode", "practice, test or survey; pool: questions that tests draw from.")
            .Number("Minutes", "Minutes")
            .Number("Pass", "Pass mark in per cent")
            .Text("Objectives", "Objectives", "Ids of the course's objectives, with commas.")
            .Text("More", "More settings", MoreHint, lines: true));
        return 1;
    }

    private async Task DefineAsync(string type, bool isCreatable, string[] holds, Action<ContentPartDefinitionBuilder> fields)
    {
        await definitions.AlterPartDefinitionAsync(type, fields);
        await definitions.AlterTypeDefinitionAsync(type, builder =>
        {
            builder.WithDisplayName(type).Creatable(isCreatable).Listable(isCreatable).Draftable().Versionable().Securable()
                .WithPart("TitlePart", part => part.WithPosition("0"))
                .WithPart(type, part => part.WithPosition("1"))
                .WithPart("MarkdownBodyPart", part => part.WithPosition("2"));
            if (holds.Length > 0)
            {
                builder.WithPart("ListPart", part => part.WithPosition("3").WithSettings(new ListPartSettings { PageSize = 50, ContainedContentTypes = holds, EnableOrdering = true }));
            }
        });
    }
}

internal static class WritingFields
{
    public static ContentPartDefinitionBuilder Text(this ContentPartDefinitionBuilder part, string name, string label, string hint, bool lines = false) => part.WithField(name, field =>
    {
        field.OfType("TextField").WithDisplayName(label).WithSettings(new TextFieldSettings { Hint = hint });
        if (lines)
        {
            field.WithEditor("TextArea");
        }
    });

    public static ContentPartDefinitionBuilder Number(this ContentPartDefinitionBuilder part, string name, string label) => part.WithField(name, field =>
        field.OfType("NumericField").WithDisplayName(label).WithSettings(new NumericFieldSettings { Minimum = 0, Scale = 1 }));

    public static ContentPartDefinitionBuilder Date(this ContentPartDefinitionBuilder part, string name, string label, string hint) => part.WithField(name, field =>
        field.OfType("DateField").WithDisplayName(label).WithSettings(new DateFieldSettings { Hint = hint }));
}
