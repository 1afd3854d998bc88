namespace Nabla.Networks;

internal static partial class Elementary
{
    /// <summary>Computes cos(π x) for x in [0, 1] in double precision, with IEEE operations only; the largest error is about 2.3e-16. For schedules, not for kernels.</summary>
    /// <remarks>
    /// cos(π x) = −cos(π (1 − x)) above ½; Taylor's series of the cosine up to ¼, of the sine of π (½ − x) from there to ½: the first
    /// omitted term is below 1e-19.
    /// </remarks>
    public static double CosPi(double x) =>
        x > 0.5 ? -CosPi(1 - x)
        : x <= 0.25 ? Series(Math.PI * x, 1, 1)
        : Series(Math.PI * (0.5 - x), Math.PI * (0.5 - x), 2);

    /// <summary>Computes Σ ± first · z^(2k) / (n (n + 1) (n + 2) …), from the smallest term; n = 1 for the cosine, 2 for the sine.</summary>
    private static double Series(double z, double first, int n)
    {
        double square = z * z, sum = 1;
        for (int k = 9; k >= 1; k--)
        {
            int factor = (2 * k) - 2 + n;
            sum = 1 - (square / (factor * (factor + 1)) * sum);
        }

        return first * sum;
    }
}
