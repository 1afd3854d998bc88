using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Applies a function, or its derivative, to every element of a matrix.</summary>
/// <remarks>
/// Elements are independent, so the scalar loop over <see cref="Lanes1"/> is the specification and every width equals it. The end of a row that does
/// not fill a vector is processed in a padded copy, and the results of the padding are discarded.
/// </remarks>
internal static unsafe class Elementwise
{
    private const int ElementsPerPart = 1 << 13;

    /// <summary>Computes y = f(x).</summary>
    public static void Forward<TFunction>(Processor processor, TFunction function, ReadOnlyMatrixView x, MatrixView y)
        where TFunction : unmanaged, IElementwiseFunction
    {
        fixed (float* px = x.Data, py = y.Data)
        {
            var loop = new ForwardLoop<TFunction> { Function = function, Columns = x.Columns, X = px, XRow = x.Stride, Y = py, YRow = y.Stride };
            VectorLoop.Run(processor, in loop, x.Rows, VectorLoop.RowsPerPart(ElementsPerPart, x.Columns));
        }
    }

    /// <summary>Computes dx = dy ∘ f′(x).</summary>
    public static void Backward<TFunction>(
        Processor processor, TFunction function, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx)
        where TFunction : unmanaged, IElementwiseFunction
    {
        fixed (float* px = x.Data, py = y.Data, pdy = dy.Data, pdx = dx.Data)
        {
            var loop = new BackwardLoop<TFunction>
            {
                Function = function, Columns = x.Columns,
                X = px, XRow = x.Stride, Y = py, YRow = y.Stride, Dy = pdy, DyRow = dy.Stride, Dx = pdx, DxRow = dx.Stride,
            };
            VectorLoop.Run(processor, in loop, x.Rows, VectorLoop.RowsPerPart(ElementsPerPart, x.Columns));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* source, float* target, int count)
    {
        for (int i = 0; i < count; i++)
            target[i] = source[i];
    }

    private struct ForwardLoop<TFunction> : IVectorLoop
        where TFunction : unmanaged, IElementwiseFunction
    {
        public TFunction Function;
        public float* X, Y;
        public int Columns, XRow, YRow;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            float* end = stackalloc float[TLanes.Count];
            var function = Function;
            int whole = Columns - (Columns % TLanes.Count), rest = Columns - whole;
            for (int row = first; row < last; row++)
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

            return last;
        }
    }

    private struct BackwardLoop<TFunction> : IVectorLoop
        where TFunction : unmanaged, IElementwiseFunction
    {
        public TFunction Function;
        public float* X, Y, Dy, Dx;
        public int Columns, XRow, YRow, DyRow, DxRow;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            float* ends = stackalloc float[3 * TLanes.Count];
            var function = Function;
            int whole = Columns - (Columns % TLanes.Count), rest = Columns - whole;
            for (int row = first; row < last; row++)
            {
                float* x = X + ((nint)row * XRow), y = Y + ((nint)row * YRow), dy = Dy + ((nint)row * DyRow), dx = Dx + ((nint)row * DxRow);
                for (int column = 0; column < whole; column += TLanes.Count)
                    Apply<TLanes>(function, x + column, y + column, dy + column, dx + column);

                if (rest > 0)
                {
                    float* xEnd = ends, yEnd = ends + TLanes.Count, dyEnd = yEnd + TLanes.Count;
                    Copy(x + whole, xEnd, rest);
                    Copy(y + whole, yEnd, rest);
                    Copy(dy + whole, dyEnd, rest);
                    Apply<TLanes>(function, xEnd, yEnd, dyEnd, dyEnd);
                    Copy(dyEnd, dx + whole, rest);
                }
            }

            return last;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Apply<TLanes>(TFunction function, float* x, float* y, float* dy, float* dx)
            where TLanes : struct, ILanes<TLanes>
        {
            var derivative = function.Derivative(TLanes.Load(ref *x, 0), TLanes.Load(ref *y, 0));
            TLanes.Store(TLanes.Load(ref *dy, 0) * derivative, ref *dx, 0);
        }
    }
}
