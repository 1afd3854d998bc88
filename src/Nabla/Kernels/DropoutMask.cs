using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Generates the dropout factors: 0 for dropped elements, 1/(1 − p) for the others.</summary>
/// <remarks>
/// <code>
/// factor[i] = Uniform(key, i) &lt; p ? 0 : 1/(1 − p)        i the position in the matrix of the whole batch, row by row
/// </code>
/// A factor depends only on the key and its position. The uniform numbers are k·2⁻²⁴, so p has a resolution of 2⁻²⁴.
/// </remarks>
internal static unsafe class DropoutMask
{
    private const int BlocksPerPart = 1 << 10;
    private const int NumbersPerBlock = 4;
    private const int UniformBits = 24;

    /// <summary>Fills a span with factors.</summary>
    /// <param name="processor">The processor that runs the kernel; never changes a result.</param>
    /// <param name="key">The key of the random numbers.</param>
    /// <param name="probability">p, the probability of dropping an element.</param>
    /// <param name="position">The position of the first factor.</param>
    /// <param name="factors">Receives the factors.</param>
    public static void Draw(Processor processor, RandomKey key, double probability, ulong position, Span<float> factors)
    {
        fixed (float* p = factors)
        {
            var job = new Job
            {
                Key = key, Factors = p, Count = factors.Length, FirstBlock = position / NumbersPerBlock, Skipped = (int)(position % NumbersPerBlock),
                Threshold = (uint)Math.Round(probability * (1 << UniformBits)),
                Kept = probability < 1 ? (float)(1 / (1 - probability)) : 0,
            };
            int blocks = (int)(((long)factors.Length + job.Skipped + NumbersPerBlock - 1) / NumbersPerBlock);
            int parts = (blocks + BlocksPerPart - 1) / BlocksPerPart;
            processor.Team.Run(parts, parts * VectorLoop.WorkOfAPart, &Job.RunPart, &job);
        }
    }

    private struct Job
    {
        public RandomKey Key;
        public float* Factors;
        public int Count;
        public ulong FirstBlock;
        public int Skipped;
        public uint Threshold;
        public float Kept;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void RunPart(void* context, int part)
        {
            var job = *(Job*)context;
            float* whole = stackalloc float[NumbersPerBlock];
            long first = part * (long)BlocksPerPart, last = first + BlocksPerPart;
            for (long block = first; block < last; block++)
            {
                // The first block may begin before the first factor, and the last may end after the last.
                long begin = (block * NumbersPerBlock) - job.Skipped, end = begin + NumbersPerBlock;
                if (begin >= 0 && end <= job.Count)
                {
                    job.Block((ulong)block, job.Factors + begin);
                    continue;
                }

                if (begin >= job.Count)
                    return;
                job.Block((ulong)block, whole);
                for (long i = Math.Max(0, begin); i < Math.Min(end, job.Count); i++)
                    job.Factors[i] = whole[i - begin];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Block(ulong block, float* factors)
        {
            var (x0, x1, x2, x3) = Philox.Block(Key.Seed, Key.Stream, FirstBlock + block);
            factors[0] = Factor(x0);
            factors[1] = Factor(x1);
            factors[2] = Factor(x2);
            factors[3] = Factor(x3);
        }

        private readonly float Factor(uint bits) => bits >> (32 - UniformBits) < Threshold ? 0 : Kept;
    }
}
