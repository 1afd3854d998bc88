using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nabla.Autograd;

/// <summary>Products of matrices: each element is one chain of fused multiply-adds over k = 0, 1, …, whatever the threads and vectors.</summary>
/// <remarks>
/// Both factors are copied into strips in the order in which the tile reads them, padded with zeros, so that one tile of 4 rows and 12
/// columns serves every shape, and a transposed factor costs no more than a plain one. Threads share out the rows.
/// </remarks>
internal static class MatrixProduct
{
    private const int TileRows = 4;
    private const int TileColumns = 12;
    private const int Depth = 256;
    private const int RowsPerPart = 32;
    private const int SmallestForThreads = 1 << 16;

    public static Shape ShapeOf(string name, Shape a, bool transposeA, Shape b, bool transposeB)
    {
        var (rows, inner) = transposeA ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
        var (other, columns) = transposeB ? (b.Columns, b.Rows) : (b.Rows, b.Columns);
        return inner == other
            ? new(rows, columns)
            : throw new ArgumentException($"The product {name} of {a} and {b} would sum over {inner} on one side and {other} on the other.");
    }

    /// <summary>c = a b, where either factor may stand for its transpose.</summary>
    public static void Compute(Matrix a, bool transposeA, Matrix b, bool transposeB, Matrix c, int threads)
    {
        var job = new Job(
            a.Elements, transposeA ? 1 : a.Columns, transposeA ? a.Columns : 1,
            b.Elements, transposeB ? 1 : b.Columns, transposeB ? b.Columns : 1,
            c, transposeA ? a.Rows : a.Columns);
        int strips = Parts(c.Columns, TileColumns);
        job.Right = ArrayPool<double>.Shared.Rent(checked(strips * TileColumns * job.Inner));
        try
        {
            bool together = threads > 1 && (long)c.Rows * c.Columns * job.Inner >= SmallestForThreads;
            Share(together ? threads : 1, strips, job.PackRight);
            Share(together ? threads : 1, Parts(c.Rows, RowsPerPart), job.Multiply);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(job.Right);
        }
    }

    private static int Parts(int count, int size) => (count + size - 1) / size;

    private static void Share(int threads, int parts, Action<int> part)
    {
        if (threads == 1 || parts == 1)
        {
            for (int i = 0; i < parts; i++)
                part(i);
            return;
        }

#pragma warning disable RS0030 // The worker team is Nabla's, and this project uses nothing of it; parts write to different places.
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part);
#pragma warning restore RS0030
    }

    private sealed class Job(double[] a, int rowStepA, int innerStepA, double[] b, int innerStepB, int columnStepB, Matrix c, int inner)
    {
        public int Inner => inner;

        /// <summary>Strips of b: for each strip of columns, for each k, the strip's elements.</summary>
        public double[] Right { get; set; } = [];

        public void PackRight(int strip)
        {
            int first = strip * TileColumns, count = Math.Min(TileColumns, c.Columns - first);
            Pack(b, first * columnStepB, columnStepB, count, innerStepB, inner, Right.AsSpan(strip * TileColumns * inner, TileColumns * inner), TileColumns);
        }

        public void Multiply(int part)
        {
            int firstRow = part * RowsPerPart, rows = Math.Min(RowsPerPart, c.Rows - firstRow);
            double[] left = ArrayPool<double>.Shared.Rent(Parts(rows, TileRows) * TileRows * inner);
            for (int r = 0; r < rows; r += TileRows)
            {
                Pack(
                    a, (firstRow + r) * rowStepA, rowStepA, Math.Min(TileRows, rows - r), innerStepA, inner,
                    left.AsSpan(r * inner, TileRows * inner), TileRows);
            }

            for (int k = 0; k < inner; k += Depth)
            {
                int depth = Math.Min(Depth, inner - k);
                for (int column = 0; column < c.Columns; column += TileColumns)
                {
                    for (int r = 0; r < rows; r += TileRows)
                        Tile(left.AsSpan((r * inner) + (k * TileRows)), Right.AsSpan((column * inner) + (k * TileColumns)), depth, firstRow + r, column, first: k == 0);
                }
            }

            ArrayPool<double>.Shared.Return(left);
        }

        /// <summary>Lays out a strip: for each k the elements across it, zeros behind the last.</summary>
        private static void Pack(double[] source, int start, int acrossStep, int across, int innerStep, int inner, Span<double> strip, int width)
        {
            if (across < width)
                strip.Clear();
            if (acrossStep == 1)
            {
                for (int k = 0; k < inner; k++)
                    source.AsSpan(start + (k * innerStep), across).CopyTo(strip[(k * width)..]);
                return;
            }

            for (int i = 0; i < across; i++)
            {
                int from = start + (i * acrossStep);
                for (int k = 0; k < inner; k++)
                    strip[(k * width) + i] = source[from + (k * innerStep)];
            }
        }

        /// <summary>A tile of c goes on by some terms of its chains; at the edge of c it does so in a copy.</summary>
        private void Tile(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int depth, int row, int column, bool first)
        {
            int rows = Math.Min(TileRows, c.Rows - row), columns = Math.Min(TileColumns, c.Columns - column);
            ref double corner = ref c.Elements[(row * c.Columns) + column];
            if (rows == TileRows && columns == TileColumns)
            {
                Accumulate(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right), depth, ref corner, c.Columns, first);
                return;
            }

            Span<double> copy = stackalloc double[TileRows * TileColumns];
            copy.Clear();
            for (int r = 0; r < rows && !first; r++)
                c.Row(row + r).Slice(column, columns).CopyTo(copy[(r * TileColumns)..]);
            Accumulate(ref MemoryMarshal.GetReference(left), ref MemoryMarshal.GetReference(right), depth, ref copy[0], TileColumns, first);
            for (int r = 0; r < rows; r++)
                copy.Slice(r * TileColumns, columns).CopyTo(c.Row(row + r)[column..]);
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
                left = ref Unsafe.Add(ref left, TileRows);
                right = ref Unsafe.Add(ref right, TileColumns);
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
}
