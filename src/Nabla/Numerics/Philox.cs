using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Philox 4x32-10: 128 random bits from a 64-bit key and a 128-bit counter, without state.</summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011), section 3.3.
/// Ten rounds; in each, two 32×32-bit products are split in halves, and the key is incremented by the golden ratio and by √3 − 1.
/// Checked against the authors' known-answer vectors.
/// </remarks>
internal static class Philox
{
    private const uint Multiplier0 = 0xD251_1F53;
    private const uint Multiplier1 = 0xCD9E_8D57;
    private const uint Weyl0 = 0x9E37_79B9;
    private const uint Weyl1 = 0xBB67_AE85;

    /// <summary>Returns the block at a position of a stream: the counter is (position, stream), each low word first.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(ulong seed, ulong stream, ulong position) =>
        Block((uint)seed, (uint)(seed >> 32), ((uint)position, (uint)(position >> 32), (uint)stream, (uint)(stream >> 32)));

    // Fully compiled at once: precompiled code calls a method for each of the tuples, and a run draws thousands of numbers at its beginning.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (uint X0, uint X1, uint X2, uint X3) Block(uint key0, uint key1, (uint X0, uint X1, uint X2, uint X3) counter)
    {
        var (x0, x1, x2, x3) = counter;
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(product1 >> 32) ^ x1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ key1, (uint)product0);
            unchecked
            {
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }

        return (x0, x1, x2, x3);
    }
}
