using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>Softmax over the columns of each row, and its derivative.</summary>
/// <remarks>
/// <code>
/// Forward        m = maxⱼ x[n,j]     e[j] = exp(x[n,j] − m)     y[n,j] = e[j] / Σₖ e[k]
/// Backward       dx[n,j] = y[n,j] (dy[n,j] − Σₖ dy[n,k] y[n,k])
/// </code>
/// Sums over k in the order of <see cref="Reduction.RowSum"/>. The maximum is taken away first, so nothing overflows.
/// </remarks>
internal static unsafe partial class SoftmaxRows
{
    private const int ElementsPerPart = 1 << 9;

    public static void Forward(Processor processor, ReadOnlyMatrixView x, MatrixView y)
    {
        fixed (float* px = x.Data, py = y.Data)
        {
            var job = new Job(Kind.Forward, processor, x.Rows, x.Columns) { X = px, XRow = x.Stride, Y = py, YRow = y.Stride };
            processor.Team.Run(job.Parts, &Job.RunPart, &job);
        }
    }

    public static void Backward(Processor processor, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx)
    {
        fixed (float* py = y.Data, pdy = dy.Data, pdx = dx.Data)
        {
            var job = new Job(Kind.Backward, processor, y.Rows, y.Columns) { X = pdy, XRow = dy.Stride, Y = py, YRow = y.Stride, Dx = pdx, DxRow = dx.Stride };
            processor.Team.Run(job.Parts, &Job.RunPart, &job);
        }
    }

    private enum Kind
    {
        Forward,
        Backward,
        WeightedCrossEntropy,
    }

    private partial struct Job(Kind kind, Processor processor, int rows, int columns)
    {
        private readonly VectorWidth _width = processor.Width;
        private readonly int _parts = (int)Math.Clamp((long)rows * columns / ElementsPerPart, 1, processor.Threads);

        public float* X, Y, Dx, Losses, Weights, ClassWeights;
        public int* Labels;
        public int XRow, YRow, DxRow;
        public float Smoothing, ClassWeightSum;
        public double TotalWeight;

        public readonly int Parts => _parts;

        public static void RunPart(void* context, int part)
        {
            var job = (Job*)context;
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
            // Rows of a million classes do not fit a thread's stack; nobody who has them will miss the allocation.
            const int MostOnStack = 1 << 16;
            Span<float> row = columns <= MostOnStack ? stackalloc float[columns + Lanes16.Count] : new float[columns + Lanes16.Count];
            fixed (float* scratch = row)
            {
                int last = (int)((long)rows * (part + 1) / _parts);
                for (int n = (int)((long)rows * part / _parts); n < last; n++)
                {
                    switch (kind)
                    {
                        case Kind.Forward: ForwardRow<TLanes>(n, scratch); break;
                        case Kind.Backward: BackwardRow(n, scratch); break;
                        default: WeightedCrossEntropyRow<TLanes>(n, scratch); break;
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void ForwardRow<TLanes>(int n, float* e)
            where TLanes : struct, ILanes<TLanes>
        {
            float sum = Exponentials<TLanes>(X + ((nint)n * XRow), e, out _);
            Divide<TLanes>(e, sum);
            new ReadOnlySpan<float>(e, columns).CopyTo(new(Y + ((nint)n * YRow), columns));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void BackwardRow(int n, float* products)
        {
            float* dy = X + ((nint)n * XRow), y = Y + ((nint)n * YRow), dx = Dx + ((nint)n * DxRow);
            for (int j = 0; j < columns; j++)
                products[j] = dy[j] * y[j];
            float sum = Reduction.RowSum(_width, new(products, columns));
            for (int j = 0; j < columns; j++)
                dx[j] = y[j] * (dy[j] - sum);
        }

        /// <summary>e[j] = e[j] / sum, with room for a whole number of vectors in e.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Divide<TLanes>(float* e, float sum)
            where TLanes : struct, ILanes<TLanes>
        {
            var divisor = TLanes.Broadcast(sum);
            for (int j = 0; j < columns; j += TLanes.Count)
                TLanes.Store(TLanes.Load(ref *(e + j), 0) / divisor, ref *(e + j), 0);
        }

        /// <summary>e[j] = exp(x[j] − max), and their sum. Room for a whole number of vectors is needed in e.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly float Exponentials<TLanes>(float* x, float* e, out float max)
            where TLanes : struct, ILanes<TLanes>
        {
            max = Largest(x);
            for (int j = 0; j < columns; j++)
                e[j] = x[j] - max;
            for (int j = 0; j < columns; j += TLanes.Count)
                TLanes.Store(Elementary.Exp(TLanes.Load(ref *(e + j), 0)), ref *(e + j), 0);
            return Reduction.RowSum(_width, new(e, columns));
        }

        /// <summary>The largest element of a row, or NaN if it has one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly float Largest(float* x)
        {
            float max = x[0];
            for (int j = 1; j < columns; j++)
                max = x[j] > max || float.IsNaN(x[j]) ? x[j] : max;
            return max;
        }
    }
}
