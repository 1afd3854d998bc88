namespace Nabla.Networks;

/// <summary>Names a stream of random numbers. A number depends on the seed, the stream and its position, never on how many were drawn before.</summary>
/// <param name="Seed">What the user chose.</param>
/// <param name="Stream">Which of the 2⁶⁴ independent streams of that seed.</param>
/// <remarks>
/// Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011): the key is the seed,
/// the counter is the stream and the position. Nothing is ambient: who draws numbers is given a key.
/// </remarks>
public readonly record struct RandomKey(ulong Seed, ulong Stream = 0)
{
    /// <summary>An independent stream under this one: of a purpose, a layer, an epoch.</summary>
    /// <param name="tag">Which one; the same tag gives the same stream.</param>
    public RandomKey Fold(ulong tag)
    {
        // The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection of 64 bits, so tags under one stream never meet.
        ulong z = unchecked((Stream * 0x9E37_79B9_7F4A_7C15ul) + tag + 0x9E37_79B9_7F4A_7C15ul);
        z = unchecked((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9ul);
        z = unchecked((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBul);
        return this with { Stream = z ^ (z >> 31) };
    }

    /// <summary>32 random bits at a position.</summary>
    public uint Bits(ulong position)
    {
        var block = Philox.Block(Seed, Stream, position >> 2);
        return (position & 3) switch { 0 => block.X0, 1 => block.X1, 2 => block.X2, _ => block.X3 };
    }

    /// <summary>32 random bits at each of the positions from <paramref name="first"/> on: what a draw at each of them gives, for a quarter of the work.</summary>
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

    /// <summary>A whole number at least 0 and below <paramref name="limit"/>, at a position of its own: positions of <see cref="Bits(ulong)"/> and of this do not mix.</summary>
    /// <param name="position">Which number.</param>
    /// <param name="limit">At least 1. Any two results differ in probability by at most 2⁻⁶⁴ of one.</param>
    public int Below(ulong position, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var block = Philox.Block(Seed, Stream, position);
        return (int)Math.BigMul(((ulong)block.X1 << 32) | block.X0, (ulong)limit, out _);
    }

    /// <summary>A float in [0, 1) with 24 random bits: k·2⁻²⁴.</summary>
    public float Uniform(ulong position) => UniformFrom(Bits(position));

    /// <summary>A float from the standard normal distribution, by inversion.</summary>
    public float Normal(ulong position) => NormalFrom(Bits(position));

    internal static float UniformFrom(uint bits) => (bits >> 8) * (1f / 16777216f);

    internal static float NormalFrom(uint bits) => NormalDistribution.Quantile((bits + 0.5) * (1.0 / 4294967296.0));

    /// <summary>Puts the elements into a random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> order)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = Below((ulong)i, i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
