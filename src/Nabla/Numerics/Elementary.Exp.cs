using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <content>e^x, e^x − 1 and tanh x: one reduction, three sums.</content>
/// <remarks>
/// x = n·ln 2 + r with |r| ≤ ln 2 / 2 (Cody and Waite, "Software manual for the elementary functions", 1980), so e^x = 2ⁿ·e^r, and
/// e^r = 1 + r + r²·q(r). The last addend differs: e^x + 0, e^x − 1, e^x + 1 (for tanh). The largest two parts of that sum are added
/// without error (Dekker, "A floating-point technique for extending the available precision", 1971), so the result is rounded nearly once.
/// <para>
/// The coefficients of q, and of the odd polynomial of tanh, are a weighted minimax fit (Remez): one coefficient at a time is rounded to a float,
/// lowest first, and the rest are fitted again.
/// </para>
/// </remarks>
internal static partial class Elementary
{
    /// <summary>1.5·2²³: adding it rounds a float to an integer, which is then in the low bits of the sum.</summary>
    private const float Rounder = 12582912f;

    /// <summary>Computes e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // Beyond these bounds e^x is infinite or 0 in any case, and n stays small.
        var (whole, head, tail) = ReduceExponent(Clamp(x, -104f, 89f));
        var one = TLanes.Broadcast(1f);
        var y = ScaleAndAdd(one, head, tail, one);

        // 2ⁿ itself may be outside the range of normal floats although e^x is not, so it is applied in two halves. Only the second can round.
        var rounder = TLanes.Broadcast(Rounder);
        var half = TLanes.FusedMultiplyAdd(whole - rounder, TLanes.Broadcast(0.5f), rounder);
        var rest = whole - (half - rounder);
        return y * PowerOfTwo(half) * PowerOfTwo(rest);
    }

    /// <summary>Computes e^x − 1, also accurately near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Expm1<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // Half of the result, because 2ⁿ may overflow although the result does not.
        var (whole, head, tail) = ReduceExponent(Clamp(x, -30f, 89f));
        var power = PowerOfTwo(whole - TLanes.Broadcast(1f));
        var y = ScaleAndAdd(power, head, tail, power - TLanes.Broadcast(0.5f));

        // The halves of the smallest floats are not floats, and −0 keeps its sign.
        return TLanes.Select(TLanes.GreaterThan(Absolute(x), TLanes.Broadcast(Tiny)), y + y, x);
    }

    /// <summary>Computes the hyperbolic tangent, an odd function: only the sign of the result depends on the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var one = TLanes.Broadcast(1f);
        var two = TLanes.Broadcast(2f);
        var a = Absolute(x);

        // Far from 0: 1 − 2 / (e^2a + 1), which is 1 from a = 9.02 on.
        var (whole, head, tail) = ReduceExponent(Clamp(a + a, 0f, 20f));
        var power = PowerOfTwo(whole);
        var far = one - (two / ScaleAndAdd(power, head, tail, power + one));

        // Near 0: a + a³·p(a²) with a relative error of 2^-29.7 for a ≤ 0.55.
        var square = a * a;
        var p = TLanes.Broadcast(-0.0062428494f);
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.Broadcast(0.021050714f));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.Broadcast(-0.0538475476f));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.Broadcast(0.133325443f));
        p = TLanes.FusedMultiplyAdd(p, square, TLanes.Broadcast(-0.333333164f));
        var near = TLanes.FusedMultiplyAdd(a * square, p, a);

        var y = TLanes.Select(TLanes.GreaterThan(a, TLanes.Broadcast(0.55f)), far, near);
        return TLanes.BitwiseOr(y, TLanes.BitwiseAnd(x, TLanes.Broadcast(-0f)));
    }

    /// <summary>Reduces x = n·ln 2 + r: returns <see cref="Rounder"/> + n, and e^r − 1 as an exact head and a small tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Whole, TLanes Head, TLanes Tail) ReduceExponent<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var rounder = TLanes.Broadcast(Rounder);
        var whole = TLanes.FusedMultiplyAdd(x, TLanes.Broadcast(1.44269502f), rounder);
        var n = whole - rounder;
        var head = TLanes.FusedMultiplyAdd(n, TLanes.Broadcast(-Ln2High), x);       // exact
        var low = n * TLanes.Broadcast(-Ln2Low);
        var r = head + low;

        // q(r) = (e^r − 1 − r) / r², such that e^r − 1 has a relative error of 2^-31.0.
        var q = TLanes.Broadcast(0.000196645255f);
        q = TLanes.FusedMultiplyAdd(q, r, TLanes.Broadcast(0.00139350479f));
        q = TLanes.FusedMultiplyAdd(q, r, TLanes.Broadcast(0.00833364297f));
        q = TLanes.FusedMultiplyAdd(q, r, TLanes.Broadcast(0.0416664667f));
        q = TLanes.FusedMultiplyAdd(q, r, TLanes.Broadcast(0.166666657f));
        q = TLanes.FusedMultiplyAdd(q, r, TLanes.Broadcast(0.5f));
        return (whole, head, TLanes.FusedMultiplyAdd(r * r, q, low));
    }

    /// <summary>Computes scale·(head + tail) + offset, where scale is a power of two and the offset is 0 or at least as large as scale·head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ScaleAndAdd<TLanes>(TLanes scale, TLanes head, TLanes tail, TLanes offset)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.FusedMultiplyAdd(scale, head, offset);
        var lost = TLanes.FusedMultiplyAdd(scale, head, offset - sum);               // exact
        return sum + TLanes.FusedMultiplyAdd(scale, tail, lost);
    }

    /// <summary>Computes 2ⁿ for −126 ≤ n ≤ 127 from <see cref="Rounder"/> + n: moves the low bits into the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PowerOfTwo<TLanes>(TLanes whole)
        where TLanes : struct, ILanes<TLanes> => TLanes.AddBits(TLanes.ShiftBitsLeft(whole, 23), TLanes.Broadcast(1f));

    /// <summary>Clamps to two bounds; NaN remains NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamp<TLanes>(TLanes x, float low, float high)
        where TLanes : struct, ILanes<TLanes>
    {
        var (lowest, highest) = (TLanes.Broadcast(low), TLanes.Broadcast(high));
        x = TLanes.Select(TLanes.GreaterThan(lowest, x), lowest, x);
        return TLanes.Select(TLanes.GreaterThan(x, highest), highest, x);
    }
}
