namespace Nabla.Reports.Charts;

/// <summary>Smooths noisy curves.</summary>
public static class Smoothing
{
    /// <summary>Computes a symmetric moving average with decaying weights: s[t] = Σₖ λ^|t−k| x[k] / Σₖ λ^|t−k|.</summary>
    /// <remarks>A one-sided moving average would show a rapidly decreasing loss as higher than it ever was.</remarks>
    /// <param name="values">The curve; values that are not finite are skipped.</param>
    /// <param name="window">The effective number of values averaged, Σₖ λ^|k|: λ = (window − 1)/(window + 1). At least 1.</param>
    /// <returns>The smoothed curve, of the same length; NaN if no value is finite.</returns>
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

        // The other side, without the value itself, which is already included.
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
