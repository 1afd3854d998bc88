using System.Numerics;
using System.Runtime.CompilerServices;

using System.Runtime.InteropServices;

namespace Nabla.Networks;

/// <summary>Computes the sum of bytes and the sum of their squares.</summary>
/// <remarks>The sums are exact integers, so they are the same in any order and at any vector width.</remarks>
internal static class ByteMoments
{
    // A square is below 2¹⁶ and a vector of bytes adds four of them to each 32-bit lane: a lane holds at most 16,384 vectors.
    private const int MaxVectors = 1 << 14;

    /// <summary>Computes Σ b and Σ b².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (ulong Sum, ulong SumOfSquares) Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        ulong squares = 0;
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        foreach (byte b in bytes[(vectors.Length * Vector<byte>.Count)..])
        {
            sum += b;
            squares += (uint)(b * b);
        }

        while (vectors.Length > 0)
        {
            var some = vectors[..Math.Min(vectors.Length, MaxVectors)];
            vectors = vectors[some.Length..];
            var lanes = Vector<uint>.Zero;
            var squareLanes = Vector<uint>.Zero;
            foreach (var vector in some)
            {
                Vector.Widen(vector, out var low, out var high);
                Vector.Widen(low + high, out var a, out var b);
                lanes += a + b;
                Vector.Widen(low * low, out a, out b);
                squareLanes += a + b;
                Vector.Widen(high * high, out a, out b);
                squareLanes += a + b;
            }

            for (int i = 0; i < Vector<uint>.Count; i++)
            {
                sum += lanes[i];
                squares += squareLanes[i];
            }
        }

        return (sum, squares);
    }
}
