using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>An integer known at compile time, so that branches on it are eliminated.</summary>
internal interface ITileSize
{
    static abstract int Value { get; }
}

internal readonly struct Size1 : ITileSize { public static int Value => 1; }
internal readonly struct Size2 : ITileSize { public static int Value => 2; }
internal readonly struct Size3 : ITileSize { public static int Value => 3; }
internal readonly struct Size4 : ITileSize { public static int Value => 4; }
internal readonly struct Size5 : ITileSize { public static int Value => 5; }
internal readonly struct Size6 : ITileSize { public static int Value => 6; }
internal readonly struct Size7 : ITileSize { public static int Value => 7; }
internal readonly struct Size8 : ITileSize { public static int Value => 8; }
internal readonly struct Size9 : ITileSize { public static int Value => 9; }
internal readonly struct Size10 : ITileSize { public static int Value => 10; }
internal readonly struct Size11 : ITileSize { public static int Value => 11; }
internal readonly struct Size12 : ITileSize { public static int Value => 12; }

/// <summary>The innermost loop of every product: a tile of the result stays in registers over the whole depth.</summary>
/// <remarks>
/// <code>
/// c[r, j] = start[r, j] + Σₖ a[r, k]·b[k, j]        r &lt; rows ≤ 12,  j &lt; columns · lanes
/// a[r, k] at a + r·aRow + k·aStep      b[k, j] at b + k·bStep + j
/// </code>
/// Each element is one chain of fused multiply-adds in the order of k, as results must be bit-identical. The two strides of a allow one loop for x·W
/// (rows of x) and xᵀ·dy (columns of x). For dy·Wᵀ the depth runs through the panels of W: after each stretch of it a moves to the next panel,
/// so that the sums stay in registers for all of them.
/// Twelve rows by two vectors use 24 of the 32 registers of AVX-512; six rows suit the 16 of AVX2.
/// </remarks>
internal static unsafe class ProductTile
{
    /// <summary>The maximum number of rows of a tile.</summary>
    public const int MaxRows = 12;

    /// <summary>The memory layout of a tile's operands.</summary>
    public readonly ref struct Operands
    {
        public required float* A { get; init; }
        public required nint ARow { get; init; }
        public required nint AStep { get; init; }
        public required float* B { get; init; }
        public required nint BStep { get; init; }
        public required int Depth { get; init; }

        /// <summary>Gets the number of consecutive stretches of <see cref="Depth"/>.</summary>
        public int Stretches { get; init; } = 1;

        /// <summary>Gets the distance from the end of a stretch of a to the beginning of the next.</summary>
        public nint AJump { get; init; }

        public required float* Start { get; init; }
        public required nint StartRow { get; init; }
        public required float* C { get; init; }
        public required nint CRow { get; init; }

        public Operands()
        {
        }
    }

    /// <summary>Computes a tile of 1 to 12 rows and 1 or 2 vectors.</summary>
    public static void Compute<TLanes>(int rows, int vectors, in Operands tile)
        where TLanes : struct, ILanes<TLanes>
    {
        if (vectors == 2)
            Compute<TLanes, Size2>(rows, in tile);
        else
            Compute<TLanes, Size1>(rows, in tile);
    }

