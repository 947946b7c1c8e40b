using Learning.Questions;

namespace Learning.QuestionBanks;

/// <summary>
/// Takes what a format finds in a file. A format that is about to take a question notes <see cref="Refusals"/> before it reads its parts, and takes the question only when the
/// number is still the same.
/// </summary>
public sealed class BankReader
{
    private readonly BankLimits _limits;
    private readonly List<BankItem> _items = [];
    private readonly List<BankProblem> _problems = [];
    private int _problemCount;

    public BankReader(BankLimits limits)
        : this(limits, new())
    {
    }

    private BankReader(BankLimits limits, BankPictures pictures) => (_limits, Pictures) = (limits, pictures);

    public BankLimits Limits => _limits;

    /// <summary>The pictures of the file, as far as they were met.</summary>
    internal BankPictures Pictures { get; }

    /// <summary>Which file of a package is read; empty where the file is no package.</summary>
    public string Part { get; set; } = "";

    /// <summary>How often something was refused so far.</summary>
    public int Refusals { get; private set; }

    /// <summary>There are as many questions as are read of one file; the rest is left, and that was said.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Takes a question, if our kinds can carry it; otherwise it is refused.</summary>
    public void Take(BankItem item)
    {
        if (IsFull)
        {
            return;
        }

        if (_items.Count == _limits.MostItems)
        {
            IsFull = true;
            Refuse(item.Line, "too-many-questions", $"{_limits.MostItems}");
            return;
        }

        if (BankRules.CountParts(item.Answer) is var parts && parts > _limits.MostParts)
        {
            RefuseParts(item.Line, parts);
            return;
        }

        var before = Refusals;
        var tidy = Pictures.Attach(BankTidy.Tidy(item), this);
        BankRules.Check(tidy, this);
        if (Refusals == before)
        {
            _items.Add(tidy);
        }
    }

    /// <summary>Keeps a question out and says why.</summary>
    public void Refuse(int line, string code, params string[] arguments)
    {
        Refusals++;
        Add(new(line, code, arguments) { Part = Part });
    }

    /// <summary>Keeps a question out that has so many answers or parts that comparing them would take long.</summary>
    public void RefuseParts(int line, int count) => Refuse(line, "part-count", $"{count}", "1", $"{PartedQuestion.MostParts}");

    /// <summary>Says of a question that is taken what of it is not.</summary>
    public void Note(int line, string code, params string[] arguments) => Add(new(line, code, arguments) { KeepsOut = false, Part = Part });

    /// <summary>The HTML of a file as blocks; what cannot be kept in it refuses the question.</summary>
    public string Blocks(string html, int line) => Reported(BankHtml.Blocks(html, Finder(line)), line);

    /// <summary>The HTML of a file as a line; what cannot stand in one refuses the question.</summary>
    public string Line(string html, int line) => Reported(BankHtml.Line(html, Finder(line)), line);

    /// <summary>The words of HTML, for a place that has only plain text; a picture there refuses the question.</summary>
    public string Words(string html, int line)
    {
        var words = Line(html, line);
        if (PictureMark.IsIn(words))
        {
            Refuse(line, "picture-place");
        }

        return BankHtml.ToPlain(words);
    }

    /// <summary>A reader for something that is only tried; it knows the same pictures.</summary>
    internal BankReader Trial() => new(_limits, Pictures);

    /// <summary>Whether our kinds can carry a question.</summary>
    public static bool Carries(BankItem item)
    {
        var trial = new BankReader(BankLimits.Default);
        trial.Take(item);
        return !trial.HasProblems;
    }

    /// <summary>Something was said about what was read so far.</summary>
    public bool HasProblems => _problemCount > 0;

    /// <summary>Neither a question nor a problem was found.</summary>
    public bool HasNothing => _items.Count == 0 && _problemCount == 0;

    public BankReading Done(string format) => new(format, _items, _problems, _problemCount);

    private PictureFinder Finder(int line) => (address, alternative) => Pictures.Take(address, alternative, line, this);

    private string Reported(CleanHtml clean, int line)
    {
        foreach (var lost in clean.Lost)
        {
            Refuse(line, "cannot-carry-markup", lost);
        }

        return clean.Html;
    }

    private void Add(BankProblem problem)
    {
        _problemCount++;
        if (_problems.Count < _limits.MostProblems)
        {
            _problems.Add(problem);
        }
    }
}
