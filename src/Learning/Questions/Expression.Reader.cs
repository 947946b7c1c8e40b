namespace Learning.Questions;

using Work = Func<IReadOnlyDictionary<string, decimal>, decimal>;

internal sealed partial class Expression
{
    /// <summary>Reads from left to right, one method for each rank: sums, products, signs, per cent, single things.</summary>
    private sealed class Reader(string text)
    {
        private static readonly Work _nought = _ => 0;

        private readonly List<(string, int)> _names = [];
        private int _at;

        public ExpressionFault? Fault { get; private set; }

        public IReadOnlyList<(string Name, int Offset)> Names => _names;

        public Work ReadAll()
        {
            var work = Sum();
            Skip();
            return _at < text.Length ? Fail($"“{text[_at]}” does not belong here.") : work;
        }

        private Work Sum()
        {
            var sum = Product();
            while (Take("+-−") is { } sign)
            {
                var (left, right) = (sum, Product());
                sum = sign == '+' ? n => left(n) + right(n) : n => left(n) - right(n);
            }

            return sum;
        }

        private Work Product()
        {
            var product = Signed();
            while (Take("*×/÷") is { } sign)
            {
                var (left, right) = (product, Signed());
                product = sign is '*' or '×' ? n => left(n) * right(n) : n => left(n) / right(n);
            }

            return product;
        }

        private Work Signed()
        {
            if (Take("-−") is null)
            {
                return Share();
            }

            var inner = Signed();
            return n => -inner(n);
        }

        private Work Share()
        {
            var one = One();
            while (Take("%") is not null)
            {
                var inner = one;
                one = n => inner(n) / 100;
            }

            return one;
        }

        private Work One()
        {
            if (Take("(") is not null)
            {
                var inner = Sum();
                return Take(")") is null ? Fail("A bracket is not closed.") : inner;
            }

            var start = _at;
            if (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                _at = End(c => char.IsAsciiDigit(c) || c == '.');
                return Number(text[start.._at]) is { } number ? _ => number : Fail("This is no number; write 1800.5, without signs for thousands.", start);
            }

            _at = End(c => char.IsLetterOrDigit(c) || c == '_');
            if (_at == start || !char.IsLetter(text[start]))
            {
                return Fail("A number or a name is missing.", start);
            }

            var name = text[start.._at];
            if (Take("(") is not null)
            {
                return Call(name, start);
            }

            _names.Add((name, start));
            return n => n[name];
        }

        private Work Call(string name, int start)
        {
            var given = new List<Work> { Sum() };
            while (Take(",") is not null)
            {
                given.Add(Sum());
            }

            if (Take(")") is null)
            {
                return Fail("A bracket is not closed.");
            }

            return (name, given) switch
            {
                ("round", [var number, var places]) => n => Round(number(n), places(n)),
                ("round", [var number]) => n => Round(number(n), 0),
                ("floor", [var number]) => n => decimal.Floor(number(n)),
                ("ceiling", [var number]) => n => decimal.Ceiling(number(n)),
                ("min", [var one, var other]) => n => Math.Min(one(n), other(n)),
                ("max", [var one, var other]) => n => Math.Max(one(n), other(n)),
                _ => Fail($"There is no {name} of {given.Count}: there are round(number, places), floor(number), ceiling(number), min(a, b) and max(a, b).", start),
            };
        }

        private void Skip() => _at = End(char.IsWhiteSpace);

        private int End(Func<char, bool> isPart)
        {
            var end = _at;
            while (end < text.Length && isPart(text[end]))
            {
                end++;
            }

            return end;
        }

        /// <summary>The next sign if it is one of these; spaces around it do not matter. Nothing more is taken after a fault.</summary>
        private char? Take(string signs)
        {
            Skip();
            if (Fault is not null || _at >= text.Length || !signs.Contains(text[_at], StringComparison.Ordinal))
            {
                return null;
            }

            var sign = text[_at++];
            Skip();
            return sign;
        }

        private Work Fail(string reason, int? at = null)
        {
            Fault ??= new(at ?? _at, reason);
            return _nought;
        }
    }
}
