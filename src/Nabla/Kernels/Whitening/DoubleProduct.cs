using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Matrix products in double precision, for layers whose intermediate results need more digits than a float has.</summary>
/// <remarks>
/// <code>
/// Multiply             c = a b        c[r,j] = Σₖ a[r,k] b[k,j]
/// AddMultiply          c += a b
/// MultiplyTransposed   c = aᵀ b       c[r,j] = Σₖ a[k,r] b[k,j]
/// </code>
/// Each element is one chain over k = 0, 1, … from +0, or from the present value: a rounded product and a rounded sum. Elements are independent, so
/// results are bit-identical for every vector width, tile and number of threads. Matrices are stored row by row without gaps.
/// </remarks>
internal static unsafe class DoubleProduct
{
    private const int WorthAPart = 1 << 16;
    private const int PartsPerThread = 4;

    /// <summary>Computes c = a b: a [rows, depth], b [depth, columns], c [rows, columns].</summary>
    public static void Multiply(Processor processor, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int depth, int columns) =>
        Run(processor, a, b, c, new Job { ARow = depth, AStep = 1, Rows = rows, Depth = depth, Columns = columns });

    /// <summary>Computes c += a b: a [rows, depth], b [depth, columns], c [rows, columns].</summary>
    public static void AddMultiply(Processor processor, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int depth, int columns) =>
        Run(processor, a, b, c, new Job { ARow = depth, AStep = 1, Rows = rows, Depth = depth, Columns = columns, Adds = true });

    /// <summary>Computes c = aᵀ b: a [depth, rows], b [depth, columns], c [rows, columns].</summary>
    public static void MultiplyTransposed(Processor processor, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int rows, int depth, int columns) =>
        Run(processor, a, b, c, new Job { ARow = 1, AStep = rows, Rows = rows, Depth = depth, Columns = columns });

    private static void Run(Processor processor, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, Job job)
    {
        fixed (double* pa = a, pb = b, pc = c)
        {
            job.Width = processor.Width;
            job.A = pa;
            job.B = pb;
            job.C = pc;
            long work = (long)job.Rows * job.Depth * job.Columns;
            job.Parts = (int)Math.Clamp(work / WorthAPart, 1, PartsPerThread * processor.Team.Concurrency);
            processor.Team.Run(job.Parts, work * (VectorLoop.WorkOfAPart / WorthAPart), &Job.RunPart, &job);
        }
    }

    private struct Job : IDoubleVectorLoop
    {
        public VectorWidth Width;
        public double* A, B, C;
        public nint ARow, AStep;
        public int Rows, Depth, Columns, Parts, FirstRow, LastRow;
        public bool Adds;

        public static void RunPart(void* context, int part)
        {
            var job = (Job*)context;
            int first = (int)((long)job->Rows * part / job->Parts), last = (int)((long)job->Rows * (part + 1) / job->Parts);
            var block = *job;
            (block.FirstRow, block.LastRow) = (first, last);
            VectorLoop.RunDoubles(job->Width, ref block, 0, job->Columns);
        }

        /// <summary>Processes tiles of four rows and two vectors as far as whole ones fit; the last column is processed element by element.</summary>
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, IDoubleLanes<TLanes>
        {
            int column = first;
            for (; column + (2 * TLanes.Count) <= last; column += 2 * TLanes.Count)
            {
                int row = FirstRow;
                for (; row + 4 <= LastRow; row += 4)
                    FourRows<TLanes>(row, column);
                for (; row < LastRow; row++)
                    OneRow<TLanes>(row, column);
            }

            if (TLanes.Count > 1 || column == last)
                return column;
            for (int row = FirstRow; row < LastRow; row++)
                OneElement(row, column);
            return last;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void FourRows<TLanes>(int row, int column)
            where TLanes : struct, IDoubleLanes<TLanes>
        {
            double* a0 = A + (row * ARow), a1 = a0 + ARow, a2 = a1 + ARow, a3 = a2 + ARow, b = B + column;
            double* c0 = C + ((nint)row * Columns) + column, c1 = c0 + Columns, c2 = c1 + Columns, c3 = c2 + Columns;
            int next = TLanes.Count;
            TLanes s00 = Start<TLanes>(c0), s01 = Start<TLanes>(c0 + next), s10 = Start<TLanes>(c1), s11 = Start<TLanes>(c1 + next);
            TLanes s20 = Start<TLanes>(c2), s21 = Start<TLanes>(c2 + next), s30 = Start<TLanes>(c3), s31 = Start<TLanes>(c3 + next);
            nint at = 0;
            for (int k = 0; k < Depth; k++, at += AStep, b += Columns)
            {
                TLanes b0 = TLanes.Load(in *b), b1 = TLanes.Load(in *(b + next));
                TLanes f0 = TLanes.Broadcast(a0[at]), f1 = TLanes.Broadcast(a1[at]), f2 = TLanes.Broadcast(a2[at]), f3 = TLanes.Broadcast(a3[at]);
                (s00, s01) = (s00 + (f0 * b0), s01 + (f0 * b1));
                (s10, s11) = (s10 + (f1 * b0), s11 + (f1 * b1));
                (s20, s21) = (s20 + (f2 * b0), s21 + (f2 * b1));
                (s30, s31) = (s30 + (f3 * b0), s31 + (f3 * b1));
            }

            Store(c0, s00, s01);
            Store(c1, s10, s11);
            Store(c2, s20, s21);
            Store(c3, s30, s31);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void OneRow<TLanes>(int row, int column)
            where TLanes : struct, IDoubleLanes<TLanes>
        {
            double* a = A + (row * ARow), b = B + column, c = C + ((nint)row * Columns) + column;
            TLanes s0 = Start<TLanes>(c), s1 = Start<TLanes>(c + TLanes.Count);
            for (int k = 0; k < Depth; k++, a += AStep, b += Columns)
            {
                var f = TLanes.Broadcast(*a);
                (s0, s1) = (s0 + (f * TLanes.Load(in *b)), s1 + (f * TLanes.Load(in *(b + TLanes.Count))));
            }

            Store(c, s0, s1);
        }

        private readonly void OneElement(int row, int column)
        {
            double* a = A + (row * ARow), b = B + column, c = C + ((nint)row * Columns) + column;
            double sum = Adds ? *c : 0;
            for (int k = 0; k < Depth; k++, a += AStep, b += Columns)
                sum += *a * *b;
            *c = sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TLanes Start<TLanes>(double* c)
            where TLanes : struct, IDoubleLanes<TLanes> => Adds ? TLanes.Load(in *c) : TLanes.Broadcast(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Store<TLanes>(double* c, TLanes low, TLanes high)
            where TLanes : struct, IDoubleLanes<TLanes>
        {
            TLanes.Store(low, ref *c);
            TLanes.Store(high, ref *(c + TLanes.Count));
        }
    }
}
