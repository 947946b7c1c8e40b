using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Handlers;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.ContentManagement.Models;
using OrchardCore.Data.Migration;

namespace Learning.OrchardCore.SiteSearch;

/// <summary>A passage of a course, as the site's search finds it. Made of the revision in force (<see cref="KeepPassages"/>), never written by hand.</summary>
public sealed class PassagePart : ContentPart
{
    public const string ContentType = "LearningPassage";

    /// <summary>The revision it was made of.</summary>
    public string RevisionId { get; set; } = "";

    /// <summary>Within the site, with the heading: <c>/learn/right-to-social-security/why#a-favour-or-a-right</c>.</summary>
    public string Href { get; set; } = "";

    public string Course { get; set; } = "";

    public string Language { get; set; } = "";

    public string Text { get; set; } = "";
}

/// <summary>What a full-text index holds of a passage.</summary>
public sealed class PassageFullText : ContentPartHandler<PassagePart>
{
    public override Task GetContentItemAspectAsync(ContentItemAspectContext context, PassagePart part) => context.ForAsync<FullTextAspect>(aspect =>
    {
        aspect.Segments.Add(part.Course);
        aspect.Segments.Add(part.Text);
        return Task.CompletedTask;
    });
}

public sealed class PassageType(IContentDefinitionManager definitions) : DataMigration
{
    public async Task<int> CreateAsync()
    {
        await definitions.AlterTypeDefinitionAsync(
            PassagePart.ContentType, type => type.WithDisplayName("Passage of a course").Creatable(false).Listable(false).WithPart(nameof(PassagePart)));
        return 1;
    }
}
