using System.Runtime.Intrinsics;
using Nabla.Networks;

namespace Nabla.Tests.Numerics;

public sealed class SoftwareFusedMultiplyAddTests
{
    [Fact]
    public void Equals_the_instruction_on_all_triples_of_nasty_floats()
    {
        foreach (float a in NastyFloats.All)
        {
            foreach (float b in NastyFloats.All)
            {
                foreach (float c in NastyFloats.All)
                    AssertSame(a, b, c);
            }
        }
    }

    [Fact]
    public void Equals_the_instruction_on_random_bits()
    {
        var key = new RandomKey(5);
        for (ulong i = 0; i < 200_000; i++)
            AssertSame(Any(key.Bits(3 * i)), Any(key.Bits((3 * i) + 1)), Any(key.Bits((3 * i) + 2)));
    }

    /// <summary>Sums near the product or near its negative, where bits cancel or lie just beside the middle between two floats.</summary>
    [Fact]
    public void Equals_the_instruction_where_the_product_nearly_cancels()
    {
        var key = new RandomKey(6);
        for (ulong i = 0; i < 100_000; i++)
        {
            float a = Any(key.Bits(2 * i));
            float b = Any(key.Bits((2 * i) + 1));
            float product = a * b;
            float[] near = [-product, product, MathF.BitIncrement(-product), MathF.BitDecrement(-product), product * 3e-8f, product * -16777216f];
            foreach (float c in near)
                AssertSame(a, b, c);
        }
    }

    /// <summary>Where two roundings would go wrong: the sum lies so little beside the middle that a double ends in the middle.</summary>
    [Theory]
    [InlineData(1 + (1f / (1 << 23)), 1 + (1f / (1 << 23)), 1e-30f)]
    [InlineData(1 + (1f / (1 << 23)), 1.5f, 1e-30f)]
    [InlineData(1 + (1f / (1 << 23)), 1.5f, -1e-30f)]
    [InlineData(4097f, 4097f, 1e-35f)]
    [InlineData(1e-30f, 1e-30f, 1f)]
    [InlineData(-1e-30f, 1e-30f, 1f)]
    [InlineData(float.Epsilon, 0.5f, float.Epsilon)]
    [InlineData(float.Epsilon, -0.5f, float.Epsilon)]
    [InlineData(float.MaxValue, 1f, 1.01412048e31f)]
    [InlineData(float.MaxValue, 1f, 1.014120421e31f)]
    [InlineData(float.MaxValue, float.MaxValue, float.NegativeInfinity)]
    [InlineData(0f, float.PositiveInfinity, 1f)]
    [InlineData(-0f, 1f, 0f)]
    [InlineData(1f, 1f, -1f)]
    public void Rounds_once(float a, float b, float c) => AssertSame(a, b, c);

    [Fact]
    public void Each_lane_has_its_own_result()
    {
        var result = SoftwareFusedMultiplyAdd.Compute(Vector128.Create(1f, 2f, 3f, 4f), Vector128.Create(10f), Vector128.Create(0.5f, 1.5f, 2.5f, 3.5f));

        Assert.Equal(Vector128.Create(10.5f, 21.5f, 32.5f, 43.5f), result);
    }

    private static float Any(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static void AssertSame(float a, float b, float c)
    {
        float expected = MathF.FusedMultiplyAdd(a, b, c);
        float actual = SoftwareFusedMultiplyAdd.Compute(Vector128.Create(a), Vector128.Create(b), Vector128.Create(c))[0];
        if (!NastyFloats.AreSame(expected, actual))
            Assert.Fail($"{a:R} * {b:R} + {c:R} is {actual:R}; expected {expected:R}.");
    }
}
