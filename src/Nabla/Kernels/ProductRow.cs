using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>The inner loop of a product for one sample: a long piece of one row of the result stays in registers while the weights stream by.</summary>
/// <remarks>
/// <code>
/// c[j] = start[j] + Σₖ a[k]·b[k, j]      j &lt; vectors · lanes ≤ 16 · lanes      b[k, j] at b + k·bStep + j
/// </code>
/// One sample uses each weight once, so memory sets the pace: a kilobyte of each row of b in turn suits the prefetcher, where a tile's two
/// vectors would leave most of every page for later. The chain of each element is that of <see cref="ProductTile"/>.
/// </remarks>
internal static unsafe class ProductRow
{
    /// <summary>The most vectors of a piece: half the registers of AVX-512, all but a few of AVX2 at eight.</summary>
    public const int MostVectors = 16;

    /// <summary>Computes 1 to 16 vectors; how many is rounded down to 16, 8, 4, 2 or 1 and returned.</summary>
    public static int Compute<TLanes>(int vectors, float* a, float* b, nint bStep, int depth, float* start, float* c)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (vectors)
        {
            case >= 16 when TLanes.Count == 16: Compute<TLanes, Size16>(a, b, bStep, depth, start, c); return 16;
            case >= 8: Compute<TLanes, Size8>(a, b, bStep, depth, start, c); return 8;
            case >= 4: Compute<TLanes, Size4>(a, b, bStep, depth, start, c); return 4;
            case >= 2: Compute<TLanes, Size2>(a, b, bStep, depth, start, c); return 2;
            default: Compute<TLanes, Size1>(a, b, bStep, depth, start, c); return 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TLanes, TVectors>(float* a, float* b, nint bStep, int depth, float* start, float* c)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : struct, ITileSize
    {
        TLanes c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default,
               c8 = default, c9 = default, c10 = default, c11 = default, c12 = default, c13 = default, c14 = default, c15 = default;

        c0 = Load<TLanes>(start, 0);
        if (TVectors.Value > 1) c1 = Load<TLanes>(start, 1);
        if (TVectors.Value > 2) c2 = Load<TLanes>(start, 2);
        if (TVectors.Value > 3) c3 = Load<TLanes>(start, 3);
        if (TVectors.Value > 4) c4 = Load<TLanes>(start, 4);
        if (TVectors.Value > 5) c5 = Load<TLanes>(start, 5);
        if (TVectors.Value > 6) c6 = Load<TLanes>(start, 6);
        if (TVectors.Value > 7) c7 = Load<TLanes>(start, 7);
        if (TVectors.Value > 8) c8 = Load<TLanes>(start, 8);
        if (TVectors.Value > 9) c9 = Load<TLanes>(start, 9);
        if (TVectors.Value > 10) c10 = Load<TLanes>(start, 10);
        if (TVectors.Value > 11) c11 = Load<TLanes>(start, 11);
        if (TVectors.Value > 12) c12 = Load<TLanes>(start, 12);
        if (TVectors.Value > 13) c13 = Load<TLanes>(start, 13);
        if (TVectors.Value > 14) c14 = Load<TLanes>(start, 14);
        if (TVectors.Value > 15) c15 = Load<TLanes>(start, 15);

        for (int k = 0; k < depth; k++)
        {
            var factor = TLanes.Broadcast(a[k]);
            c0 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 0), c0);
            if (TVectors.Value > 1) c1 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 1), c1);
            if (TVectors.Value > 2) c2 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 2), c2);
            if (TVectors.Value > 3) c3 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 3), c3);
            if (TVectors.Value > 4) c4 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 4), c4);
            if (TVectors.Value > 5) c5 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 5), c5);
            if (TVectors.Value > 6) c6 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 6), c6);
            if (TVectors.Value > 7) c7 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 7), c7);
            if (TVectors.Value > 8) c8 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 8), c8);
            if (TVectors.Value > 9) c9 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 9), c9);
            if (TVectors.Value > 10) c10 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 10), c10);
            if (TVectors.Value > 11) c11 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 11), c11);
            if (TVectors.Value > 12) c12 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 12), c12);
            if (TVectors.Value > 13) c13 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 13), c13);
            if (TVectors.Value > 14) c14 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 14), c14);
            if (TVectors.Value > 15) c15 = TLanes.FusedMultiplyAdd(factor, Load<TLanes>(b, 15), c15);
            b += bStep;
        }

        TLanes.Store(c0, ref *c, (nuint)(0 * TLanes.Count));
        if (TVectors.Value > 1) TLanes.Store(c1, ref *c, (nuint)(1 * TLanes.Count));
        if (TVectors.Value > 2) TLanes.Store(c2, ref *c, (nuint)(2 * TLanes.Count));
        if (TVectors.Value > 3) TLanes.Store(c3, ref *c, (nuint)(3 * TLanes.Count));
        if (TVectors.Value > 4) TLanes.Store(c4, ref *c, (nuint)(4 * TLanes.Count));
        if (TVectors.Value > 5) TLanes.Store(c5, ref *c, (nuint)(5 * TLanes.Count));
        if (TVectors.Value > 6) TLanes.Store(c6, ref *c, (nuint)(6 * TLanes.Count));
        if (TVectors.Value > 7) TLanes.Store(c7, ref *c, (nuint)(7 * TLanes.Count));
        if (TVectors.Value > 8) TLanes.Store(c8, ref *c, (nuint)(8 * TLanes.Count));
        if (TVectors.Value > 9) TLanes.Store(c9, ref *c, (nuint)(9 * TLanes.Count));
        if (TVectors.Value > 10) TLanes.Store(c10, ref *c, (nuint)(10 * TLanes.Count));
        if (TVectors.Value > 11) TLanes.Store(c11, ref *c, (nuint)(11 * TLanes.Count));
        if (TVectors.Value > 12) TLanes.Store(c12, ref *c, (nuint)(12 * TLanes.Count));
        if (TVectors.Value > 13) TLanes.Store(c13, ref *c, (nuint)(13 * TLanes.Count));
        if (TVectors.Value > 14) TLanes.Store(c14, ref *c, (nuint)(14 * TLanes.Count));
        if (TVectors.Value > 15) TLanes.Store(c15, ref *c, (nuint)(15 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Load<TLanes>(float* source, int vector)
        where TLanes : struct, ILanes<TLanes> => TLanes.Load(ref *source, (nuint)(vector * TLanes.Count));
}
