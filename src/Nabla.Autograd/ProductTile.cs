using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nabla.Autograd;

/// <summary>Computes 4 rows and 12 columns of a product in registers: 12 sums of four lanes, three loads of the right factor, one element of the left.</summary>
internal static class ProductTile
{
    /// <summary>The number of rows of a tile, and of adjacent elements in a strip of the left factor.</summary>
    public const int Rows = 4;

    /// <summary>The number of columns of a tile, and of adjacent elements in a strip of the right factor.</summary>
    public const int Columns = 12;

    /// <summary>Adds some terms to the chains of a tile of c, or begins them; uses a copy at the edge of c.</summary>
    public static void Compute(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int depth, Matrix c, int row, int column, bool first)
    {
        int rows = Math.Min(Rows, c.Rows - row), columns = Math.Min(Columns, c.Columns - column);
        ref double corner = ref c.Elements[(row * c.Columns) + column];
        if (rows == Rows && columns == Columns)
        {
            Accumulate(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right), depth, ref corner, c.Columns, first);
            return;
        }

        Span<double> copy = stackalloc double[Rows * Columns];
        copy.Clear();
        for (int r = 0; r < rows && !first; r++)
            c.Row(row + r).Slice(column, columns).CopyTo(copy[(r * Columns)..]);
        Accumulate(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right), depth, ref copy[0], Columns, first);
        for (int r = 0; r < rows; r++)
            copy.Slice(r * Columns, columns).CopyTo(c.Row(row + r)[column..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(ref double left, ref double right, int depth, ref double c, int stride, bool first)
    {
        ref double c1 = ref Unsafe.Add(ref c, stride), c2 = ref Unsafe.Add(ref c, 2 * stride), c3 = ref Unsafe.Add(ref c, 3 * stride);
        Vector256<double> s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default;
        Vector256<double> s20 = default, s21 = default, s22 = default, s30 = default, s31 = default, s32 = default;
        if (!first)
        {
            (s00, s01, s02) = (Vector256.LoadUnsafe(ref c), Vector256.LoadUnsafe(ref c, 4), Vector256.LoadUnsafe(ref c, 8));
            (s10, s11, s12) = (Vector256.LoadUnsafe(ref c1), Vector256.LoadUnsafe(ref c1, 4), Vector256.LoadUnsafe(ref c1, 8));
            (s20, s21, s22) = (Vector256.LoadUnsafe(ref c2), Vector256.LoadUnsafe(ref c2, 4), Vector256.LoadUnsafe(ref c2, 8));
            (s30, s31, s32) = (Vector256.LoadUnsafe(ref c3), Vector256.LoadUnsafe(ref c3, 4), Vector256.LoadUnsafe(ref c3, 8));
        }

        for (int k = 0; k < depth; k++)
        {
            var r0 = Vector256.LoadUnsafe(ref right);
            var r1 = Vector256.LoadUnsafe(ref right, 4);
            var r2 = Vector256.LoadUnsafe(ref right, 8);
            var l = Vector256.Create(left);
            s00 = Vector256.FusedMultiplyAdd(l, r0, s00);
            s01 = Vector256.FusedMultiplyAdd(l, r1, s01);
            s02 = Vector256.FusedMultiplyAdd(l, r2, s02);
            l = Vector256.Create(Unsafe.Add(ref left, 1));
            s10 = Vector256.FusedMultiplyAdd(l, r0, s10);
            s11 = Vector256.FusedMultiplyAdd(l, r1, s11);
            s12 = Vector256.FusedMultiplyAdd(l, r2, s12);
            l = Vector256.Create(Unsafe.Add(ref left, 2));
            s20 = Vector256.FusedMultiplyAdd(l, r0, s20);
            s21 = Vector256.FusedMultiplyAdd(l, r1, s21);
            s22 = Vector256.FusedMultiplyAdd(l, r2, s22);
            l = Vector256.Create(Unsafe.Add(ref left, 3));
            s30 = Vector256.FusedMultiplyAdd(l, r0, s30);
            s31 = Vector256.FusedMultiplyAdd(l, r1, s31);
            s32 = Vector256.FusedMultiplyAdd(l, r2, s32);
            left = ref Unsafe.Add(ref left, Rows);
            right = ref Unsafe.Add(ref right, Columns);
        }

        Store(s00, s01, s02, ref c);
        Store(s10, s11, s12, ref c1);
        Store(s20, s21, s22, ref c2);
        Store(s30, s31, s32, ref c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<double> s0, Vector256<double> s1, Vector256<double> s2, ref double row)
    {
        s0.StoreUnsafe(ref row);
        s1.StoreUnsafe(ref row, 4);
        s2.StoreUnsafe(ref row, 8);
    }
}
