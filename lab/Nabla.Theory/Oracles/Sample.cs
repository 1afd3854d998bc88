namespace Nabla.Theory.Oracles;

/// <summary>What a seeded simulation drew: mean and variance, each with its standard error.</summary>
internal sealed class Sample
{
    /// <summary>The ledger's confidence: a right claim is rejected once in 1.7 million.</summary>
    private const double StandardErrors = 5;

    private double _sum, _squares, _cubes, _fourths;

    /// <summary>How many numbers were drawn.</summary>
    public long Count { get; private set; }

    /// <summary>The mean.</summary>
    public double Mean => _sum / Count;

    /// <summary>The variance, over the count.</summary>
    public double Variance => (_squares / Count) - (Mean * Mean);

    /// <summary>How far the mean scatters: √(variance / count).</summary>
    public double MeanError => Math.Sqrt(Variance / Count);

    /// <summary>How far the variance scatters: √((μ₄ − σ⁴) / count).</summary>
    public double VarianceError => Math.Sqrt(Math.Max(0, CentralFourth - (Variance * Variance)) / Count);

    private double CentralFourth =>
        ((_fourths - (4 * Mean * _cubes) + (6 * Mean * Mean * _squares) - (4 * Mean * Mean * Mean * _sum)) / Count) + (Mean * Mean * Mean * Mean);

    /// <summary>Draws <paramref name="count"/> numbers; a number depends on its position alone.</summary>
    public static Sample Draw(int count, Func<ulong, double> draw)
    {
        var sample = new Sample();
        for (int i = 0; i < count; i++)
            sample.Add(draw((ulong)i));
        return sample;
    }

    /// <summary>Takes a number in.</summary>
    public void Add(double value)
    {
        double square = value * value;
        Count++;
        _sum += value;
        _squares += square;
        _cubes += square * value;
        _fourths += square * square;
    }

    /// <summary>Holds a mean that a formula gives against the simulated one.</summary>
    public Finding CheckMean(double expected) => Finding.Close(expected, Mean, StandardErrors * MeanError);

    /// <summary>Holds a variance that a formula gives against the simulated one.</summary>
    public Finding CheckVariance(double expected) => Finding.Close(expected, Variance, StandardErrors * VarianceError);
}
