namespace Nabla.Theory.Oracles;

/// <summary>Counts additions, subtractions and multiplications.</summary>
internal sealed class Tally
{
    /// <summary>The number of operations so far.</summary>
    public long Operations { get; private set; }

    /// <summary>The number of multiplications among them.</summary>
    public long Multiplications { get; private set; }

    /// <summary>Numbers whose arithmetic is counted here.</summary>
    public Counted[] Of(IEnumerable<double> values) => [.. values.Select(value => new Counted(value, this))];

    /// <summary>Counts one addition or subtraction.</summary>
    public Counted CountSum(double result)
    {
        Operations++;
        return new(result, this);
    }

    /// <summary>Counts one multiplication.</summary>
    public Counted CountProduct(double result)
    {
        Operations++;
        Multiplications++;
        return new(result, this);
    }
}

/// <summary>A number that counts what is done with it: the cost of a formula, without a clock.</summary>
/// <param name="Value">The number.</param>
/// <param name="Tally">Where it is counted.</param>
internal readonly record struct Counted(double Value, Tally Tally)
{
    public static Counted operator +(Counted a, Counted b) => a.Tally.CountSum(a.Value + b.Value);

    public static Counted operator -(Counted a, Counted b) => a.Tally.CountSum(a.Value - b.Value);

    public static Counted operator *(Counted a, Counted b) => a.Tally.CountProduct(a.Value * b.Value);
}
