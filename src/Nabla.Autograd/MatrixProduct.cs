using System.Buffers;

namespace Nabla.Autograd;

/// <summary>Computes matrix products: each element is one chain of fused multiply-adds over k = 0, 1, …, for any number of threads and vector width.</summary>
/// <remarks>
/// Both factors are copied into strips in the order in which the tile reads them, padded with zeros, so that one tile
/// serves every shape, and a transposed factor costs no more than a plain one. Threads divide the rows.
/// </remarks>
internal static class MatrixProduct
{
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

    /// <summary>Computes c = a b, where either factor may be transposed.</summary>
    public static void Compute(Matrix a, bool transposeA, Matrix b, bool transposeB, Matrix c, int threads)
    {
        var job = new Job(
            a.Elements, transposeA ? 1 : a.Columns, transposeA ? a.Columns : 1,
            b.Elements, transposeB ? 1 : b.Columns, transposeB ? b.Columns : 1,
            c, transposeA ? a.Rows : a.Columns);
        int strips = Parts(c.Columns, ProductTile.Columns);
        job.Right = ArrayPool<double>.Shared.Rent(checked(strips * ProductTile.Columns * job.Inner));
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

        /// <summary>Gets or sets the strips of b: for each strip of columns, for each k, the strip's elements.</summary>
        public double[] Right { get; set; } = [];

        public void PackRight(int strip)
        {
            int first = strip * ProductTile.Columns, count = Math.Min(ProductTile.Columns, c.Columns - first);
            var memory = Right.AsSpan(strip * ProductTile.Columns * inner, ProductTile.Columns * inner);
            Pack(b, first * columnStepB, columnStepB, count, innerStepB, inner, memory, ProductTile.Columns);
        }

        public void Multiply(int part)
        {
            int firstRow = part * RowsPerPart, rows = Math.Min(RowsPerPart, c.Rows - firstRow);
            double[] left = ArrayPool<double>.Shared.Rent(Parts(rows, ProductTile.Rows) * ProductTile.Rows * inner);
            for (int r = 0; r < rows; r += ProductTile.Rows)
            {
                Pack(
                    a, (firstRow + r) * rowStepA, rowStepA, Math.Min(ProductTile.Rows, rows - r), innerStepA, inner,
                    left.AsSpan(r * inner, ProductTile.Rows * inner), ProductTile.Rows);
            }

            for (int k = 0; k < inner; k += Depth)
            {
                int depth = Math.Min(Depth, inner - k);
                for (int column = 0; column < c.Columns; column += ProductTile.Columns)
                {
                    var right = Right.AsSpan((column * inner) + (k * ProductTile.Columns));
                    for (int r = 0; r < rows; r += ProductTile.Rows)
                        ProductTile.Compute(left.AsSpan((r * inner) + (k * ProductTile.Rows)), right, depth, c, firstRow + r, column, first: k == 0);
                }
            }

            ArrayPool<double>.Shared.Return(left);
        }

        /// <summary>Copies a strip: for each k the elements across it, padded with zeros.</summary>
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
    }
}
