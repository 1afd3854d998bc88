using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>The cross-entropy of the softmax of each row, and its derivative.</summary>
/// <remarks>
/// <code>
/// m = maxⱼ x[n,j]     e[j] = exp(x[n,j] − m)     loss[n] = ln Σₖ e[k] − (x[n,t] − m)     dx[n,j] = (e[j] / Σₖ e[k] − [j = t]) · scale
/// </code>
/// Sums over k in the order of <see cref="Reduction.RowSum"/>. The maximum is taken away first, so nothing overflows. Where dx is absent it is skipped.
/// <para>
/// Lanes are rows: a block of as many rows as a vector has lanes is turned, and every step is one vector's for all of them. Classes are few, so lanes
/// that were classes would stay empty, and each row would wait for its own maximum, sum and logarithm.
/// </para>
/// </remarks>
internal static unsafe class CrossEntropyRows
{
    private const int ElementsPerPart = 1 << 12;

    /// <summary>x and dx [samples, classes], labels and losses [samples].</summary>
    public static void Run(Processor processor, ReadOnlyMatrixView x, ReadOnlySpan<int> labels, Span<float> losses, MatrixView dx, float scale)
    {
        fixed (float* px = x.Data, pdx = dx.Data, pLosses = losses)
        fixed (int* pLabels = labels)
        {
            var job = new Job(processor.Width, x.Rows, x.Columns)
            {
                X = px, XRow = x.Stride, Dx = pdx, DxRow = dx.Stride, Labels = pLabels, Losses = pLosses, Scale = scale,
            };
            processor.Team.Run(job.Parts, &Job.RunPart, &job);
        }
    }

    private struct Job(VectorWidth width, int rows, int columns)
    {
        // Whole blocks at every width.
        private readonly int _rowsPerPart = Math.Max(1, ElementsPerPart / (Lanes16.Count * Math.Max(1, columns))) * Lanes16.Count;

        public float* X, Dx, Losses;
        public int* Labels;
        public int XRow, DxRow;
        public float Scale;

        public readonly int Parts => (rows + _rowsPerPart - 1) / _rowsPerPart;

        private readonly VectorWidth Width => width;

        public static void RunPart(void* context, int part)
        {
            var job = (Job*)context;
            switch (job->Width)
            {
                case VectorWidth.Vector512: job->Run<Lanes16>(part); break;
                case VectorWidth.Vector256: job->Run<Lanes8>(part); break;
                case VectorWidth.Vector128: job->Run<Lanes4>(part); break;
                default: job->Run<Lanes1>(part); break;
            }
        }

        [SkipLocalsInit]
        private readonly void Run<TLanes>(int part)
            where TLanes : struct, ILanes<TLanes>
        {
            // A block of thousands of classes does not fit a thread's stack; nobody who has them will miss the allocation.
            const int MostOnStack = 1 << 16;
            int length = columns * TLanes.Count;
            Span<float> block = length <= MostOnStack ? stackalloc float[length] : new float[length];
            fixed (float* scratch = block)
            {
                int last = Math.Min(rows, (part + 1) * _rowsPerPart);
                for (int n = part * _rowsPerPart; n < last; n += TLanes.Count)
                    RunBlock<TLanes>(n, Math.Min(TLanes.Count, last - n), scratch);
            }
        }

        /// <summary>Rows n to n + count − 1; block has room for a vector for each column.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void RunBlock<TLanes>(int n, int count, float* block)
            where TLanes : struct, ILanes<TLanes>
        {
            float* end = block + (columns * TLanes.Count);
            if (count < TLanes.Count)
                new Span<float>(block, columns * TLanes.Count).Clear();
            Turn.Copy(X + ((nint)n * XRow), XRow, count, columns, block, TLanes.Count);

            var max = TLanes.Load(ref *block, 0);
            for (float* x = block + TLanes.Count; x < end; x += TLanes.Count)
            {
                var value = TLanes.Load(ref *x, 0);
                max = TLanes.Select(TLanes.BitwiseOr(TLanes.GreaterThan(value, max), TLanes.IsNaN(value)), value, max);
            }

            for (float* x = block; x < end; x += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *x, 0) - max, ref *x, 0);
            for (int i = 0; i < count; i++)
                Losses[n + i] = block[(Labels[n + i] * TLanes.Count) + i];
            for (float* x = block; x < end; x += TLanes.Count)
                TLanes.Store(Elementary.Exp(TLanes.Load(ref *x, 0)), ref *x, 0);

            var sum = Sum<TLanes>(block);
            float* logarithms = stackalloc float[TLanes.Count];
            TLanes.Store(Elementary.Log(sum), ref *logarithms, 0);
            for (int i = 0; i < count; i++)
                Losses[n + i] = logarithms[i] - Losses[n + i];
            if (Dx == null)
                return;

            for (float* e = block; e < end; e += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *e, 0) / sum, ref *e, 0);
            // Where j is not t, (y − 0) · scale is y · scale.
            for (int i = 0; i < count; i++)
                block[(Labels[n + i] * TLanes.Count) + i] -= 1f;
            var scale = TLanes.Broadcast(Scale);
            for (float* y = block; y < end; y += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *y, 0) * scale, ref *y, 0);
            Turn.Copy(block, TLanes.Count, columns, count, Dx + ((nint)n * DxRow), DxRow);
        }

        /// <summary>The sum of each row: in its lane, the order of <see cref="Reduction.RowSum"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly TLanes Sum<TLanes>(float* block)
            where TLanes : struct, ILanes<TLanes>
        {
            const int Partials = 8;
            float* partials = stackalloc float[Partials * TLanes.Count];
            for (int i = 0; i < Partials; i++)
            {
                var sum = TLanes.Broadcast(0f);
                for (int j = i; j < columns; j += Partials)
                    sum += TLanes.Load(ref *(block + (j * TLanes.Count)), 0);
                TLanes.Store(sum, ref *(partials + (i * TLanes.Count)), 0);
            }

            return ((Partial(0) + Partial(4)) + (Partial(2) + Partial(6))) + ((Partial(1) + Partial(5)) + (Partial(3) + Partial(7)));

            TLanes Partial(int i) => TLanes.Load(ref *(partials + (i * TLanes.Count)), 0);
        }
    }
}
