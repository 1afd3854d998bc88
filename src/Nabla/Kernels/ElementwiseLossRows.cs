using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>The mean over each row of a loss of single numbers, weighted, and its derivative.</summary>
/// <remarks>
/// K columns, s[n] the row's weight (1 where absent), W the total weight; labels in place of targets mean t[n,j] = [j = label].
/// <code>
/// loss[n] = s[n] (Σⱼ l(x[n,j], t[n,j])) / K     dx[n,j] = l′(x[n,j], t[n,j]) · s[n]/(W K)
/// </code>
/// The sum in the order of <see cref="Reduction.RowSum"/>. Where dx is absent it is skipped. A row that weighs 0 is not looked at.
/// </remarks>
internal static unsafe class ElementwiseLossRows
{
    private const int ElementsPerPart = 1 << 9;

    public static void Compute<TLoss>(
        Processor processor, TLoss loss, ReadOnlyMatrixView x, ReadOnlySpan<int> labels, ReadOnlyMatrixView targets, ReadOnlySpan<float> weights,
        double totalWeight, Span<float> losses, MatrixView dx)
        where TLoss : unmanaged, IElementwiseLoss
    {
        fixed (float* px = x.Data, pt = targets.Data, pdx = dx.Data, pLosses = losses, pWeights = weights)
        fixed (int* pLabels = labels)
        {
            var job = new Job<TLoss>(processor, loss, x.Rows, x.Columns)
            {
                X = px, XRow = x.Stride, T = pt, TRow = targets.Stride, Dx = pdx, DxRow = dx.Stride,
                Labels = pLabels, Weights = pWeights, Losses = pLosses, TotalWeight = totalWeight,
            };
            processor.Team.Run(job.Parts, &Job<TLoss>.RunPart, &job);
        }
    }

    private struct Job<TLoss>(Processor processor, TLoss loss, int rows, int columns)
        where TLoss : unmanaged, IElementwiseLoss
    {
        private readonly VectorWidth _width = processor.Width;
        private readonly int _parts = (int)Math.Clamp((long)rows * columns / ElementsPerPart, 1, processor.Threads);

        public float* X, T, Dx, Losses, Weights;
        public int* Labels;
        public int XRow, TRow, DxRow;
        public double TotalWeight;

        public readonly int Parts => _parts;

        public static void RunPart(void* context, int part)
        {
            var job = (Job<TLoss>*)context;
            switch (job->_width)
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
            // Rows of half a million outputs do not fit a thread's stack; nobody who has them will miss the allocation.
            const int MostOnStack = 1 << 15;
            int room = columns + Lanes16.Count;
            Span<float> memory = columns <= MostOnStack ? stackalloc float[2 * room] : new float[2 * room];
            fixed (float* scratch = memory)
            {
                int last = (int)((long)rows * (part + 1) / _parts);
                for (int n = (int)((long)rows * part / _parts); n < last; n++)
                {
                    float weight = Weights == null ? 1f : Weights[n];
                    if (weight == 0)
                        Skip(n);
                    else
                        Row<TLanes>(n, weight, scratch, scratch + room);
                }
            }
        }

        private readonly void Skip(int n)
        {
            Losses[n] = 0;
            if (Dx != null)
                new Span<float>(Dx + ((nint)n * DxRow), columns).Clear();
        }

        /// <summary>One row, by way of copies of it and its targets with room for a whole number of vectors: what the padding gives is thrown away.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Row<TLanes>(int n, float weight, float* x, float* t)
            where TLanes : struct, ILanes<TLanes>
        {
            new ReadOnlySpan<float>(X + ((nint)n * XRow), columns).CopyTo(new(x, columns));
            CopyTargets(n, new(t, columns));

            var scale = TLanes.Broadcast((float)(weight / (TotalWeight * columns)));
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                var (output, target) = (TLanes.Load(ref *(x + j), 0), TLanes.Load(ref *(t + j), 0));
                TLanes.Store(loss.Value(output, target), ref *(x + j), 0);
                if (Dx != null)
                    TLanes.Store(loss.Derivative(output, target) * scale, ref *(t + j), 0);
            }

            Losses[n] = weight * (Reduction.RowSum(_width, new(x, columns)) / columns);
            if (Dx != null)
                new ReadOnlySpan<float>(t, columns).CopyTo(new(Dx + ((nint)n * DxRow), columns));
        }

        private readonly void CopyTargets(int n, Span<float> t)
        {
            if (Labels == null)
            {
                new ReadOnlySpan<float>(T + ((nint)n * TRow), columns).CopyTo(t);
                return;
            }

            t.Clear();
            t[Labels[n]] = 1f;
        }
    }
}
