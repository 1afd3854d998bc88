namespace Nabla.Networks;

/// <summary>Identifies a stream of random numbers. A number depends on the seed, the stream and its position, not on the numbers drawn before.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Stream">The index of one of the 2⁶⁴ independent streams of the seed.</param>
/// <remarks>
/// Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011): the key is the seed,
/// the counter is the stream and the position. There is no global generator: random code receives a key.
/// </remarks>
public readonly record struct RandomKey(ulong Seed, ulong Stream = 0)
{
    /// <summary>Returns an independent stream derived from this one, for a purpose, a layer or an epoch.</summary>
    /// <param name="tag">The tag; the same tag gives the same stream.</param>
    public RandomKey Fold(ulong tag)
    {
        // The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection of 64 bits, so different tags of a stream never collide.
        ulong z = unchecked((Stream * 0x9E37_79B9_7F4A_7C15ul) + tag + 0x9E37_79B9_7F4A_7C15ul);
        z = unchecked((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9ul);
        z = unchecked((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBul);
        return this with { Stream = z ^ (z >> 31) };
    }

    /// <summary>Returns 32 random bits at a position.</summary>
    public uint Bits(ulong position)
    {
        var block = Philox.Block(Seed, Stream, position >> 2);
        return (position & 3) switch { 0 => block.X0, 1 => block.X1, 2 => block.X2, _ => block.X3 };
    }

    /// <summary>Returns 32 random bits at each of the positions from <paramref name="first"/> on, with a quarter of the work of separate calls.</summary>
    internal void Bits(ulong first, Span<uint> bits)
    {
        for (int i = 0; i < bits.Length;)
        {
            ulong position = first + (ulong)i;
            var (x0, x1, x2, x3) = Philox.Block(Seed, Stream, position >> 2);
            ReadOnlySpan<uint> block = [x0, x1, x2, x3];
            for (int j = (int)(position & 3); j < block.Length && i < bits.Length; j++)
                bits[i++] = block[j];
        }
    }

    /// <summary>Returns an integer at least 0 and below <paramref name="limit"/>. Its positions are separate from those of <see cref="Bits(ulong)"/>.</summary>
    /// <param name="position">The position.</param>
    /// <param name="limit">The exclusive upper bound; at least 1. The probabilities of any two results differ by at most 2⁻⁶⁴.</param>
    public int Below(ulong position, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var block = Philox.Block(Seed, Stream, position);
        return (int)Math.BigMul(((ulong)block.X1 << 32) | block.X0, (ulong)limit, out _);
    }

    /// <summary>Returns a float in [0, 1) with 24 random bits: k·2⁻²⁴.</summary>
    public float Uniform(ulong position) => UniformFrom(Bits(position));

    /// <summary>Returns a float from the standard normal distribution, by inversion.</summary>
    public float Normal(ulong position) => NormalFrom(Bits(position));

    internal static float UniformFrom(uint bits) => (bits >> 8) * (1f / 16777216f);

    internal static float NormalFrom(uint bits) => NormalDistribution.Quantile((bits + 0.5) * (1.0 / 4294967296.0));

    /// <summary>Shuffles the elements (Fisher and Yates).</summary>
    public void Shuffle(Span<int> order)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = Below((ulong)i, i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
