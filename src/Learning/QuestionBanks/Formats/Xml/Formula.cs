using System.Globalization;

namespace Learning.QuestionBanks.Formats.Xml;

/// <summary>Arithmetic as a tree, to carry it between our way of writing it (<c>round(wage * 45 %, 2)</c>) and those of other programs.</summary>
internal abstract record Formula
{
    internal sealed record Number(string Digits) : Formula
    {
        public override string Ours => Digits;
    }

    internal sealed record Name(string Word) : Formula
    {
        public override string Ours => Word;
    }

    internal sealed record Negative(Formula Of) : Formula
    {
        public override string Ours => $"-{Of.Bound(3)}";

        protected override int Strength => 3;
    }

    internal sealed record Percent(Formula Of) : Formula
    {
        public override string Ours => $"{Of.Bound(4)} %";

        protected override int Strength => 4;
    }

    /// <summary>Two parts with one of + - * / between them.</summary>
    internal sealed record Pair(char Sign, Formula Left, Formula Right) : Formula
    {
        public override string Ours => $"{Left.Bound(Strength)} {Sign} {Right.Bound(Strength + 1)}";

        protected override int Strength => Sign is '+' or '-' ? 1 : 2;
    }

    /// <summary>One of round, floor, ceiling, min, max.</summary>
    internal sealed record Call(string Function, IReadOnlyList<Formula> Given) : Formula
    {
        public override string Ours => $"{Function}({string.Join(", ", Given.Select(one => one.Ours))})";
    }

    /// <summary>As our courses write it.</summary>
    public abstract string Ours { get; }

    /// <summary>How firmly it holds together beside other signs: 5 never needs brackets.</summary>
    protected virtual int Strength => 5;

    public static Formula From(decimal number) => number < 0
        ? new Negative(new Number(Written(-number)))
        : new Number(Written(number));

    /// <summary>The number where it is one, written out.</summary>
    public decimal? Constant => this switch
    {
        Number number => decimal.Parse(number.Digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
        Negative { Of: var inner } => -inner.Constant,
        _ => null,
    };

    internal string Bound(int least) => Strength < least ? $"({Ours})" : Ours;

    private static string Written(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
