using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Sums in a specified order.</summary>
/// <remarks>
/// <code>
/// AddColumnSums   db[j] = (…((db[j] + dy[0,j]) + dy[1,j]) + …)            rows in order
/// RowSum          s[l] = Σ v[i], i ≡ l (mod 8), i ascending, from +0      eight partial sums
///                 sum  = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))
/// </code>
/// Eight partial sums suit one vector of AVX2 and two of AdvSimd or SSE. The order depends only on the length.
/// </remarks>
internal static unsafe class Reduction
{
    private const int ColumnsPerPart = 128;
    private const int WorthATeam = 1 << 15;
    private const int Partials = 8;

    /// <summary>Computes db += 1ᵀ dy: dy [samples, outputs], db [outputs]. The contents of db count as 0 if <paramref name="isZero"/>.</summary>
    public static void AddColumnSums(Processor processor, ReadOnlyMatrixView dy, Span<float> db, bool isZero = false)
    {
        if (isZero)
            db.Clear();
        fixed (float* pdy = dy.Data, pdb = db)
        {
            var loop = new ColumnLoop { Dy = pdy, Row = dy.Stride, Db = pdb, Rows = dy.Rows };
            VectorLoop.Run(processor, in loop, dy.Columns, dy.Rows * dy.Columns < WorthATeam ? Math.Max(1, dy.Columns) : ColumnsPerPart);
        }
    }

    /// <summary>Returns the sum of the elements of a row.</summary>
    public static float RowSum<TLanes>(float* values, int count)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Count > Partials ? PartialSums<Lanes8>(values, count) : PartialSums<TLanes>(values, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float PartialSums<TLanes>(float* values, int count)
        where TLanes : struct, ILanes<TLanes>
    {
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

    private struct ColumnLoop : IVectorLoop
    {
        public float* Dy, Db;
        public int Row, Rows;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
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
