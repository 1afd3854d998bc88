using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>Two matrices become one, element by element: y = a + b or y = a ∘ b.</summary>
/// <remarks>Elements do not meet, so every width gives the bits of <see cref="Lanes1"/>. y may be a or b.</remarks>
internal static unsafe class Combine
{
    private const int ElementsPerPart = 1 << 14;

    /// <summary>y = a + b.</summary>
    public static void Add(Processor processor, ReadOnlyMatrixView a, ReadOnlyMatrixView b, MatrixView y) => Run<Sum>(processor, a, b, y);

    /// <summary>y = a ∘ b.</summary>
    public static void Multiply(Processor processor, ReadOnlyMatrixView a, ReadOnlyMatrixView b, MatrixView y) => Run<Product>(processor, a, b, y);

    private static void Run<TOperation>(Processor processor, ReadOnlyMatrixView a, ReadOnlyMatrixView b, MatrixView y)
        where TOperation : IOperation
    {
        fixed (float* pa = a.Data, pb = b.Data, py = y.Data)
        {
            var job = new Job<TOperation>
            {
                Width = processor.Width, A = pa, ARow = a.Stride, B = pb, BRow = b.Stride, Y = py, YRow = y.Stride,
                Rows = a.Rows, Columns = a.Columns, RowsPerPart = Math.Max(1, ElementsPerPart / Math.Max(1, a.Columns)),
            };
            processor.Team.Run((job.Rows + job.RowsPerPart - 1) / job.RowsPerPart, &Job<TOperation>.RunPart, &job);
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

    private struct Job<TOperation>
        where TOperation : IOperation
    {
        public VectorWidth Width;
        public float* A, B, Y;
        public int ARow, BRow, YRow, Rows, Columns, RowsPerPart;

        public static void RunPart(void* context, int part)
        {
            var job = (Job<TOperation>*)context;
            for (int row = part * job->RowsPerPart; row < Math.Min(job->Rows, (part + 1) * job->RowsPerPart); row++)
            {
                int column = 0;
                switch (job->Width)
                {
                    case VectorWidth.Vector512: column = job->Row<Lanes16>(row, column); goto default;
                    case VectorWidth.Vector256: column = job->Row<Lanes8>(row, column); goto default;
                    case VectorWidth.Vector128: column = job->Row<Lanes4>(row, column); goto default;
                    default: job->Row<Lanes1>(row, column); break;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly int Row<TLanes>(int row, int column)
            where TLanes : struct, ILanes<TLanes>
        {
            float* a = A + ((nint)row * ARow), b = B + ((nint)row * BRow), y = Y + ((nint)row * YRow);
            for (; column + TLanes.Count <= Columns; column += TLanes.Count)
                TLanes.Store(TOperation.Apply(TLanes.Load(ref *(a + column), 0), TLanes.Load(ref *(b + column), 0)), ref *(y + column), 0);
            return column;
        }
    }
}
