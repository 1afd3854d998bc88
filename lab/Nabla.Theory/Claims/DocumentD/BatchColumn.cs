using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>One column of a batch and its normalisation, as the document defines it: scalar loops, over dual numbers.</summary>
/// <param name="Y">The B numbers.</param>
/// <param name="Gamma">γ.</param>
/// <param name="Beta">β.</param>
/// <param name="Epsilon">ε.</param>
internal sealed record BatchColumn(double[] Y, double Gamma, double Beta, double Epsilon)
{
    /// <summary>B.</summary>
    public int Count => Y.Length;

    /// <summary>m = (1/B) Σ Yᵢ.</summary>
    public double Mean => MeanOf(Derivative.Constants(Y)).Value;

    /// <summary>v = (1/B) Σ (Yᵢ − m)².</summary>
    public double Variance => VarianceOf(Derivative.Constants(Y)).Value;

    /// <summary>√(v + ε).</summary>
    public double Deviation => Math.Sqrt(Variance + Epsilon);

    /// <summary>Ŷ.</summary>
    public double[] Normalized => [.. Normalize(Derivative.Constants(Y), Gamma, Beta).Select(value => value.Value)];

    /// <summary>Fixture 3.</summary>
    public static BatchColumn Fixture(double epsilon = 0) => new([1, 2, 4, 7], 2, -1, epsilon);

    /// <summary>A column of 7 whose outputs keep away from 0, where the rectifier has its kink.</summary>
    public static BatchColumn Drawn(double epsilon)
    {
        var key = Draws.For("D45");
        for (ulong attempt = 0; ; attempt++)
        {
            var column = new BatchColumn(Draws.Normals(key.Fold(attempt), 7), 1.3, 0.2, epsilon);
            if (column.Normalized.All(value => Math.Abs(value) > 1e-2))
                return column;
        }
    }

    /// <summary>An upstream gradient dl/dH for a column.</summary>
    public static double[] Upstream(int count) => Draws.Normals(Draws.For("D45").Fold(999), count);

    /// <summary>g = dl/dH ∘ 1(Ŷ &gt; 0).</summary>
    public double[] Through(double[] upstream) => [.. upstream.Zip(Normalized, (g, y) => y > 0 ? g : 0)];

    /// <summary>m of numbers that are free.</summary>
    public static Dual MeanOf(Dual[] y) => Dual.Sum(y) / y.Length;

    /// <summary>v of numbers that are free.</summary>
    public static Dual VarianceOf(Dual[] y)
    {
        var mean = MeanOf(y);
        return Dual.Sum(y.Select(value => (value - mean) * (value - mean))) / y.Length;
    }

    /// <summary>Ŷ through mean and variance.</summary>
    public Dual[] Normalize(Dual[] y, Dual gamma, Dual beta) => Normalize(y, MeanOf(y), VarianceOf(y), gamma, beta);

    /// <summary>Ŷ with m and v as inputs of their own.</summary>
    public Dual[] Normalize(Dual[] y, Dual mean, Dual variance, Dual gamma, Dual beta)
    {
        var deviation = Dual.Sqrt(variance + Epsilon);
        return [.. y.Select(value => (gamma * (value - mean) / deviation) + beta)];
    }

    /// <summary>l = Σ dl/dHᵢ max(0, Ŷᵢ), for a fixed upstream gradient.</summary>
    public static Dual Loss(Dual[] normalized, double[] upstream) => Dual.Sum(normalized.Select((value, i) => upstream[i] * Dual.Max(0, value)));
}
