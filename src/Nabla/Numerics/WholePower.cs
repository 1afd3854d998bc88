namespace Nabla.Networks;

/// <summary>Powers with whole exponents, by squaring: IEEE multiplications in a fixed order, so the same bits on every machine.</summary>
/// <remarks><c>Math.Pow</c> calls the platform's C library.</remarks>
internal static class WholePower
{
    /// <summary>xⁿ, n at least 0; the bits of n are taken from the lowest.</summary>
    public static double Of(double x, long n)
    {
        double power = 1;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) != 0)
                power *= x;
        }

        return power;
    }
}
