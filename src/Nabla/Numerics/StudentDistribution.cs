namespace Nabla.Networks;

/// <summary>Student's t distribution.</summary>
internal static class StudentDistribution
{
    // Rounded to three decimals, as in any table of the distribution.
    private static readonly double[] s_quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>Returns the 97.5 % quantile, for a two-sided interval of 95 %. Correct to three decimals.</summary>
    /// <remarks>Above 30 degrees of freedom ν by the first terms of the expansion in 1/ν: 1.95996 + 2.3723/ν + 2.8225/ν².</remarks>
    /// <param name="degrees">The degrees of freedom; at least 1.</param>
    public static double Quantile975(int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        return degrees <= s_quantiles.Length ? s_quantiles[degrees - 1] : 1.95996 + (2.3723 / degrees) + (2.8225 / degrees / degrees);
    }
}
