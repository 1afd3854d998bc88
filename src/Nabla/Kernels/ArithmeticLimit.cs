using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>The most that a processor can do: fused multiply-adds between registers, on all threads at once, with nothing read from memory.</summary>
/// <remarks>
/// What every kernel's speed is a per cent of. A chain is a sum that waits for itself, so a thread runs more of them side by side than the units have
/// stages (4 cycles by 2 units on today's x64, 4 by 4 on the widest Arm cores), and no more than there are registers to keep them in.
/// The work is cut into more parts than threads, as a product's is: a thread that something else holds up leaves its share to the others.
/// </remarks>
internal static unsafe class ArithmeticLimit
{
    private const int FewChains = 12;               // of 16 registers
    private const int ManyChains = 24;              // of 32 registers
    private const int PartsPerThread = 32;

    /// <summary>Does this many rounds in each part: one multiply-add in every chain a round.</summary>
    public static void Run(Processor processor, int rounds)
    {
        int parts = PartsPerThread * processor.Threads;
        float* sums = stackalloc float[parts];
        var job = new Job { Width = processor.Width, Rounds = rounds, Sums = sums };
        processor.Team.Run(parts, &Job.RunPart, &job);
    }

    /// <summary>How many operations that is, on so many threads together; a multiply-add is two.</summary>
    public static double Operations(int threads, VectorWidth width, int rounds) =>
        2.0 * PartsPerThread * threads * rounds * (HasManyRegisters(width) ? ManyChains : FewChains) * (int)width;

    private static bool HasManyRegisters(VectorWidth width) => width == VectorWidth.Vector512 || AdvSimd.IsSupported;

    private struct Job
    {
        public VectorWidth Width;
        public int Rounds;
        public float* Sums;                         // one a part: what nobody looks at, a compiler may leave out

        public static void RunPart(void* context, int part)
        {
            var job = (Job*)context;
            job->Sums[part] = job->Width switch
            {
                VectorWidth.Vector512 => Chains<Lanes16>(job->Rounds),
                VectorWidth.Vector256 => Chains<Lanes8>(job->Rounds),
                VectorWidth.Vector128 => Chains<Lanes4>(job->Rounds),
                _ => Chains<Lanes1>(job->Rounds),
            };
        }

        /// <summary>c ← c/2 + 1, which goes to 2: neither too large nor too small to be computed at full speed, however long it runs.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static float Chains<TLanes>(int rounds)
            where TLanes : struct, ILanes<TLanes>
        {
            TLanes half = TLanes.Broadcast(0.5f), one = TLanes.Broadcast(1);
            TLanes c0 = one, c1 = one, c2 = one, c3 = one, c4 = one, c5 = one, c6 = one, c7 = one, c8 = one, c9 = one, c10 = one, c11 = one,
                   c12 = one, c13 = one, c14 = one, c15 = one, c16 = one, c17 = one, c18 = one, c19 = one, c20 = one, c21 = one, c22 = one, c23 = one;
            bool many = HasManyRegisters((VectorWidth)TLanes.Count);
            for (int round = 0; round < rounds; round++)
            {
                c0 = TLanes.FusedMultiplyAdd(c0, half, one);
                c1 = TLanes.FusedMultiplyAdd(c1, half, one);
                c2 = TLanes.FusedMultiplyAdd(c2, half, one);
                c3 = TLanes.FusedMultiplyAdd(c3, half, one);
                c4 = TLanes.FusedMultiplyAdd(c4, half, one);
                c5 = TLanes.FusedMultiplyAdd(c5, half, one);
                c6 = TLanes.FusedMultiplyAdd(c6, half, one);
                c7 = TLanes.FusedMultiplyAdd(c7, half, one);
                c8 = TLanes.FusedMultiplyAdd(c8, half, one);
                c9 = TLanes.FusedMultiplyAdd(c9, half, one);
                c10 = TLanes.FusedMultiplyAdd(c10, half, one);
                c11 = TLanes.FusedMultiplyAdd(c11, half, one);
                if (!many)
                    continue;
                c12 = TLanes.FusedMultiplyAdd(c12, half, one);
                c13 = TLanes.FusedMultiplyAdd(c13, half, one);
                c14 = TLanes.FusedMultiplyAdd(c14, half, one);
                c15 = TLanes.FusedMultiplyAdd(c15, half, one);
                c16 = TLanes.FusedMultiplyAdd(c16, half, one);
                c17 = TLanes.FusedMultiplyAdd(c17, half, one);
                c18 = TLanes.FusedMultiplyAdd(c18, half, one);
                c19 = TLanes.FusedMultiplyAdd(c19, half, one);
                c20 = TLanes.FusedMultiplyAdd(c20, half, one);
                c21 = TLanes.FusedMultiplyAdd(c21, half, one);
                c22 = TLanes.FusedMultiplyAdd(c22, half, one);
                c23 = TLanes.FusedMultiplyAdd(c23, half, one);
            }

            var sum = c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11;
            sum = sum + c12 + c13 + c14 + c15 + c16 + c17 + c18 + c19 + c20 + c21 + c22 + c23;
            float* lanes = stackalloc float[TLanes.Count];
            TLanes.Store(sum, ref *lanes, 0);
            return *lanes;
        }
    }
}
