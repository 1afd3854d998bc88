using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>Returns the x below which a standard normal variable is with probability <paramref name="p"/>.</summary>
    /// <param name="p">The probability; at least the smallest normal float, 1.2·10⁻³⁸, and below 1.</param>
    /// <remarks>
    /// Wichura's rational approximations (Algorithm AS 241, PPND7, 1988), accurate to about 1 part in 10⁷. Uses IEEE operations and the library's own
    /// logarithm only, so results are bit-identical on every machine.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Quantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double r = 0.180625 - (q * q);
            return (float)(q * ((((((5.9109374720e+01 * r) + 1.5929113202e+02) * r) + 5.0434271938e+01) * r) + 3.3871327179e+00)
                             / ((((((6.7187563600e+01 * r) + 7.8757757664e+01) * r) + 1.7895169469e+01) * r) + 1.0));
        }

        double tail = Math.Sqrt(-(double)Elementary.Log((float)(q < 0 ? p : 1.0 - p)));
        double x;
        if (tail <= 5)
        {
            double r = tail - 1.6;
            x = ((((((1.7023821103e-01 * r) + 1.3067284816e+00) * r) + 2.7568153900e+00) * r) + 1.4234372777e+00)
              / ((((1.2021132975e-01 * r) + 7.3700164250e-01) * r) + 1.0);
        }
        else
        {
            double r = tail - 5;
            x = ((((((1.7337203997e-02 * r) + 4.2868294337e-01) * r) + 3.0812263860e+00) * r) + 6.6579051150e+00)
              / ((((1.2258202635e-02 * r) + 2.4197894225e-01) * r) + 1.0);
        }

        return (float)(q < 0 ? -x : x);
    }
}
