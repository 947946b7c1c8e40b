using System.Globalization;

namespace Learning.Authoring.Translations.Exchange;

/// <summary>The signs of a unit by their ids: those of its source, and which of those in its translation are the same.</summary>
internal sealed class UnitCodes
{
    public UnitCodes(Unit unit)
    {
        Source = [.. Code.In(unit.Source.Parts)];
        Words = [.. Code.In(unit.Words?.Parts ?? [])];
        WordIds = Match();
    }

    public IReadOnlyList<Code> Source { get; }

    public IReadOnlyList<Code> Words { get; }

    /// <summary>For each sign of the translation the id of the source's that it is, or one of its own.</summary>
    public IReadOnlyList<string> WordIds { get; }

    public static string IdOf(int place) => string.Create(CultureInfo.InvariantCulture, $"c{place + 1}");

    public Code? Find(string id) => Enumerable.Range(0, Source.Count).Where(i => IdOf(i) == id).Select(i => Source[i]).FirstOrDefault();

    /// <summary>What may stand where the source has a sign: itself; a picture's own translation (<c>nine.fr.svg</c>); what the translation has there already.</summary>
    public bool MayBe(Code code, string language, string? open, string? close) => Words.Where(w => w.Form == code.Form).Prepend(code)
        .Any(allowed => IsSame(open, allowed.Open) && IsSame(close, allowed.Close))
        || (code.Form == CodeForm.Picture && IsSame(open?.Replace($".{language}.", ".", StringComparison.Ordinal), code.Open) && IsSame(close?.Replace($".{language}.", ".", StringComparison.Ordinal), code.Close));

    private static bool IsSame(string? given, string allowed) => given is null || given == allowed;

    private string[] Match()
    {
        var ids = new string?[Words.Count];
        var free = Enumerable.Range(0, Source.Count).ToList();
        Take((code, other) => code == other);
        Take((code, other) => code.Form == other.Form && code.Form is CodeForm.Link or CodeForm.Picture && (code.Close.Length > 0) == (other.Close.Length > 0));
        return [.. ids.Select((id, i) => id ?? string.Create(CultureInfo.InvariantCulture, $"t{i + 1}"))];

        void Take(Func<Code, Code, bool> isSame)
        {
            for (var i = 0; i < ids.Length; i++)
            {
                var found = ids[i] is null ? free.FindIndex(place => isSame(Source[place], Words[i])) : -1;
                if (found >= 0)
                {
                    ids[i] = IdOf(free[found]);
                    free.RemoveAt(found);
                }
            }
        }
    }
}
