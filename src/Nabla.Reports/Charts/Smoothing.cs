namespace Nabla.Reports.Charts;

/// <summary>Makes a noisy curve readable.</summary>
public static class Smoothing
{
    /// <summary>The mean of a value and its neighbours to both sides, the nearer the more: s[t] = Σₖ λ^|t−k| x[k] / Σₖ λ^|t−k|.</summary>
    /// <remarks>Neighbours of one side alone, as a running average has them, would show a loss that falls fast as higher than it ever was.</remarks>
    /// <param name="values">The curve; values that are not finite are passed over.</param>
    /// <param name="window">How many values one stands for, Σₖ λ^|k|: λ = (window − 1)/(window + 1). At least 1.</param>
    /// <returns>As many values; NaN where no value is finite.</returns>
    public static IReadOnlyList<double> Average(IReadOnlyList<double> values, double window)
    {
        double decay = (Math.Max(1, window) - 1) / (Math.Max(1, window) + 1);
        double[] sums = new double[values.Count], weights = new double[values.Count];
        double sum = 0, weight = 0;
        for (int i = 0; i < values.Count; i++)
        {
            bool counts = double.IsFinite(values[i]);
            (sum, weight) = ((decay * sum) + (counts ? values[i] : 0), (decay * weight) + (counts ? 1 : 0));
            (sums[i], weights[i]) = (sum, weight);
        }

        // The other side, without the value itself, which is counted already.
        (sum, weight) = (0, 0);
        for (int i = values.Count - 1; i >= 0; i--)
        {
            (sum, weight) = (decay * sum, decay * weight);
            (sums[i], weights[i]) = (sums[i] + sum, weights[i] + weight);
            if (double.IsFinite(values[i]))
                (sum, weight) = (sum + values[i], weight + 1);
        }

        for (int i = 0; i < sums.Length; i++)
            sums[i] = weights[i] == 0 ? double.NaN : sums[i] / weights[i];
        return sums;
    }
}
