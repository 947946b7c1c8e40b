namespace Learning.Theming;

/// <summary>
/// Stored HTML cannot know under which path a site is mounted ("" or "/branch"). Where an address of the site stands in it, it starts with this mark,
/// and <see cref="Views"/> writes the request's path base in its place. No author can write it: a control character is never part of a text.
/// </summary>
public static class SiteBase
{
    public const string Placeholder = "\u0001base\u0001";
}
