using System.Text.RegularExpressions;

namespace Learning.QuestionBanks.Formats;

/// <summary>
/// Aiken: a question, options <c>A.</c> or <c>A)</c>, and <c>ANSWER: A</c>. One right option each; nothing is explained. A question may run over several lines, and so may an option.
/// Source: docs.moodle.org, "Aiken format".
/// </summary>
public sealed partial class Aiken : IBankFormat
{
    public string Name => "aiken";

    public string FileEnding => ".txt";

    public string ContentType => "text/plain; charset=utf-8";

    public bool CanWrite => false;

    public bool Recognises(ReadOnlySpan<byte> file, string fileName) => BankBytes.Glance(file) is var text && AnswerLines().IsMatch(text) && !text.Contains('{', StringComparison.Ordinal);

    public void Read(ReadOnlyMemory<byte> file, BankReader into)
    {
        if (BankBytes.Text(file, into) is not { } text)
        {
            return;
        }

        var question = new Written();
        var number = 0;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (into.IsFull)
            {
                return;
            }

            if (Answer().Match(line) is { Success: true } answer)
            {
                question.Take(answer.Groups["letter"].Value, number, into);
                question = new();
            }
            else if (line.Length > 0)
            {
                question.Add(line, number);
            }
        }

        if (!question.IsEmpty)
        {
            into.Refuse(question.Line, "no-answer-line");
        }
    }

    public BankWriting Write(IReadOnlyList<BankItem> items, string title, string language) => throw new NotSupportedException("Aiken has no explanations; it is only read.");

    private sealed class Written
    {
        private readonly List<string> _text = [];
        private readonly List<(char Letter, string Text)> _options = [];

        public int Line { get; private set; }

        public bool IsEmpty => Line == 0;

        public void Add(string line, int number)
        {
            Line = IsEmpty ? number : Line;

            // Only the letter that comes next begins an option: "A. Smith wrote" is a line of the question when B has come already.
            if (Option().Match(line) is { Success: true } option && char.ToUpperInvariant(option.Groups["letter"].Value[0]) == 'A' + _options.Count && _text.Count > 0)
            {
                _options.Add((char.ToUpperInvariant(option.Groups["letter"].Value[0]), option.Groups["text"].Value));
            }
            else if (_options.Count == 0)
            {
                _text.Add(line);
            }
            else
            {
                _options[^1] = (_options[^1].Letter, $"{_options[^1].Text} {line}");
            }
        }

        public void Take(string letters, int number, BankReader into)
        {
            var letter = char.ToUpperInvariant(letters[0]);
            var refusals = into.Refusals;
            if (_text.Count == 0)
            {
                into.Refuse(IsEmpty ? number : Line, "no-text");
            }
            else if (letters.Length > 1)
            {
                into.Refuse(Line, "two-right-answers");
            }
            else if (_options.TrueForAll(option => option.Letter != letter))
            {
                into.Refuse(Line, "no-such-option", $"{letter}");
            }

            if (into.Refusals > refusals)
            {
                return;
            }

            into.Take(new()
            {
                Line = Line,
                Prompt = BankHtml.FromPlain(string.Join(' ', _text)),
                Answer = new ChoiceAnswer(IsMultiple: false, [.. _options.Select(option => new BankOption(BankHtml.FromPlain(option.Text), option.Letter == letter, ""))]),
            });
        }
    }

    [GeneratedRegex(@"^(?<letter>[A-Za-z])[.)]\s+(?<text>\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Option();

    [GeneratedRegex(@"^ANSWER\s*:\s*(?<letter>[A-Za-z](?:\s*,\s*[A-Za-z])*)\s*\.?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Answer();

    [GeneratedRegex(@"^\s*ANSWER\s*:\s*[A-Za-z]\s*\.?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex AnswerLines();
}
