using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>Sums whose order is written down.</summary>
/// <remarks>
/// <code>
/// AddColumnSums   db[j] = (…((db[j] + dy[0,j]) + dy[1,j]) + …)            rows in order
/// RowSum          s[l] = Σ v[i], i ≡ l (mod 8), i ascending, from +0      eight partial sums
///                 sum  = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))
/// </code>
/// Eight partial sums suit one vector of AVX2 and two of AdvSimd or SSE. The order depends on the length alone.
/// </remarks>
internal static unsafe class Reduction
{
    private const int ColumnsPerPart = 128;
    private const int WorthATeam = 1 << 15;

    /// <summary>db += 1ᵀ dy: dy [samples, outputs], db [outputs]. What db held counts as 0 if <paramref name="isZero"/>.</summary>
    public static void AddColumnSums(Processor processor, ReadOnlyMatrixView dy, Span<float> db, bool isZero = false)
    {
        if (isZero)
            db.Clear();
        fixed (float* pdy = dy.Data, pdb = db)
        {
            var job = new ColumnSumJob
            {
                Width = processor.Width, Dy = pdy, Row = dy.Stride, Db = pdb, Rows = dy.Rows, Columns = dy.Columns,
                ColumnsPerPart = dy.Rows * dy.Columns < WorthATeam ? Math.Max(1, dy.Columns) : ColumnsPerPart,
            };
            processor.Team.Run((job.Columns + job.ColumnsPerPart - 1) / job.ColumnsPerPart, &ColumnSumJob.RunPart, &job);
        }
    }

    /// <summary>The sum of the elements of a row.</summary>
    public static float RowSum(VectorWidth width, ReadOnlySpan<float> values)
    {
        fixed (float* v = values)
        {
            return width switch
            {
                VectorWidth.Vector512 or VectorWidth.Vector256 => RowSum<Lanes8>(v, values.Length),
                VectorWidth.Vector128 => RowSum<Lanes4>(v, values.Length),
                _ => RowSum<Lanes1>(v, values.Length),
            };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float RowSum<TLanes>(float* values, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        const int Partials = 8;
        float* partials = stackalloc float[Partials];
        int whole = count - (count % Partials);
        for (int first = 0; first < Partials; first += TLanes.Count)
        {
            var sum = TLanes.Broadcast(0f);
            for (int i = first; i < whole; i += Partials)
                sum += TLanes.Load(ref *(values + i), 0);
            TLanes.Store(sum, ref *(partials + first), 0);
        }

        for (int i = whole; i < count; i++)
            partials[i - whole] += values[i];

        return ((partials[0] + partials[4]) + (partials[2] + partials[6])) + ((partials[1] + partials[5]) + (partials[3] + partials[7]));
    }

    private struct ColumnSumJob
    {
        public VectorWidth Width;
        public float* Dy, Db;
        public int Row, Rows, Columns, ColumnsPerPart;

        public static void RunPart(void* context, int part)
        {
            var job = (ColumnSumJob*)context;
            int first = part * job->ColumnsPerPart, last = Math.Min(job->Columns, first + job->ColumnsPerPart);
            switch (job->Width)
            {
                case VectorWidth.Vector512: first = job->Sum<Lanes16>(first, last); goto case VectorWidth.Vector256;
                case VectorWidth.Vector256: first = job->Sum<Lanes8>(first, last); goto case VectorWidth.Vector128;
                case VectorWidth.Vector128: first = job->Sum<Lanes4>(first, last); goto default;
                default: job->Sum<Lanes1>(first, last); break;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly int Sum<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            for (; first + TLanes.Count <= last; first += TLanes.Count)
            {
                var sum = TLanes.Load(ref *(Db + first), 0);
                float* dy = Dy + first;
                for (int row = 0; row < Rows; row++, dy += Row)
                    sum += TLanes.Load(ref *dy, 0);
                TLanes.Store(sum, ref *(Db + first), 0);
            }

            return first;
        }
    }
}
