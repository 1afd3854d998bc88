using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Combines two matrices element by element: y = a + b or y = a ∘ b.</summary>
/// <remarks>Elements are independent, so every width is bit-identical to <see cref="Lanes1"/>. y may be a or b.</remarks>
internal static unsafe class Combine
{
    private const int ElementsPerPart = 1 << 14;

    /// <summary>Computes y = a + b.</summary>
    public static void Add(Processor processor, ReadOnlyMatrixView a, ReadOnlyMatrixView b, MatrixView y) => Run<Sum>(processor, a, b, y);

    /// <summary>Computes y = a ∘ b.</summary>
    public static void Multiply(Processor processor, ReadOnlyMatrixView a, ReadOnlyMatrixView b, MatrixView y) => Run<Product>(processor, a, b, y);

    private static void Run<TOperation>(Processor processor, ReadOnlyMatrixView a, ReadOnlyMatrixView b, MatrixView y)
        where TOperation : unmanaged, IOperation
    {
        fixed (float* pa = a.Data, pb = b.Data, py = y.Data)
        {
            var loop = new RowLoop<TOperation> { A = pa, ARow = a.Stride, B = pb, BRow = b.Stride, Y = py, YRow = y.Stride, Columns = a.Columns };
            VectorLoop.Run(processor, in loop, a.Rows, VectorLoop.RowsPerPart(ElementsPerPart, a.Columns));
        }
    }

    private interface IOperation
    {
        static abstract TLanes Apply<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes>;
    }

    private readonly struct Sum : IOperation
    {
        public static TLanes Apply<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes> => a + b;
    }

    private readonly struct Product : IOperation
    {
        public static TLanes Apply<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes> => a * b;
    }

    private struct RowLoop<TOperation> : IVectorLoop
        where TOperation : unmanaged, IOperation
    {
        public float* A, B, Y;
        public int ARow, BRow, YRow, Columns;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            for (int row = first; row < last; row++)
            {
                var columns = new ColumnLoop<TOperation> { A = A + ((nint)row * ARow), B = B + ((nint)row * BRow), Y = Y + ((nint)row * YRow) };
                VectorLoop.Run<TLanes, ColumnLoop<TOperation>>(ref columns, 0, Columns);
            }

            return last;
        }
    }

    private struct ColumnLoop<TOperation> : IVectorLoop
        where TOperation : unmanaged, IOperation
    {
        public float* A, B, Y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            for (; first + TLanes.Count <= last; first += TLanes.Count)
                TLanes.Store(TOperation.Apply(TLanes.Load(ref *(A + first), 0), TLanes.Load(ref *(B + first), 0)), ref *(Y + first), 0);
            return first;
        }
    }
}
