using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>Applies a function, or its derivative, to every element of a matrix.</summary>
/// <remarks>
/// Elements do not meet, so the scalar loop over <see cref="Lanes1"/> is the specification and every width equals it. The end of a row that does
/// not fill a vector goes through a padded copy: the padding's results are thrown away.
/// </remarks>
internal static unsafe class Elementwise
{
    private const int ElementsPerPart = 1 << 13;

    /// <summary>y = f(x).</summary>
    public static void Forward<TFunction>(Processor processor, TFunction function, ReadOnlyMatrixView x, MatrixView y)
        where TFunction : unmanaged, IElementwiseFunction
    {
        fixed (float* px = x.Data, py = y.Data)
        {
            var job = new Job<TFunction>(processor, function, x.Rows, x.Columns)
            {
                X = px, XRow = x.Stride, Y = py, YRow = y.Stride,
            };
            processor.Team.Run(job.Parts, &Job<TFunction>.ForwardPart, &job);
        }
    }

    /// <summary>dx = dy ∘ f′(x).</summary>
    public static void Backward<TFunction>(
        Processor processor, TFunction function, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx)
        where TFunction : unmanaged, IElementwiseFunction
    {
        fixed (float* px = x.Data, py = y.Data, pdy = dy.Data, pdx = dx.Data)
        {
            var job = new Job<TFunction>(processor, function, x.Rows, x.Columns)
            {
                X = px, XRow = x.Stride, Y = py, YRow = y.Stride, Dy = pdy, DyRow = dy.Stride, Dx = pdx, DxRow = dx.Stride,
            };
            processor.Team.Run(job.Parts, &Job<TFunction>.BackwardPart, &job);
        }
    }

    private struct Job<TFunction>(Processor processor, TFunction function, int rows, int columns)
        where TFunction : unmanaged, IElementwiseFunction
    {
        private readonly VectorWidth _width = processor.Width;
        private readonly int _rowsPerPart = Math.Max(1, ElementsPerPart / Math.Max(1, columns));

        public float* X, Y, Dy, Dx;
        public int XRow, YRow, DyRow, DxRow;

        public readonly int Parts => (rows + _rowsPerPart - 1) / _rowsPerPart;

        public static void ForwardPart(void* context, int part)
        {
            var job = (Job<TFunction>*)context;
            switch (job->_width)
            {
                case VectorWidth.Vector512: job->Forward<Lanes16>(part); break;
                case VectorWidth.Vector256: job->Forward<Lanes8>(part); break;
                case VectorWidth.Vector128: job->Forward<Lanes4>(part); break;
                default: job->Forward<Lanes1>(part); break;
            }
        }

        public static void BackwardPart(void* context, int part)
        {
            var job = (Job<TFunction>*)context;
            switch (job->_width)
            {
                case VectorWidth.Vector512: job->Backward<Lanes16>(part); break;
                case VectorWidth.Vector256: job->Backward<Lanes8>(part); break;
                case VectorWidth.Vector128: job->Backward<Lanes4>(part); break;
                default: job->Backward<Lanes1>(part); break;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Forward<TLanes>(int part)
            where TLanes : struct, ILanes<TLanes>
        {
            float* end = stackalloc float[TLanes.Count];
            int whole = columns - (columns % TLanes.Count), rest = columns - whole;
            for (int row = part * _rowsPerPart; row < Math.Min(rows, (part + 1) * _rowsPerPart); row++)
            {
                float* x = X + ((nint)row * XRow), y = Y + ((nint)row * YRow);
                for (int column = 0; column < whole; column += TLanes.Count)
                    TLanes.Store(function.Value(TLanes.Load(ref *(x + column), 0)), ref *(y + column), 0);

                if (rest > 0)
                {
                    Copy(x + whole, end, rest);
                    TLanes.Store(function.Value(TLanes.Load(ref *end, 0)), ref *end, 0);
                    Copy(end, y + whole, rest);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Backward<TLanes>(int part)
            where TLanes : struct, ILanes<TLanes>
        {
            float* ends = stackalloc float[3 * TLanes.Count];
            int whole = columns - (columns % TLanes.Count), rest = columns - whole;
            for (int row = part * _rowsPerPart; row < Math.Min(rows, (part + 1) * _rowsPerPart); row++)
            {
                float* x = X + ((nint)row * XRow), y = Y + ((nint)row * YRow), dy = Dy + ((nint)row * DyRow), dx = Dx + ((nint)row * DxRow);
                for (int column = 0; column < whole; column += TLanes.Count)
                    Backward<TLanes>(x + column, y + column, dy + column, dx + column);

                if (rest > 0)
                {
                    float* xEnd = ends, yEnd = ends + TLanes.Count, dyEnd = yEnd + TLanes.Count;
                    Copy(x + whole, xEnd, rest);
                    Copy(y + whole, yEnd, rest);
                    Copy(dy + whole, dyEnd, rest);
                    Backward<TLanes>(xEnd, yEnd, dyEnd, dyEnd);
                    Copy(dyEnd, dx + whole, rest);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Backward<TLanes>(float* x, float* y, float* dy, float* dx)
            where TLanes : struct, ILanes<TLanes>
        {
            var derivative = function.Derivative(TLanes.Load(ref *x, 0), TLanes.Load(ref *y, 0));
            TLanes.Store(TLanes.Load(ref *dy, 0) * derivative, ref *dx, 0);
        }

        private static void Copy(float* source, float* target, int count)
        {
            for (int i = 0; i < count; i++)
                target[i] = source[i];
        }
    }
}
