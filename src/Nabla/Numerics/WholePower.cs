namespace Nabla.Networks;

/// <summary>Powers with integer exponents, by squaring: IEEE multiplications in a fixed order, so results are bit-identical on every machine.</summary>
/// <remarks><c>Math.Pow</c> calls the platform's C library.</remarks>
internal static class WholePower
{
    /// <summary>Computes xⁿ for n at least 0, from the lowest bit of n.</summary>
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
