namespace Nabla.Reports.Charts;

/// <summary>Makes a noisy curve readable.</summary>
public static class Smoothing
{
    /// <summary>The exponential moving average, corrected for its start: s[t] = Σₖ λᵗ⁻ᵏ x[k] / Σₖ λᵗ⁻ᵏ with λ = 1 − 1/window.</summary>
    /// <param name="values">The curve; values that are not finite are passed over.</param>
    /// <param name="window">About how many neighbours a value stands for. At least 1.</param>
    public static IReadOnlyList<double> Average(IReadOnlyList<double> values, double window)
    {
        double decay = 1 - (1 / Math.Max(1, window)), sum = 0, weight = 0;
        double[] smooth = new double[values.Count];
        for (int i = 0; i < smooth.Length; i++)
        {
            if (double.IsFinite(values[i]))
                (sum, weight) = ((decay * sum) + values[i], (decay * weight) + 1);
            smooth[i] = weight == 0 ? double.NaN : sum / weight;
        }

        return smooth;
    }
}
