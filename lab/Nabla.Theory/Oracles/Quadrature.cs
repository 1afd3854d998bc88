namespace Nabla.Theory.Oracles;

/// <summary>Integrals by Simpson's rule.</summary>
internal static class Quadrature
{
    /// <summary>Twelve deviations: what lies beyond weighs 10⁻³².</summary>
    private const double Reach = 12;

    /// <summary>∫ f over [from, to], in <paramref name="intervals"/> equal parts.</summary>
    public static double Integrate(Func<double, double> function, double from, double to, int intervals = 4000)
    {
        double width = (to - from) / intervals, sum = 0;
        for (int i = 0; i < intervals; i++)
        {
            double left = from + (i * width);
            sum += function(left) + (4 * function(left + (width / 2))) + function(left + width);
        }

        return sum * width / 6;
    }

    /// <summary>E[f(z)] for z ~ N(0, 1); f may have a kink at 0.</summary>
    public static double NormalMean(Func<double, double> function) =>
        Integrate(z => function(z) * NormalDensity(z), -Reach, 0) + Integrate(z => function(z) * NormalDensity(z), 0, Reach);

    /// <summary>The density of N(0, 1).</summary>
    public static double NormalDensity(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}
