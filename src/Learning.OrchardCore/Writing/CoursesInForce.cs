using OrchardCore.Data.Documents;

namespace Learning.OrchardCore.Writing;

/// <summary>
/// Which courses the library has in its catalogue because of an item of the admin. Kept beside the items: a process may end between what was done to an item and what follows of it in the library.
/// </summary>
public sealed class CoursesInForce : Document
{
    /// <summary>The course's id in the library, by the id of its item.</summary>
    public Dictionary<string, string> Ids { get; set; } = [];
}
