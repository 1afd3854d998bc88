using System.Runtime.CompilerServices;

using System.Runtime.Intrinsics;

namespace Nabla.Networks;

/// <summary>Computes Σ aᵢ bᵢ over flat arrays in double precision, in which a product of two floats is exact.</summary>
/// <remarks>
/// The arrays are divided into parts of <see cref="PartLength"/> elements, which depends only on their length. In a part:
/// <code>
/// s[l] = Σ a[i] b[i], i ≡ l (mod 16), i ascending, from +0      sixteen partial sums
/// s[l] += s[l + h] for h = 8, 4, 2, 1 and l below h             part's sum = s[0]
/// </code>
/// The parts' sums are then added in order. <see cref="Reference"/> is the specification.
/// </remarks>
internal static unsafe class DotProduct
{
    private const int Partials = 16;
    private const int MinPart = 1 << 13;
    private const int MaxParts = 256;

    /// <summary>Computes Σ aᵢ bᵢ for arrays of the same length.</summary>
    public static double Run(Processor processor, ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        int length = PartLength(a.Length), parts = (int)(((long)a.Length + length - 1) / length);
        double* sums = stackalloc double[MaxParts];
        fixed (float* pa = a, pb = b)
        {
            var job = new Job { Scalar = processor.Width == VectorWidth.Scalar, A = pa, B = pb, Count = a.Length, Length = length, Sums = sums };
            processor.Team.Run(parts, parts * VectorLoop.WorkOfAPart, &Job.RunPart, &job);
        }

        double sum = 0;
        for (int part = 0; part < parts; part++)
            sum += sums[part];
        return sum;
    }

    /// <summary>Returns the number of elements in a part: at least 2¹³, a multiple of sixteen, such that there are at most 256 parts.</summary>
    public static int PartLength(int count) => Math.Max(MinPart, (int)(((((long)count + MaxParts - 1) / MaxParts) + Partials - 1) / Partials * Partials));

    private static double Reference(float* a, float* b, int count)
    {
        double* partials = stackalloc double[Partials];
        new Span<double>(partials, Partials).Clear();
        for (int i = 0; i < count; i++)
            partials[i % Partials] += (double)a[i] * b[i];
        return Fold(partials);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Vectorised(float* a, float* b, int count)
    {
        double* partials = stackalloc double[Partials];
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        int whole = count - (count % Partials);
        for (int i = 0; i < whole; i += Partials)
        {
            var (a0, a1) = Vector256.Widen(Vector256.Load(a + i));
            var (a2, a3) = Vector256.Widen(Vector256.Load(a + i + 8));
            var (b0, b1) = Vector256.Widen(Vector256.Load(b + i));
            var (b2, b3) = Vector256.Widen(Vector256.Load(b + i + 8));
            s0 += a0 * b0;
            s1 += a1 * b1;
            s2 += a2 * b2;
            s3 += a3 * b3;
        }

        s0.Store(partials);
        s1.Store(partials + 4);
        s2.Store(partials + 8);
        s3.Store(partials + 12);
        for (int i = whole; i < count; i++)
            partials[i - whole] += (double)a[i] * b[i];
        return Fold(partials);
    }

    private static double Fold(double* partials)
    {
        for (int half = Partials / 2; half > 0; half /= 2)
        {
            for (int l = 0; l < half; l++)
                partials[l] += partials[l + half];
        }

        return partials[0];
    }

    private struct Job
    {
        public bool Scalar;
        public float* A, B;
        public int Count, Length;
        public double* Sums;

        public static void RunPart(void* context, int part)
        {
            var job = (Job*)context;
            nint first = (nint)part * job->Length;
            int count = (int)Math.Min(job->Count - first, job->Length);
            job->Sums[part] = job->Scalar ? Reference(job->A + first, job->B + first, count) : Vectorised(job->A + first, job->B + first, count);
        }
    }
}
