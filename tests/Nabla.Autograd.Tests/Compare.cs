using System.Globalization;

namespace Nabla.Autograd.Tests;

/// <summary>How far one matrix is from another.</summary>
internal static class Compare
{
    /// <summary>max |a − b| / max |b|, over the whole matrix, so that tiny entries do not decide.</summary>
    public static double RelativeError(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        double difference = 0, largest = 1e-8;
        for (int i = 0; i < expected.Length; i++)
        {
            if (!double.IsFinite(actual[i]) || !double.IsFinite(expected[i]))
                return double.PositiveInfinity;
            difference = Math.Max(difference, Math.Abs(actual[i] - expected[i]));
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        return difference / largest;
    }

    public static void Near(Matrix expected, Matrix actual, double tolerance, string what)
    {
        Assert.True(expected.Shape == actual.Shape, $"{what}: {actual.Shape}, expected {expected.Shape}.");
        double error = RelativeError(actual.Data, expected.Data);
        Assert.True(error <= tolerance, string.Create(CultureInfo.InvariantCulture, $"{what}: off by {error:E2}, allowed {tolerance:E0}.\n got      {actual}\n expected {expected}"));
    }
}
