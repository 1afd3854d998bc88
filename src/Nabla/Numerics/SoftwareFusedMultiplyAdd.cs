using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

using System.Runtime.Intrinsics.X86;

namespace Nabla.Networks;

/// <summary>Computes a·b + c with one rounding, for processors without the instruction.</summary>
/// <remarks>
/// The product of two floats is exact in double precision. The sum with c is rounded to odd: if it is inexact, the last bit of the double is
/// set to 1, in the direction of the error. Rounding to odd at 53 bits and then to nearest at 24 equals one rounding, because 53 ≥ 24 + 2
/// (Boldo and Melquiond, "Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd", 2008).
/// </remarks>
internal static class SoftwareFusedMultiplyAdd
{
    /// <summary>Gets whether four-lane vectors have no fused multiply-add instruction.</summary>
    public static bool IsNeeded => !Fma.IsSupported && !AdvSimd.IsSupported;

    public static Vector128<float> Compute(Vector128<float> a, Vector128<float> b, Vector128<float> c)
    {
        var (aLow, aHigh) = Vector128.Widen(a);
        var (bLow, bHigh) = Vector128.Widen(b);
        var (cLow, cHigh) = Vector128.Widen(c);
        return Vector128.Narrow(AddRoundedToOdd(aLow * bLow, cLow), AddRoundedToOdd(aHigh * bHigh, cHigh));
    }

    private static Vector128<double> AddRoundedToOdd(Vector128<double> p, Vector128<double> c)
    {
        var sum = p + c;
        var other = sum - p;
        var lost = (p - (sum - other)) + (c - other);               // Knuth's TwoSum: p + c = sum + lost, exactly

        // One unit in the last place towards the error, if there is one and the last bit is 0. Infinite or NaN sums have a NaN error and are unchanged.
        var inexact = Vector128.GreaterThan(Vector128.Abs(lost), Vector128<double>.Zero).AsInt64();
        var even = Vector128.Equals(sum.AsInt64() & Vector128<long>.One, Vector128<long>.Zero);
        var awayFromZero = Vector128.Equals((sum.AsInt64() ^ lost.AsInt64()) & Vector128.Create(long.MinValue), Vector128<long>.Zero);
        var step = Vector128.ConditionalSelect(awayFromZero, Vector128<long>.One, Vector128<long>.AllBitsSet);
        return (sum.AsInt64() + (step & inexact & even)).AsDouble();
    }
}
