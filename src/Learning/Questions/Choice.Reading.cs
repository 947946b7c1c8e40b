using System.Diagnostics.CodeAnalysis;

namespace Learning.Questions;

public abstract partial record Choice
{
    protected Choice()
    {
    }

    [SetsRequiredMembers]
    private protected Choice(WrittenQuestion written)
        : base(written) =>
        Options = [.. written.Options.Select((o, i) => new Option(((char)('a' + i)).ToString(), o.Html, o.IsRight, o.Feedback))];

    /// <summary>What every choice must fulfil: enough options and not too many, all different, each with something said about it.</summary>
    private protected static void CheckOptions(WrittenQuestion written, ICollection<Fault> faults)
    {
        var options = written.Options;
        if (options.Count < FewestOptions)
        {
            faults.Add(new(
                written.Place,
                "too-few-options",
                "The question has a single option.",
                $"Write {FewestOptions} to {MostOptions} options."));
        }

        if (options.Count > MostOptions)
        {
            faults.Add(new(
                options[MostOptions].Place,
                "too-many-options",
                $"The question has {options.Count} options.",
                $"Write {FewestOptions} to {MostOptions} options."));
        }

        var seen = new Dictionary<string, WrittenOption>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in options)
        {
            var words = option.Plain.Length > 0 ? option.Plain : option.Html;   // an option may be a picture
            if (words.Length == 0)
            {
                faults.Add(new(option.Place, "empty-option", "The option has no text.", "Write its text behind the brackets."));
            }
            else if (!seen.TryAdd(words, option))
            {
                faults.Add(new(
                    option.Place,
                    "duplicate-option",
                    $"The same option is already in line {seen[words].Place.Line}.",
                    "Change or delete one of the two."));
            }

            if (option.Feedback.Length == 0)
            {
                faults.Add(new(
                    option.Place,
                    "missing-feedback",
                    "Nothing is said to those who choose this option.",
                    "Write a block quote below it, indented by two spaces: > Why it is right or wrong."));
            }
        }
    }

    private protected static void CheckOneRight(WrittenQuestion written, ICollection<Fault> faults)
    {
        CheckSomeRight(written, faults);
        foreach (var second in written.Options.Where(o => o.IsRight).Skip(1))
        {
            faults.Add(new(
                second.Place,
                "two-right-answers",
                "A second option is marked as right.",
                "Mark only one with (x), or write all options with [ ] if several are right."));
        }
    }

    private protected static void CheckSomeRight(WrittenQuestion written, ICollection<Fault> faults)
    {
        if (!written.Options.Any(o => o.IsRight))
        {
            faults.Add(new(written.Place, "no-right-answer", "No option is marked as right.", "Put an x between the brackets of the right one."));
        }
    }
}
