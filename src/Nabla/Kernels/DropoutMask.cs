using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>Draws the factors of dropout: 0 for what is dropped, 1/(1 − p) for what stays.</summary>
/// <remarks>
/// <code>
/// factor[i] = Uniform(key, i) &lt; p ? 0 : 1/(1 − p)        i the position in the matrix, row by row
/// </code>
/// A factor depends on the key and its position alone. The uniform numbers are k·2⁻²⁴, so p counts in steps of 2⁻²⁴.
/// </remarks>
internal static unsafe class DropoutMask
{
    private const int BlocksPerPart = 1 << 10;
    private const int NumbersPerBlock = 4;
    private const int UniformBits = 24;

    /// <summary>Draws as many factors as there is room for.</summary>
    public static void Draw(Processor processor, RandomKey key, double probability, Span<float> factors)
    {
        fixed (float* p = factors)
        {
            var job = new Job
            {
                Key = key, Factors = p, Count = factors.Length,
                Threshold = (uint)Math.Round(probability * (1 << UniformBits)),
                Kept = probability < 1 ? (float)(1 / (1 - probability)) : 0,
            };
            int blocks = (factors.Length + NumbersPerBlock - 1) / NumbersPerBlock;
            processor.Team.Run((blocks + BlocksPerPart - 1) / BlocksPerPart, &Job.RunPart, &job);
        }
    }

    private struct Job
    {
        public RandomKey Key;
        public float* Factors;
        public int Count;
        public uint Threshold;
        public float Kept;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void RunPart(void* context, int part)
        {
            var job = *(Job*)context;
            float* block = stackalloc float[NumbersPerBlock];
            int first = part * BlocksPerPart * NumbersPerBlock, last = Math.Min(job.Count, first + (BlocksPerPart * NumbersPerBlock));
            for (; first + NumbersPerBlock <= last; first += NumbersPerBlock)
                job.Block(first, job.Factors + first);
            if (first == last)
                return;

            job.Block(first, block);
            for (int i = first; i < last; i++)
                job.Factors[i] = block[i - first];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Block(int position, float* factors)
        {
            var (x0, x1, x2, x3) = Philox.Block(Key.Seed, Key.Stream, (ulong)position / NumbersPerBlock);
            factors[0] = Factor(x0);
            factors[1] = Factor(x1);
            factors[2] = Factor(x2);
            factors[3] = Factor(x3);
        }

        private readonly float Factor(uint bits) => bits >> (32 - UniformBits) < Threshold ? 0 : Kept;
    }
}
