namespace Learning.Cohorts.Rosters;

/// <summary>A person of a list, as she stands in it: texts without spaces around, empty where nothing stands there.</summary>
/// <param name="Line">Where she stands, as a spreadsheet or an editor counts.</param>
/// <param name="Name">Her name.</param>
/// <param name="UserName">The name she signs in with.</param>
/// <param name="Mail">Her address, in small letters.</param>
/// <param name="Language">en, fr, es or ar; null: the list does not say.</param>
/// <param name="Fault">Why nothing can be done with this row; null: it can be read.</param>
internal sealed record RosterRow(int Line, string Name, string UserName, string Mail, string? Language, RosterFault? Fault = null)
{
    /// <summary>What one name is compared by: capitals and spaces do not make two people.</summary>
    public string NameKey => KeyOf(Name);

    public static string KeyOf(string name) => string.Join(' ', name.Normalize().Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}

/// <summary>The name of a text that says what is wrong, with what goes into it: whole numbers and words.</summary>
internal sealed record RosterFault(string Code, IReadOnlyList<string> Arguments)
{
    public static RosterFault Of(string code, params string[] arguments) => new(code, arguments);
}
