namespace Nabla.Theory.Oracles;

/// <summary>How many additions, subtractions and multiplications were carried out.</summary>
internal sealed class Tally
{
    /// <summary>So far.</summary>
    public long Operations { get; set; }

    /// <summary>Numbers whose arithmetic is counted here.</summary>
    public Counted[] Of(IEnumerable<double> values) => [.. values.Select(value => new Counted(value, this))];

    /// <summary>Counts one operation.</summary>
    public Counted Count(double result)
    {
        Operations++;
        return new(result, this);
    }
}

/// <summary>A number that counts what is done with it: the cost of a formula, without a clock.</summary>
/// <param name="Value">The number.</param>
/// <param name="Tally">Where it is counted.</param>
internal readonly record struct Counted(double Value, Tally Tally)
{
    public static Counted operator +(Counted a, Counted b) => a.Tally.Count(a.Value + b.Value);

    public static Counted operator -(Counted a, Counted b) => a.Tally.Count(a.Value - b.Value);

    public static Counted operator *(Counted a, Counted b) => a.Tally.Count(a.Value * b.Value);
}
