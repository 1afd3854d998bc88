using Nabla.Networks;

namespace Nabla.Tests.Numerics;

/// <summary>Floats on which arithmetic goes wrong first, and the comparison that tells whether it did.</summary>
internal static class NastyFloats
{
    private static readonly float[] Magnitudes =
    [
        0f, float.Epsilon, 3 * float.Epsilon, 1e-40f, MathF.BitDecrement(SmallestNormal), SmallestNormal, MathF.BitIncrement(SmallestNormal),
        1e-30f, 1e-19f, 1f / 16777216f, 0.1f, 0.5f, MathF.BitDecrement(1f), 1f, MathF.BitIncrement(1f), 1.5f, 3f, 88.72284f,
        8388609f, 16777215f, 1e19f, 1e30f, 3e37f, float.MaxValue, float.PositiveInfinity,
    ];

    /// <summary>Zeros, subnormals, neighbours of one and of the smallest normal float, huge ones, infinities, each with both signs; and NaN.</summary>
    public static IReadOnlyList<float> All { get; } = [.. Magnitudes, .. Magnitudes.Select(x => -x), float.NaN];

    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>For every exponent, subnormals and infinity included, both signs with the outermost significands and random ones.</summary>
    public static IEnumerable<float> OfEveryExponent(RandomKey key, int randomPerExponent)
    {
        for (uint signAndExponent = 0; signAndExponent < 512; signAndExponent++)
        {
            uint first = signAndExponent << 23;
            foreach (uint significand in (uint[])[0, 1, 0x3F_FFFF, 0x40_0000, 0x7F_FFFF])
                yield return BitConverter.UInt32BitsToSingle(first | significand);
            for (int i = 0; i < randomPerExponent; i++)
                yield return BitConverter.UInt32BitsToSingle(first | (key.Bits((signAndExponent * (ulong)randomPerExponent) + (ulong)i) >> 9));
        }
    }

    /// <summary>The same bits, or both not a number: IEEE 754 leaves the payload of a computed NaN open.</summary>
    public static bool AreSame(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b));
}
