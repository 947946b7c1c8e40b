using System.Globalization;

namespace Learning.QuestionBanks.Formats.Xml;

/// <summary>
/// Reads arithmetic as our courses write it, or as Moodle does: there names stand in braces, and there are more functions, of which those are read that come down to ours.
/// </summary>
internal sealed class FormulaReader
{
    private const int Longest = 400;

    private readonly string _text;
    private readonly bool _isMoodle;
    private int _at;
    private bool _isBroken;

    private FormulaReader(string text, bool isMoodle) => (_text, _isMoodle) = (text, isMoodle);

    public static Formula? Ours(string text) => new FormulaReader(text, isMoodle: false).All();

    public static Formula? Moodle(string text) => new FormulaReader(text, isMoodle: true).All();

    private Formula? All()
    {
        if (_text.Length > Longest)
        {
            return null;
        }

        Skip();
        var formula = Sum();
        return _isBroken || _at < _text.Length ? null : formula;
    }

    private Formula Sum()
    {
        var sum = Product();
        while (Take("+-−") is { } sign)
        {
            sum = new Formula.Pair(sign == '+' ? '+' : '-', sum, Product());
        }

        return sum;
    }

    private Formula Product()
    {
        var product = Signed();
        while (Take("*×/÷") is { } sign)
        {
            product = new Formula.Pair(sign is '*' or '×' ? '*' : '/', product, Signed());
        }

        return product;
    }

    private Formula Signed() => Take("-−") is not null ? new Formula.Negative(Signed()) : Take("+") is not null && _isMoodle ? Signed() : Share();

    private Formula Share()
    {
        var one = One();
        while (!_isMoodle && Take("%") is not null)
        {
            one = new Formula.Percent(one);
        }

        return one;
    }

    private Formula One()
    {
        if (Take("(") is not null)
        {
            var inner = Sum();
            return Take(")") is null ? Fail() : inner;
        }

        var start = _at;
        if (_isMoodle && Take("{") is not null)
        {
            var name = Word();
            return name.Length == 0 || Take("}") is null ? Fail() : new Formula.Name(name);
        }

        if (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || (_isMoodle && _text[_at] == '.')))
        {
            while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
            {
                _at++;
            }

            var isNumber = decimal.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
            Skip();
            return isNumber ? _isMoodle ? Formula.From(number) : new Formula.Number(_text[start.._at].Trim()) : Fail();
        }

        var word = Word();
        return word.Length == 0 ? Fail() : Take("(") is not null ? Call(word) : _isMoodle ? Fail() : new Formula.Name(word);
    }

    private Formula Call(string function)
    {
        var given = new List<Formula>();
        if (Take(")") is null)
        {
            do
            {
                given.Add(Sum());
            }
            while (Take(",") is not null);

            if (Take(")") is null)
            {
                return Fail();
            }
        }

        return (function.ToLowerInvariant(), given) switch
        {
            ("round", [_] or [_, _]) or ("floor" or "ceiling", [_]) or ("min" or "max", [_, _]) => new Formula.Call(function.ToLowerInvariant(), given),
            _ when !_isMoodle || given.Exists(one => one.Ours.Length > Longest) => Fail(),   // what is written out twice could grow without end
            ("ceil", [var one]) => new Formula.Call("ceiling", [one]),
            ("abs", [var one]) => new Formula.Call("max", [one, new Formula.Negative(one)]),
            ("pi", []) => new Formula.Number("3.14159265358979"),
            ("min" or "max", { Count: > 2 }) => given.Aggregate((all, next) => new Formula.Call(function.ToLowerInvariant(), [all, next])),
            ("pow", [var one, { Constant: 1 or 2 or 3 or 4 } times]) => Enumerable.Repeat(one, (int)times.Constant!).Aggregate((all, next) => new Formula.Pair('*', all, next)),
            _ => Fail(),
        };
    }

    private string Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetter(_text[_at]) || (_at > start && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))))
        {
            _at++;
        }

        var word = _text[start.._at];
        Skip();
        return word;
    }

    private char? Take(string signs)
    {
        if (_isBroken || _at >= _text.Length || !signs.Contains(_text[_at], StringComparison.Ordinal))
        {
            return null;
        }

        var sign = _text[_at++];
        Skip();
        return sign;
    }

    private void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private Formula Fail()
    {
        _isBroken = true;
        return new Formula.Number("0");
    }
}
