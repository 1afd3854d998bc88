using System.Globalization;

namespace Nabla.Reports.Charts;

/// <summary>An axis of a chart: its range, unit and number format.</summary>
/// <param name="Title">The quantity, with its unit.</param>
/// <param name="Minimum">The lower end.</param>
/// <param name="Maximum">The upper end.</param>
/// <param name="Format">Formats the number at a tick, culture-invariantly.</param>
public sealed record Axis(string Title, double Minimum, double Maximum, Func<double, string> Format)
{
    private const double FarAbove = 5;
    private const int ManyToWrite = 100_000;
    private const double MaxOctaves = 32;
    private const double RoundingError = 1e-9;

    /// <summary>Gets whether only integers have ticks. Default false.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Gets the base of a logarithmic axis, 2 or 10. Default 0: a linear axis.</summary>
    public int LogarithmBase { get; init; }

    /// <summary>Gets the number of letters of the longest name, if the axis has names: then each has a tick. Default 0: it has numbers.</summary>
    public int LongestName { get; private init; }

    /// <summary>Gets the axis to use in charts for phones. Default null: this one.</summary>
    public Axis? OnPhones { get; init; }

    /// <summary>Creates an axis of names, the first one at the top: the name with index i is at <c>names.Count − i</c>.</summary>
    public static Axis Names(string title, IReadOnlyList<string> names) =>
        new(title, 0, names.Count + 1, place => (int)Math.Round(place) is var at && at >= 1 && at <= names.Count ? names[names.Count - at] : "") { IsWhole = true, LongestName = names.Max(name => name.Length) };

    /// <summary>Creates an axis of integers counted from 1: epochs, steps. Large numbers are in thousands, 200k, so that their ticks fit on a phone.</summary>
    public static Axis Counting(string title, int last) =>
        new(title, last <= 12 ? Math.Min(1, last - 1) : 0, last, last < ManyToWrite ? Figures.Count : value => Figures.Invariant($"{value / 1000:#,0.#}k")) { IsWhole = true };

    /// <summary>Creates an axis of percentages, no wider than the values need.</summary>
    public static Axis Percent(string title, IEnumerable<double> values)
    {
        var (min, max) = Range(values);
        double step = NiceStep(Span(min, max) / 4);
        double from = Math.Max(0, Below(min, step)), to = Math.Min(1, Above(max, step));
        return new(title, from, to > from ? to : from + step, value => Figures.Invariant($"{Math.Round(100 * value, 2)}\u00a0%"));
    }

    /// <summary>Creates an axis for values of any kind: linear from 0 or from just below the minimum, or logarithmic if the maximum is far above the typical values, which would otherwise be indistinguishable.</summary>
    public static Axis Values(string title, IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var (min, max) = Range(finite);
        double minPositive = finite.Where(value => value > 0).DefaultIfEmpty(1).Min();
        if (min >= 0 && max > FarAbove * Median(finite) && minPositive < max)
            return Logarithmic(title, minPositive, max);

        return Linear(title, finite);
    }

    /// <summary>Creates a linear axis for values of any kind, from 0 or from just below the minimum.</summary>
    public static Axis Linear(string title, IEnumerable<double> values)
    {
        var (min, max) = Range(values);
        double from = min >= 0 && min < 0.6 * max ? 0 : min;
        double step = NiceStep(Span(from, max) / 4);
        from = Below(from, step);
        double to = Above(max, step);
        return new(title, from, to > from ? to : from + step, value => Figures.Invariant($"{Math.Round(value, 10) + 0.0:0.##########}"));
    }

    /// <summary>Returns the position of a value on the axis: itself, or its logarithm. NaN if it has none.</summary>
    internal double Place(double value) => LogarithmBase switch
    {
        0 => value,
        _ when value <= 0 => double.NaN,
        2 => Math.Log2(value),
        _ => Math.Log10(value),
    };

    /// <summary>Returns the label of a position.</summary>
    internal string Label(double place) => Format(LogarithmBase switch
    {
        0 => place,
        2 => Math.Pow(2, place),
        _ => PowerOfTen(place),
    });

    /// <summary>Returns the distance of two ticks, as positions, with about this many ticks.</summary>
    internal double Step(int mostTicks)
    {
        if (LongestName > 0)
            return 1;
        double step = NiceStep((Place(Maximum) - Place(Minimum)) / mostTicks);
        return IsWhole || LogarithmBase > 0 ? Math.Max(1, Math.Ceiling(step)) : step;
    }

    /// <summary>Creates an axis with ticks at powers of two for a small range, otherwise at powers of ten.</summary>
    private static Axis Logarithmic(string title, double min, double max) => max / min <= MaxOctaves
        ? new(title, Math.Pow(2, Math.Floor(Math.Log2(min))), Math.Pow(2, Math.Ceiling(Math.Log2(max))), Figures.Rounded) { LogarithmBase = 2 }
        : new(title, PowerOfTen(Math.Floor(Math.Log10(min))), NiceStep(max), Figures.Rounded) { LogarithmBase = 10 };

    /// <summary>Returns the smallest of 1, 2, 2.5, 5 times a power of ten that is not below a value.</summary>
    private static double NiceStep(double rough)
    {
        if (!(rough > 0) || !double.IsFinite(rough))
            return 1;
        double power = PowerOfTen(Math.Floor(Math.Log10(rough)));
        double factor = new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * power >= rough * (1 - 1e-9));
        return Decimal(Figures.Invariant($"{factor * power:G6}"));
    }

    /// <summary>Returns the distance of two values; 0 if they differ by a rounding error only, which no tick could show.</summary>
    private static double Span(double min, double max) => max - min > RoundingError * Math.Max(Math.Abs(min), Math.Abs(max)) ? max - min : 0;

    private static double Below(double value, double step) => Decimal(Figures.Invariant($"{Math.Floor(value / step) * step:G12}"));

    private static double Above(double value, double step) => Decimal(Figures.Invariant($"{Math.Ceiling(value / step) * step:G12}"));

    private static double PowerOfTen(double exponent) => Decimal(Figures.Invariant($"1e{(int)exponent}"));

    /// <summary>Converts via decimals: 3 · 0.4 is then 1.2, and the ends of axes are round numbers.</summary>
    private static double Decimal(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static (double Min, double Max) Range(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        return (finite.Min(), finite.Max());
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }
}
