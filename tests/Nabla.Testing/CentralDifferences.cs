namespace Nabla.Testing;

/// <summary>The oldest oracle for a gradient: (L(p + h) − L(p − h)) / 2h, one number at a time.</summary>
public static class CentralDifferences
{
    /// <summary>The gradient of a function of the array, which is changed in place and put back.</summary>
    public static double[] Gradient(double[] point, Func<double> loss, double step = 1e-5)
    {
        double[] gradient = new double[point.Length];
        for (int i = 0; i < point.Length; i++)
            gradient[i] = Derivative(point, i, loss, step);
        return gradient;
    }

    /// <summary>The derivative by one number of the array, which is changed in place and put back.</summary>
    public static double Derivative(double[] point, int at, Func<double> loss, double step = 1e-5)
    {
        double kept = point[at];
        point[at] = kept + step;
        double above = loss();
        point[at] = kept - step;
        double below = loss();
        point[at] = kept;
        return (above - below) / (2 * step);
    }

    /// <summary>As the other, where the point is in single precision; the steps that were really taken are the divisor.</summary>
    public static double[] Gradient(Memory<float> point, Func<double> loss, float step)
    {
        double[] gradient = new double[point.Length];
        for (int i = 0; i < point.Length; i++)
        {
            float kept = point.Span[i];
            float up = kept + step, down = kept - step;
            point.Span[i] = up;
            double above = loss();
            point.Span[i] = down;
            double below = loss();
            point.Span[i] = kept;
            gradient[i] = (above - below) / ((double)up - down);
        }

        return gradient;
    }

    /// <summary>max |a − n| / max(1e-8, max |a| + max |n|): the ledger's measure, over whole arrays, so that tiny entries do not decide.</summary>
    public static double RelativeError(ReadOnlySpan<float> analytic, ReadOnlySpan<double> numeric)
    {
        double difference = 0, largestAnalytic = 0, largestNumeric = 0;
        for (int i = 0; i < numeric.Length; i++)
        {
            if (!double.IsFinite(analytic[i]) || !double.IsFinite(numeric[i]))
                return double.PositiveInfinity;
            difference = Math.Max(difference, Math.Abs(analytic[i] - numeric[i]));
            largestAnalytic = Math.Max(largestAnalytic, Math.Abs(analytic[i]));
            largestNumeric = Math.Max(largestNumeric, Math.Abs(numeric[i]));
        }

        return difference / Math.Max(1e-8, largestAnalytic + largestNumeric);
    }
}