    private static void Compute<TLanes, TVectors>(int rows, in Operands tile)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : struct, ITileSize
    {
        switch (rows)
        {
            case 1: Compute<TLanes, TVectors, Size1>(in tile); break;
            case 2: Compute<TLanes, TVectors, Size2>(in tile); break;
            case 3: Compute<TLanes, TVectors, Size3>(in tile); break;
            case 4: Compute<TLanes, TVectors, Size4>(in tile); break;
            case 5: Compute<TLanes, TVectors, Size5>(in tile); break;
            case 6: Compute<TLanes, TVectors, Size6>(in tile); break;
            case 7: Compute<TLanes, TVectors, Size7>(in tile); break;
            case 8: Compute<TLanes, TVectors, Size8>(in tile); break;
            case 9: Compute<TLanes, TVectors, Size9>(in tile); break;
            case 10: Compute<TLanes, TVectors, Size10>(in tile); break;
            case 11: Compute<TLanes, TVectors, Size11>(in tile); break;
            case 12: Compute<TLanes, TVectors, Size12>(in tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TLanes, TVectors, TRows>(in Operands tile)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : struct, ITileSize
        where TRows : struct, ITileSize
    {
        TLanes c00 = default, c01 = default,
               c10 = default, c11 = default,
               c20 = default, c21 = default,
               c30 = default, c31 = default,
               c40 = default, c41 = default,
               c50 = default, c51 = default,
               c60 = default, c61 = default,
               c70 = default, c71 = default,
               c80 = default, c81 = default,
               c90 = default, c91 = default,
               c100 = default, c101 = default,
               c110 = default, c111 = default;

        // The result is prefetched during the sums: a store to a distant line would delay the next tiles.
        nint cRow = tile.CRow;
        float* c = tile.C;
        for (int row = 0; row < TRows.Value; row++)
        {
            Prefetch.Near(c + (row * cRow));
            if (TVectors.Value > 1)
                Prefetch.Near(c + (row * cRow) + TLanes.Count);
        }

        nint startRow = tile.StartRow;
        float* start = tile.Start;
        Load<TLanes, TVectors>(start + (0 * startRow), out c00, out c01);
        if (TRows.Value > 1) Load<TLanes, TVectors>(start + (1 * startRow), out c10, out c11);
        if (TRows.Value > 2) Load<TLanes, TVectors>(start + (2 * startRow), out c20, out c21);
        if (TRows.Value > 3) Load<TLanes, TVectors>(start + (3 * startRow), out c30, out c31);
        if (TRows.Value > 4) Load<TLanes, TVectors>(start + (4 * startRow), out c40, out c41);
        if (TRows.Value > 5) Load<TLanes, TVectors>(start + (5 * startRow), out c50, out c51);
        if (TRows.Value > 6) Load<TLanes, TVectors>(start + (6 * startRow), out c60, out c61);
        if (TRows.Value > 7) Load<TLanes, TVectors>(start + (7 * startRow), out c70, out c71);
        if (TRows.Value > 8) Load<TLanes, TVectors>(start + (8 * startRow), out c80, out c81);
        if (TRows.Value > 9) Load<TLanes, TVectors>(start + (9 * startRow), out c90, out c91);
        if (TRows.Value > 10) Load<TLanes, TVectors>(start + (10 * startRow), out c100, out c101);
        if (TRows.Value > 11) Load<TLanes, TVectors>(start + (11 * startRow), out c110, out c111);

        nint row1 = tile.ARow, row2 = 2 * row1, row3 = 3 * row1, step = tile.AStep, jump = tile.AJump, bStep = tile.BStep;
        float* a0 = tile.A;
        float* a4 = a0 + (4 * row1);
        float* a8 = a0 + (8 * row1);
        float* b = tile.B;
        for (int stretch = tile.Stretches; stretch > 0; stretch--)
        {
            for (int k = tile.Depth; k > 0; k--)
            {
                Load<TLanes, TVectors>(b, out var b0, out var b1);
                Accumulate<TLanes, TVectors>(a0, b0, b1, ref c00, ref c01);
                if (TRows.Value > 1) Accumulate<TLanes, TVectors>(a0 + row1, b0, b1, ref c10, ref c11);
                if (TRows.Value > 2) Accumulate<TLanes, TVectors>(a0 + row2, b0, b1, ref c20, ref c21);
                if (TRows.Value > 3) Accumulate<TLanes, TVectors>(a0 + row3, b0, b1, ref c30, ref c31);
                if (TRows.Value > 4) Accumulate<TLanes, TVectors>(a4, b0, b1, ref c40, ref c41);
                if (TRows.Value > 5) Accumulate<TLanes, TVectors>(a4 + row1, b0, b1, ref c50, ref c51);
                if (TRows.Value > 6) Accumulate<TLanes, TVectors>(a4 + row2, b0, b1, ref c60, ref c61);
                if (TRows.Value > 7) Accumulate<TLanes, TVectors>(a4 + row3, b0, b1, ref c70, ref c71);
                if (TRows.Value > 8) Accumulate<TLanes, TVectors>(a8, b0, b1, ref c80, ref c81);
                if (TRows.Value > 9) Accumulate<TLanes, TVectors>(a8 + row1, b0, b1, ref c90, ref c91);
                if (TRows.Value > 10) Accumulate<TLanes, TVectors>(a8 + row2, b0, b1, ref c100, ref c101);
                if (TRows.Value > 11) Accumulate<TLanes, TVectors>(a8 + row3, b0, b1, ref c110, ref c111);
                a0 += step;
                a4 += step;
                a8 += step;
                b += bStep;
            }

            a0 += jump;
            a4 += jump;
            a8 += jump;
        }

        Store<TLanes, TVectors>(c + (0 * cRow), c00, c01);
        if (TRows.Value > 1) Store<TLanes, TVectors>(c + (1 * cRow), c10, c11);
        if (TRows.Value > 2) Store<TLanes, TVectors>(c + (2 * cRow), c20, c21);
        if (TRows.Value > 3) Store<TLanes, TVectors>(c + (3 * cRow), c30, c31);
        if (TRows.Value > 4) Store<TLanes, TVectors>(c + (4 * cRow), c40, c41);
        if (TRows.Value > 5) Store<TLanes, TVectors>(c + (5 * cRow), c50, c51);
        if (TRows.Value > 6) Store<TLanes, TVectors>(c + (6 * cRow), c60, c61);
        if (TRows.Value > 7) Store<TLanes, TVectors>(c + (7 * cRow), c70, c71);
        if (TRows.Value > 8) Store<TLanes, TVectors>(c + (8 * cRow), c80, c81);
        if (TRows.Value > 9) Store<TLanes, TVectors>(c + (9 * cRow), c90, c91);
        if (TRows.Value > 10) Store<TLanes, TVectors>(c + (10 * cRow), c100, c101);
        if (TRows.Value > 11) Store<TLanes, TVectors>(c + (11 * cRow), c110, c111);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TLanes, TVectors>(float* source, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : struct, ITileSize
    {
        first = TLanes.Load(ref *source, 0);
        second = TVectors.Value > 1 ? TLanes.Load(ref *source, (nuint)TLanes.Count) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<TLanes, TVectors>(float* a, TLanes b0, TLanes b1, ref TLanes first, ref TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : struct, ITileSize
    {
        var factor = TLanes.Broadcast(*a);
        first = TLanes.FusedMultiplyAdd(factor, b0, first);
        if (TVectors.Value > 1)
            second = TLanes.FusedMultiplyAdd(factor, b1, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TVectors>(float* target, TLanes first, TLanes second)
        where TLanes : struct, ILanes<TLanes>
        where TVectors : struct, ITileSize
    {
        TLanes.Store(first, ref *target, 0);
        if (TVectors.Value > 1)
            TLanes.Store(second, ref *target, (nuint)TLanes.Count);
    }
}
