namespace Learning.Theming;

/// <summary>Metadata of an endpoint whose page shows another page of the site in a frame. A host that forbids frames lets this one have them, of its own address only.</summary>
public sealed record ShowsFrame;

/// <summary>Metadata of an endpoint whose page is shown in a frame of another page of the site. A host that forbids it to be framed lets pages of its own address do so.</summary>
public sealed record IsFramed;
