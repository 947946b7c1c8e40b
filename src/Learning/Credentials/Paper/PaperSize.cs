namespace Learning.Credentials.Paper;

/// <summary>A sheet that lies on its side. In points, 72 to the inch.</summary>
internal sealed record PaperSize(string Name, float Width, float Height)
{
    public static readonly PaperSize A4 = new("a4", 841.89f, 595.28f);

    public static readonly PaperSize Letter = new("letter", 792, 612);

    public static PaperSize? Named(string? name) => new[] { A4, Letter }.FirstOrDefault(size => size.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
