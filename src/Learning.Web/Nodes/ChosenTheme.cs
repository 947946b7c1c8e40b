using Learning.Theming;
using Learning.Web.Site;
using Microsoft.Extensions.FileProviders;

namespace Learning.Web.Nodes;

/// <summary>The theme that a recipe or an administrator chose, over the standard one: a folder in <c>themes</c>. One that is not on this node is passed over.</summary>
internal sealed class ChosenTheme(SiteSettings settings, SitePaths paths, LearningOptions options, ThemeFiles files)
{
    private readonly Lock _one = new();
    private (string Name, PhysicalFileProvider Files)? _applied;

    /// <summary>Takes the theme of the settings, where it is another one than before.</summary>
    public void Apply()
    {
        lock (_one)
        {
            var name = settings[SiteSetting.Theme] is { } chosen && Directory.Exists(Path.Combine(paths.Themes, chosen)) ? chosen : null;
            if (name == _applied?.Name)
            {
                return;
            }

            if (_applied is { } before)
            {
                options.Themes.Remove(before.Files);   // not disposed of: a page may be reading it
            }

            _applied = name is null ? null : (name, new PhysicalFileProvider(Path.Combine(paths.Themes, name)));
            if (_applied is { } now)
            {
                options.Themes.Insert(0, now.Files);
            }

            files.Change(options.Themes);
        }
    }
}
