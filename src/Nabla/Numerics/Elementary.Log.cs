using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <content>ln x and ln(1 + x): one polynomial, one sum.</content>
/// <remarks>
/// x = 2ᵏ·(1 + f) with 2/3 ≤ 1 + f &lt; 4/3, so ln x = k·ln 2 + ln(1 + f), and ln(1 + f) = f − f²/2 + f³·p(f).
/// The largest two parts, k·<see cref="Ln2High"/> and f, are added without error, so the result is rounded nearly once.
/// The coefficients come from the same fit as those of the exponential.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>The bits of 2/3, the lower bound of a significand.</summary>
    private const int TwoThirds = 0x3F2A_AAAB;

    /// <summary>Computes the natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // Subnormal floats have no exponent of their own: a factor of 2²⁴ makes them normal.
        var subnormal = TLanes.GreaterThan(TLanes.Broadcast(1.17549435e-38f), x);
        var lifted = TLanes.Select(subnormal, x * TLanes.Broadcast(16777216f), x);
        var (k, significand) = SplitExponent(lifted);
        k += TLanes.Select(subnormal, TLanes.Broadcast(-24f), TLanes.Broadcast(0f));
        var y = AddLogarithms(k, significand - TLanes.Broadcast(1f), k * TLanes.Broadcast(Ln2Low));
        return LimitToDomain(x, TLanes.Broadcast(0f), y);
    }

    /// <summary>Computes ln(1 + x), also accurately near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log1p<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // 1 + x is rounded, but only k is taken from it: f = 2⁻ᵏ·x + (2⁻ᵏ − 1) is as accurate as x. The division, which gives 2⁻ᵏ, is exact.
        var one = TLanes.Broadcast(1f);
        var rounded = one + x;
        var (k, significand) = SplitExponent(rounded);
        var scale = significand / rounded;
        var offset = scale - one;
        var f = TLanes.FusedMultiplyAdd(scale, x, offset);
        var lost = TLanes.FusedMultiplyAdd(scale, x, offset - f);
        var y = AddLogarithms(k, f, TLanes.FusedMultiplyAdd(k, TLanes.Broadcast(Ln2Low), lost));
        y = LimitToDomain(x, TLanes.Broadcast(-1f), y);
        return TLanes.Select(TLanes.GreaterThan(Absolute(x), TLanes.Broadcast(Tiny)), y, x);
    }

    /// <summary>Writes a positive normal float as 2ᵏ times a significand from 2/3 to 4/3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes K, TLanes Significand) SplitExponent<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var fromTwoThirds = TLanes.AddBits(x, TLanes.Broadcast(BitConverter.Int32BitsToSingle(-TwoThirds)));
        var fraction = TLanes.BitwiseAnd(fromTwoThirds, TLanes.Broadcast(BitConverter.Int32BitsToSingle(0x007F_FFFF)));
        var significand = TLanes.AddBits(fraction, TLanes.Broadcast(BitConverter.Int32BitsToSingle(TwoThirds)));
        return (TLanes.ConvertBitsToFloat(TLanes.ShiftBitsRight(fromTwoThirds, 23)), significand);
    }

    /// <summary>Computes k·<see cref="Ln2High"/> + ln(1 + f) + low, where low is small relative to f or the first term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AddLogarithms<TLanes>(TLanes k, TLanes f, TLanes low)
        where TLanes : struct, ILanes<TLanes>
    {
        // p(f) = (ln(1 + f) − f + f²/2) / f³, such that ln(1 + f) has a relative error of 2^-27.8.
        var p = TLanes.Broadcast(0.117376171f);
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(-0.128731787f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(0.108193643f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(-0.121884018f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(0.142990142f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(-0.166800857f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(0.199997649f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(-0.249998108f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(0.333333343f));
        p = TLanes.FusedMultiplyAdd(p, f, TLanes.Broadcast(-0.5f));

        var high = k * TLanes.Broadcast(Ln2High);                                   // exact
        var sum = high + f;
        var lost = (high - sum) + f;                                                // exact
        return sum + (lost + TLanes.FusedMultiplyAdd(f * f, p, low));
    }

    /// <summary>Replaces y, the logarithm of x, outside the domain: −∞ at its lower end, NaN below; ∞ and NaN are returned unchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LimitToDomain<TLanes>(TLanes x, TLanes end, TLanes y)
        where TLanes : struct, ILanes<TLanes>
    {
        y = TLanes.Select(TLanes.GreaterThan(x, end), y, TLanes.Broadcast(float.NegativeInfinity));
        y = TLanes.Select(TLanes.GreaterThan(end, x), TLanes.Broadcast(float.NaN), y);
        return TLanes.Select(TLanes.GreaterThan(TLanes.Broadcast(float.PositiveInfinity), x), y, x);
    }
}
